import { ToolError } from '../../src-core/api/errors.ts';
import type { Address } from '../../src-core/net/address.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import { parseEchoLine, type EchoReply } from './echo.ts';
import { stream } from './stream.ts';

/**
 * macOS: `ping6 -n -i 1 -I en0 [-S source] ff02::1%en0`, without an end of its own: we end it. A sample:
 *
 * PING6(56=40+8+8 bytes) fe80::14a5:aa1b:8ac4:6e1e%en0 --> ff02::1%en0
 * 16 bytes from fe80::14a5:aa1b:8ac4:6e1e%en0, icmp_seq=0 hlim=64 time=0.106 ms
 * 16 bytes from fe80::1%en0, icmp_seq=0 hlim=64 time=3.731 ms(DUP!)
 */
export function args(zone: Zone, source: Address | null): string[] {
  return ['-n', '-i', '1', '-I', zone, ...(source === null ? [] : ['-S', source]), `ff02::1%${zone}`];
}

/** One reply of a line, or undefined. */
export function parse(line: string, zone: Zone): EchoReply | undefined {
  return parseEchoLine(line, zone);
}

/** What ping6 said on its error output, as the error that it means. */
export function failureOf(stderr: string, zone: Zone): ToolError {
  const detail = stderr.trim().slice(0, 500);
  if (/not permitted|Permission denied/i.test(detail)) {
    return new ToolError('no-permission', 'ping6 may not send for this user', detail);
  }
  if (/invalid interface|nodename nor servname|No such|not configured/i.test(detail)) {
    return new ToolError('unreachable', `the interface ${zone} is not there`, detail);
  }
  if (/assign requested address/i.test(detail)) {
    return new ToolError('unreachable', `the source is no address of ${zone} any more`, detail);
  }
  if (/unreachable|No route to host|is down/i.test(detail)) {
    return new ToolError('unreachable', `nothing can be sent through ${zone}`, detail);
  }
  return new ToolError('internal', `ping6 failed on ${zone}`, detail);
}

/** The replies as they come. @throws ToolError as multicastEcho() */
export async function* echo(
  { zone, source, seconds }: { zone: Zone; source: Address | null; seconds: number },
  signal: AbortSignal,
): AsyncGenerator<EchoReply> {
  const over = AbortSignal.timeout(seconds * 1_000);
  try {
    for await (const item of stream('ping6', args(zone, source), {
      signal: AbortSignal.any([signal, over]),
    })) {
      if (item.type === 'end') throw failureOf(item.stderr, zone);
      const reply = parse(item.text, zone);
      if (reply !== undefined) yield reply;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error !== over.reason) throw error;
  }
}
