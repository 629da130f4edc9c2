import { readFile } from 'node:fs/promises';
import { ToolError } from '../../src-core/api/errors.ts';
import type { Address } from '../../src-core/net/address.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import { parseEchoLine, type EchoReply } from './echo.ts';
import { stream } from './stream.ts';

/**
 * Linux, iputils: `ping -6 -n -w 3 -I fe80::a%eth0 ff02::1%eth0`. Never with -c: ping then ends when as many first
 * replies have come as were asked for, and every host but one is lost. A sample:
 *
 * PING ff02::1%eth0(ff02::1%eth0) from fe80::a%eth0 eth0: 56 data bytes
 * 64 bytes from fe80::d8e3:c7ff:fe45:ecdf%eth0: icmp_seq=1 ttl=64 time=0.132 ms
 * 64 bytes from 2001:db8:1::b: icmp_seq=1 ttl=64 time=0.082 ms (DUP!)
 *
 * Versions before 2018 leave the zone out. A source is given with its zone also where it is global: that sets the
 * interface too, which the address alone would leave to the routes.
 */
export function args(zone: Zone, source: Address | null, seconds: number): string[] {
  const from = source === null ? zone : `${source}%${zone}`;
  return ['-6', '-n', '-w', String(seconds), '-I', from, `ff02::1%${zone}`];
}

/** One reply of a line, or undefined. */
export function parse(line: string, zone: Zone): EchoReply | undefined {
  return parseEchoLine(line, zone);
}

/** What ping said on its error output, as the error that it means. Words are those of the C locale. */
export function failureOf(stderr: string, zone: Zone, source: Address | null): ToolError {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !line.includes('Warning:'));
  const detail = lines.join('\n').slice(0, 500);
  if (/BusyBox/.test(detail)) {
    const message =
      'the ping of busybox cannot send from a chosen interface to a group: install iputils-ping';
    return new ToolError('unsupported', message, detail);
  }
  if (/invalid option|unrecognized option|^Usage/im.test(detail)) {
    return new ToolError('unsupported', 'this ping is too old or another one: install iputils-ping', detail);
  }
  if (/missing cap_net_raw|socket: (Operation not permitted|Permission denied)/.test(detail)) {
    const message =
      'ping may not send for this user: allow it with "sysctl -w net.ipv4.ping_group_range=\'0 2147483647\'" ' +
      'or "setcap cap_net_raw+ep" on the ping program';
    return new ToolError('no-permission', message, detail);
  }
  if (/Cannot assign requested address/.test(detail)) {
    return new ToolError(
      'unreachable',
      `${source ?? 'the source'} is no address of ${zone} any more`,
      detail,
    );
  }
  if (/Name or service not known|No such device|unknown iface|nvalid scope/i.test(detail)) {
    return new ToolError('unreachable', `the interface ${zone} is not there`, detail);
  }
  if (/unreachable|Network is down|No route to host/i.test(detail)) {
    return new ToolError('unreachable', `nothing can be sent through ${zone}: ${lines[0] ?? ''}`, detail);
  }
  if (/Operation not permitted/.test(detail)) {
    return new ToolError(
      'no-permission',
      `a firewall of this computer drops what ping sends to ${zone}`,
      detail,
    );
  }
  return new ToolError('internal', `ping failed on ${zone}: ${lines[0] ?? 'it gave no reason'}`, detail);
}

/** The replies as they come. @throws ToolError as multicastEcho() */
export async function* echo(
  { zone, source, seconds }: { zone: Zone; source: Address | null; seconds: number },
  signal: AbortSignal,
): AsyncGenerator<EchoReply> {
  const all = args(zone, source, seconds);
  const timeoutMs = (seconds + 3) * 1_000;
  let replies = 0;
  for await (const item of stream('ping', all, {
    signal,
    timeoutMs,
    output: 'file',
    remedy: 'install iputils-ping',
  })) {
    if (item.type === 'line') {
      const reply = parse(item.text, zone);
      if (reply === undefined) continue;
      replies++;
      yield reply;
      continue;
    }
    // Status 1 is "no replies", 2 and others are failures, also where replies came before it.
    if (item.code > 1 || item.code < 0) throw failureOf(item.stderr, zone, source);
    // A send that failed now and then is no failure of the whole where replies came.
    if (replies === 0 && /: (sendmsg|sendto|send)\b/m.test(item.stderr))
      throw failureOf(item.stderr, zone, source);
    await checkStillThere(zone);
  }
}

/**
 * ping ends without a word, and with the status of success or of "no replies", where the interface is down or vanishes:
 * that is not "nobody there". The computer's own reply proves nothing either, as a host may be set not to answer groups.
 */
async function checkStillThere(zone: Zone): Promise<void> {
  const [flags, operstate] = await Promise.all(
    ['flags', 'operstate'].map((name) =>
      readFile(`/sys/class/net/${zone}/${name}`, 'utf8').then(
        (text) => text.trim(),
        (error: unknown) => error,
      ),
    ),
  );
  if (typeof flags !== 'string' || typeof operstate !== 'string') {
    throw new ToolError('unreachable', `the interface ${zone} is not there any more`);
  }
  // IFF_UP of linux/if.h.
  if ((Number(flags) & 1) === 0) throw new ToolError('unreachable', `the interface ${zone} is down`);
  if (operstate === 'down' || operstate === 'lowerlayerdown') {
    throw new ToolError('unreachable', `the interface ${zone} has no carrier`);
  }
}
