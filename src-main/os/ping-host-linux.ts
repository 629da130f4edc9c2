import { ToolError } from '../../src-core/api/errors.ts';
import { family, tryParseAddress, type Address } from '../../src-core/net/address.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { EchoError, EchoLine } from '../../src-core/ping/ledger.ts';
import { secondsArgument, targetArgument, type PingRequest } from './ping-request.ts';

/**
 * Linux, iputils: `ping -6 -n -O -D -i 0.2 -s 56 fe80::1%eth0`. -O tells when the next request leaves and the one
 * before has no reply, -D when a line was printed. Never with -w: ping then ends at the first ICMP error. A sample:
 *
 * PING 2001:db8:4::2(2001:db8:4::2) 56 data bytes
 * [1795264341.087424] 64 bytes from 2001:db8:4::2: icmp_seq=5 ttl=61 time=0.079 ms
 * [1795264341.182461] From 2001:db8:3::2 icmp_seq=6 Destination unreachable: Address unreachable
 * [1795264341.404149] no answer yet for icmp_seq=6
 *
 * A ping whose reader is gone ends at the next line that it prints, at most one interval later.
 */
export function args(request: PingRequest): string[] {
  const { address, source, sizeBytes, intervalMs, hopLimit, count, waitMs, whole } = request;
  const from = source === null ? [] : [source.address, source.zone].filter((each) => each !== null);
  return [
    family(address) === 6 ? '-6' : '-4',
    '-n',
    '-O',
    '-D',
    '-i',
    secondsArgument(intervalMs),
    '-s',
    String(sizeBytes),
    ...(hopLimit === null ? [] : ['-t', String(hopLimit)]),
    ...(count === null ? [] : ['-c', String(count), '-W', secondsArgument(waitMs)]),
    ...(whole ? ['-M', 'do'] : []),
    ...(from.length === 0 ? [] : ['-I', from.join('%')]),
    targetArgument(request),
  ];
}

/** The number of the first request. */
export const firstSequence = 1;

/**
 * One line, or undefined where it tells of no request.
 * @param readAt when the line was read, for versions that print no time
 */
export function parse(line: string, readAt: number): EchoLine | undefined {
  const text = line.slice(0, 500);
  const sequence = /\bicmp_seq=(\d{1,9})\b/.exec(text)?.[1];
  if (sequence === undefined) return undefined;
  const [stamp = '', seconds, microseconds] = /^\[(\d{1,11})\.(\d{6})\] /.exec(text) ?? [];
  const at = seconds === undefined ? readAt : Number(seconds) * 1000 + Number(microseconds) / 1000;
  const rest = text.slice(stamp.length);
  const words = rest.split(' ');
  if (words[0] === 'From') return errorOf(words, Number(sequence), at);
  const from = words[1] === 'bytes' ? addressOf(words[3]) : undefined;
  if (from === undefined) {
    return words[0] === 'no' ? { type: 'waiting', sequence: Number(sequence), at } : undefined;
  }
  const rtt = / time=(\d{1,9}(?:\.\d{1,9})?) ms/.exec(rest)?.[1];
  const ttl = / ttl=(\d{1,3})\b/.exec(rest)?.[1];
  return {
    type: 'reply',
    sequence: Number(sequence),
    from,
    rttMs: rtt === undefined ? null : Number(rtt),
    ttl: ttl === undefined ? null : Number(ttl),
    duplicate: rest.includes('(DUP!)'),
    at,
  };
}

/** `fe80::1%eth0:` or `192.0.2.1`; also the form `name (192.0.2.1)` is of no use, as names are never asked for. */
function addressOf(word: string | undefined): Address | undefined {
  const [host = ''] = (word ?? '').split('%', 1);
  // "2001:db8::1:" ends in a colon that is no part of it, and "fe80::" in two that are. The first is what replies have:
  // what is tried in vain costs as much as all the rest of a line.
  const bare = host.endsWith(':') ? tryParseAddress(host.slice(0, -1)) : undefined;
  return bare ?? tryParseAddress(host);
}

function errorOf(words: readonly string[], sequence: number, at: number): EchoError | undefined {
  const from = addressOf(words[1]);
  if (from === undefined) return undefined;
  const message = visibleText(words.slice(3).join(' ').trim(), 200);
  const mtu = /mtu ?= ?(\d{1,6})\b/.exec(message)?.[1];
  const reason = /time (to live )?exceeded/i.test(message)
    ? 'time-exceeded'
    : /too big|frag needed/i.test(message)
      ? 'too-big'
      : /unreachable|prohibited|filtered|isolated|policy|unknown/i.test(message)
        ? 'unreachable'
        : 'other';
  return { type: 'error', sequence, from, reason, message, mtu: mtu === undefined ? null : Number(mtu), at };
}

/** What ping said on its error output, as the error that it means. Words are those of the C locale. */
export function failureOf(stderr: string, request: PingRequest): ToolError {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !line.includes('Warning:'));
  const detail = visibleText(lines.slice(0, 3).join('; '), 500);
  const target = targetArgument(request);
  const least = /minimal interval allowed for user is (\d{1,6})\s?ms/.exec(detail)?.[1];
  if (least !== undefined) {
    const message = `the ping of this system lets ordinary users send every ${least} ms at most: choose ${least} ms or more`;
    return new ToolError('unsupported', message, detail);
  }
  if (/BusyBox|invalid option|unrecognized option|^Usage/im.test(stderr)) {
    const message = 'this ping is too old or another one: install iputils-ping';
    return new ToolError('unsupported', message, detail);
  }
  if (/missing cap_net_raw|socket: (Operation not permitted|Permission denied)/.test(stderr)) {
    const message =
      'ping may not send for this user: allow it with "sysctl -w net.ipv4.ping_group_range=\'0 2147483647\'" ' +
      'or "setcap cap_net_raw+ep" on the ping program';
    return new ToolError('no-permission', message, detail);
  }
  if (/Cannot assign requested address/.test(stderr)) {
    const own = request.source?.address ?? request.source?.zone ?? 'the source';
    return new ToolError('unreachable', `${own} is no address that ${target} can be asked from`, detail);
  }
  if (/unknown iface|No such device|Name or service not known|nvalid scope/i.test(stderr)) {
    const zone = request.source?.zone ?? request.zone;
    return new ToolError('unreachable', `the interface ${zone ?? '(none)'} is not there`, detail);
  }
  if (/message too long|Message too long/i.test(stderr)) {
    return new ToolError('unreachable', `a packet of this size does not fit on the way to ${target}`, detail);
  }
  if (/unreachable|Network is down|No route to host/i.test(stderr)) {
    return new ToolError('unreachable', `this computer has no way to ${target}`, detail);
  }
  if (/Operation not permitted/.test(stderr)) {
    return new ToolError('no-permission', `a firewall of this computer drops what goes to ${target}`, detail);
  }
  return new ToolError('internal', `ping of ${target} failed: ${lines[0] ?? 'it gave no reason'}`, detail);
}
