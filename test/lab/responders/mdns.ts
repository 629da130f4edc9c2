import { isIPv6 } from 'node:net';
import type { ResponderConfiguration } from '../responder.ts';
import {
  addressBytes,
  readQuestions,
  reverseLabels,
  sameName,
  srvData,
  types,
  writeName,
  writeResponse,
} from './dns.ts';
import type { Answer } from './dns.ts';
import { joinGroup } from './multicast.ts';

function addressRecords(host: readonly string[], addresses: readonly string[]): Answer[] {
  return addresses.map((address) => ({
    name: host,
    type: isIPv6(address) ? types.AAAA : types.A,
    data: addressBytes(address),
    unique: true,
  }));
}

function reverseRecords(host: readonly string[], addresses: readonly string[]): Answer[] {
  return addresses.map((address) => ({
    name: reverseLabels(address),
    type: types.PTR,
    data: writeName(host),
    unique: true,
  }));
}

function matching(records: readonly Answer[], message: Buffer) {
  const query = readQuestions(message);
  if (query === undefined) return undefined;
  const answers = records.filter((record) =>
    query.questions.some(
      ({ name, type }) => sameName(name, record.name) && (type === record.type || type === types.ANY),
    ),
  );
  return answers.length === 0 ? undefined : { ...query, answers };
}

/** A host as a printer or a Mac is: its name, its addresses backwards, and one web service (RFC 6762, RFC 6763). */
export async function startMdns({ name, addresses }: ResponderConfiguration): Promise<void> {
  const host = [name, 'local'];
  const service = ['_http', '_tcp', 'local'];
  const instance = [`Page of ${name}`, ...service];
  const records: Answer[] = [
    { name: ['_services', '_dns-sd', '_udp', 'local'], type: types.PTR, data: writeName(service) },
    { name: service, type: types.PTR, data: writeName(instance) },
    { name: instance, type: types.SRV, data: srvData(80, host), unique: true },
    { name: instance, type: types.TXT, data: Buffer.of(0), unique: true },
    ...addressRecords(host, addresses),
    ...reverseRecords(host, addresses),
  ];
  const ownIpv4 = addresses.find((address) => !isIPv6(address));
  await joinGroup(5353, { ipv6: 'ff02::fb', ipv4: '224.0.0.251' }, ownIpv4, (message, from, send) => {
    const found = matching(records, message);
    if (found === undefined) return;
    // RFC 6762 section 6.7: who asks from another port gets a plain DNS answer, to itself alone.
    if (from.port !== 5353) send.reply(writeResponse(found.id, found.questions, found.answers));
    // Section 6: shared records wait a little, so that not all speak at once.
    else setTimeout(() => send.toGroup(writeResponse(0, [], found.answers)), 20 + Math.random() * 100);
  });
}

/** Answers for its own name and addresses only (RFC 4795). */
export async function startLlmnr({ name, addresses }: ResponderConfiguration): Promise<void> {
  const records = [...addressRecords([name], addresses), ...reverseRecords([name], addresses)];
  const ownIpv4 = addresses.find((address) => !isIPv6(address));
  await joinGroup(5355, { ipv6: 'ff02::1:3', ipv4: '224.0.0.252' }, ownIpv4, (message, _from, send) => {
    const found = matching(records, message);
    if (found !== undefined) send.reply(writeResponse(found.id, found.questions, found.answers, 0x8000));
  });
}
