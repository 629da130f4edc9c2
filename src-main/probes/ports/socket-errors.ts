import type { Failure } from '../../../src-core/api/errors.ts';
import { outcome, type Outcome } from './lane-messages.ts';

// What a failed connect says of the port. Linux makes these of ICMP errors (ip(7), net/ipv4/icmp.c, net/ipv6/icmp.c):
// port unreachable becomes "refused", as a reset does, and cannot be told from it without root.
const meanings: Readonly<Record<string, Outcome>> = {
  ECONNREFUSED: outcome.refused,
  // A reset in the middle of the handshake: something is there that does not let us in.
  ECONNRESET: outcome.refused,
  ETIMEDOUT: outcome.noAnswer,
  // ICMPv6 "administratively prohibited", "failed policy", "reject route" (RFC 4443 section 3.1).
  EACCES: outcome.prohibited,
  ENOPROTOOPT: outcome.prohibited,
  EPROTO: outcome.prohibited,
  ENETUNREACH: outcome.noRoute,
  ENONET: outcome.noRoute,
  // "Address unreachable", "host prohibited", or a neighbour that this computer looked for in vain.
  EHOSTUNREACH: outcome.hostUnreachable,
  EHOSTDOWN: outcome.hostUnreachable,
};

/** What is short on this computer for a moment: file descriptors, ports of its own, memory, places for neighbours. */
const noRoom: ReadonlySet<string> = new Set([
  'EMFILE',
  'ENFILE',
  'ENOBUFS',
  'ENOMEM',
  'EAGAIN',
  'EADDRNOTAVAIL',
  'EADDRINUSE',
  'EINVAL',
]);

/** What the error of a connect means for the port: an outcome, or `no-room` where it should be tried again later. */
export function whatItMeans(code: string): Outcome | 'no-room' {
  if (noRoom.has(code)) return 'no-room';
  return meanings[code] ?? outcome.notSent;
}

const shortages: Readonly<Record<string, string>> = {
  EMFILE: 'this program may not have more files open',
  ENFILE: 'this computer may not have more files open',
  EADDRNOTAVAIL: 'this computer has no more ports of its own for this address',
  ENOBUFS: 'this computer has no room for more packets',
  ENOMEM: 'this computer has no memory for more connections',
};

/** What stood in the way of a scan on this computer, for people. Ports that it kept from being asked are unknown. */
export function troubleFailure(code: string): Failure {
  const what = shortages[code] ?? 'this computer did not let every connection out';
  return {
    code: 'conflict',
    message: `${what} (${code}): the scan waited for that, and what could not be asked is told as unknown`,
  };
}
