import type { ResponderConfiguration } from '../responder.ts';
import { addressBytes, readQuestions, srvData, types, writeName, writeResponse, type Answer } from './dns.ts';
import { joinGroup } from './multicast.ts';

/** What a name must never be shown as: control characters, terminal escapes, a direction override, and markup. */
export const hostileNames: readonly string[] = [
  'bell\u0007and\u001b[31mred',
  'right\u202eleft',
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  '../../../../etc/passwd',
  '%s%n%s',
  '-rf',
  'zero\u0000byte',
];

const namesInAll = 10_000;
/** What fits into a datagram without compression. */
const namesInDatagram = 400;

/** A host that answers any question with thousands of names, most of them made up, and the worst of them first. */
export async function startHostileMdns({ addresses }: ResponderConfiguration): Promise<void> {
  const service = ['_http', '_tcp', 'local'];
  const own = addresses.find((address) => address.startsWith('fe80:')) ?? 'fe80::bad';
  const record = (number: number): Answer[] => {
    const label = hostileNames[number] ?? `made-up-${number}`;
    const host = [label, 'local'];
    const instance = [label, ...service];
    return [
      { name: service, type: types.PTR, data: writeName(instance) },
      { name: instance, type: types.SRV, data: srvData(number % 65_536, host) },
      { name: host, type: types.AAAA, data: addressBytes(own) },
    ];
  };
  let answered = 0;
  await joinGroup(5353, { ipv6: 'ff02::fb' }, undefined, (message, from, send) => {
    const query = readQuestions(message);
    if (query === undefined || answered > 3) return;
    answered += 1;
    const say = from.port === 5353 ? send.toGroup : send.reply;
    for (let first = 0; first < namesInAll; first += namesInDatagram / 4) {
      const answers = Array.from({ length: namesInDatagram / 4 }, (_, index) => record(first + index)).flat();
      say(writeResponse(from.port === 5353 ? 0 : query.id, [], answers));
    }
    // As large as a datagram can be, and no DNS at all after its header.
    say(Buffer.concat([writeResponse(query.id, [], []), Buffer.alloc(65_000, 0xc0)]));
    // A name that points to itself, and a count that promises what is not there.
    const endless = Buffer.concat([writeResponse(query.id, [], []), Buffer.from([0xc0, 12, 0, 12, 0, 1])]);
    endless.writeUInt16BE(65_535, 6);
    say(endless);
    say(Buffer.of(1, 2, 3));
  });
}
