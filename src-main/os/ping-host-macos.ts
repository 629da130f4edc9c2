import { ToolError } from '../../src-core/api/errors.ts';
import { family, tryParseAddress, type Address } from '../../src-core/net/address.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { EchoLine } from '../../src-core/ping/ledger.ts';
import { secondsArgument, targetArgument, type PingRequest } from './ping-request.ts';

/**
 * macOS has a program for each family: `ping -n -i 0.2 -s 56 192.0.2.1`, `ping6 -n -i 0.2 -s 56 fe80::1%en0`
 * (ping.8 and ping6.8 of network_cmds). Samples:
 *
 * 64 bytes from 192.0.2.1: icmp_seq=0 ttl=64 time=3.731 ms
 * Request timeout for icmp_seq 1
 * 92 bytes from 198.51.100.1: Time to live exceeded
 * 16 bytes from fe80::1%en0, icmp_seq=0 hlim=64 time=3.731 ms(DUP!)
 *
 * ping6 does not tell of requests without a reply: they are known as lost when a later one is answered.
 */
export function command({ address }: PingRequest): 'ping' | 'ping6' {
  return family(address) === 6 ? 'ping6' : 'ping';
}

/** The number of the first request. */
export const firstSequence = 0;

export function args(request: PingRequest): string[] {
  const { address, source, sizeBytes, intervalMs, hopLimit, count, whole } = request;
  const six = family(address) === 6;
  const all = ['-n', '-i', secondsArgument(intervalMs), '-s', String(sizeBytes)];
  if (hopLimit !== null) all.push(six ? '-h' : '-m', String(hopLimit));
  if (count !== null) all.push('-c', String(count));
  if (whole) all.push('-D');
  if (source?.address != null) all.push('-S', source.address);
  if (source?.zone != null) all.push(six ? '-I' : '-b', source.zone);
  return [...all, targetArgument(request)];
}

/**
 * One line, or undefined where it tells of no request.
 * @param readAt when the line was read: neither program prints the time
 */
export function parse(line: string, readAt: number): EchoLine | undefined {
  const text = line.slice(0, 500);
  const given = /^Request timeout for icmp_seq (\d{1,9})/.exec(text)?.[1];
  if (given !== undefined) return { type: 'waiting', sequence: Number(given), at: readAt };
  const [, word = '', rest = ''] = /^\d{1,6} bytes from (\S+?)[,:]? (.*)$/.exec(text) ?? [];
  const from = addressOf(word);
  if (from === undefined) return undefined;
  const sequence = /\bicmp_seq=(\d{1,9})\b/.exec(rest)?.[1];
  if (sequence === undefined) {
    const reason = /exceeded/i.test(rest)
      ? 'time-exceeded'
      : /too big|frag needed/i.test(rest)
        ? 'too-big'
        : /unreachable/i.test(rest)
          ? 'unreachable'
          : 'other';
    const mtu = /(?:mtu|MTU) ?=? ?(\d{1,6})\b/.exec(rest)?.[1];
    const message = visibleText(rest.trim(), 200);
    return {
      type: 'error',
      sequence: null,
      from,
      reason,
      message,
      mtu: mtu === undefined ? null : Number(mtu),
      at: readAt,
    };
  }
  const rtt = / time=(\d{1,9}(?:\.\d{1,9})?) ms/.exec(rest)?.[1];
  const ttl = /\b(?:ttl|hlim)=(\d{1,3})\b/.exec(rest)?.[1];
  return {
    type: 'reply',
    sequence: Number(sequence),
    from,
    rttMs: rtt === undefined ? null : Number(rtt),
    ttl: ttl === undefined ? null : Number(ttl),
    duplicate: rest.includes('DUP!'),
    at: readAt,
  };
}

function addressOf(word: string): Address | undefined {
  const [host = ''] = word.split('%', 1);
  return tryParseAddress(host);
}

/** What ping or ping6 said on its error output, as the error that it means. */
export function failureOf(stderr: string, request: PingRequest): ToolError {
  const detail = visibleText(stderr.trim(), 500);
  const target = targetArgument(request);
  if (/-i interval too short|only (the super-?user|root) can/i.test(stderr)) {
    const message =
      'the ping of macOS lets ordinary users send every 100 ms at most: choose a longer interval';
    return new ToolError('unsupported', message, detail);
  }
  if (/not permitted|Permission denied/i.test(stderr)) {
    return new ToolError('no-permission', 'ping may not send for this user', detail);
  }
  if (/assign requested address/i.test(stderr)) {
    return new ToolError('unreachable', `the source is no address of this computer`, detail);
  }
  if (/invalid interface|bad interface|nodename nor servname|No such/i.test(stderr)) {
    return new ToolError('unreachable', `the interface for ${target} is not there`, detail);
  }
  if (/message too long/i.test(stderr)) {
    return new ToolError('unreachable', `a packet of this size does not fit on the way to ${target}`, detail);
  }
  if (/unreachable|No route to host|is down/i.test(stderr)) {
    return new ToolError('unreachable', `this computer has no way to ${target}`, detail);
  }
  return new ToolError('internal', `ping of ${target} failed`, detail);
}
