// Asks the DHCPv6 server of a link for options, as a machine that boots: boot-client.ts INTERFACE ARCHITECTURE [CLASS]
// It prints the boot file's URL (option 59), or "none".
import { createSocket } from 'node:dgram';

const [, , name = '', architecture = '7', userClass] = process.argv;

const option = (code: number, data: Buffer) => {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(code, 0);
  head.writeUInt16BE(data.length, 2);
  return Buffer.concat([head, data]);
};
const word = (value: number) => Buffer.from([value >> 8, value & 255]);

/** An Information-request (RFC 8415 section 16.12) with a DUID-LL. */
const question = Buffer.concat([
  Buffer.from([11, 1, 2, 3]),
  option(1, Buffer.from([0, 3, 0, 1, 2, 0, 0x5e, 0x10, 0, 7])),
  option(6, word(59)),
  option(8, word(0)),
  option(61, word(Number(architecture))),
  ...(userClass === undefined
    ? []
    : [option(15, Buffer.concat([word(userClass.length), Buffer.from(userClass)]))]),
]);

const socket = createSocket('udp6');
socket.on('message', (answer) => {
  let url = 'none';
  for (let at = 4; at + 4 <= answer.length; at += 4 + answer.readUInt16BE(at + 2))
    if (answer.readUInt16BE(at) === 59)
      url = answer.toString('ascii', at + 4, at + 4 + answer.readUInt16BE(at + 2));
  console.log(url);
  process.exit(0);
});
socket.bind(546, () => {
  const ask = () => socket.send(question, 547, `ff02::1:2%${name}`);
  ask();
  setInterval(ask, 1000);
  setTimeout(() => process.exit(1), 15_000);
});
