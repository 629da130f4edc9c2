import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readQuestions, reverseLabels, types, writeName, writeResponse } from './responders/dns.ts';

// The name server of a lab: knows the names of its addresses, and that there are no others.

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: name-server.ts NAMES');
const hosts = z
  .array(z.object({ name: z.string(), addresses: z.array(z.string()) }))
  .parse(JSON.parse(readFileSync(file, 'utf8')));
const names = new Map(
  hosts.flatMap(({ name, addresses }) =>
    addresses.map((address) => [reverseLabels(address).join('.'), name] as const),
  ),
);

const socket = createSocket('udp6');
socket.on('message', (message, from) => {
  const query = readQuestions(message);
  const [question] = query?.questions ?? [];
  if (query === undefined || question === undefined) return;
  const name = question.type === types.PTR ? names.get(question.name.join('.').toLowerCase()) : undefined;
  const answers =
    name === undefined ? [] : [{ name: question.name, type: types.PTR, data: writeName(name.split('.')) }];
  // Response code 3: the name does not exist (RFC 1035 section 4.1.1).
  const flags = name === undefined ? 0x8483 : 0x8480;
  socket.send(writeResponse(query.id, [question], answers, flags), from.port, from.address);
});
socket.bind(53);
await once(socket, 'listening');
process.stdout.write('ready\n');
