import { ToolError } from '../../src-core/api/errors.ts';
import type { Address } from '../../src-core/net/address.ts';
import { needsZone, type Zone } from '../../src-core/net/zone.ts';
import * as ping6Macos from './ping6-macos.ts';
import * as pingLinux from './ping-linux.ts';
import type { EchoReply } from './echo.ts';

export type { EchoReply } from './echo.ts';

export interface MulticastEchoOptions {
  readonly zone: Zone;
  /** Hosts answer from the address that suits this one's scope and prefix; null lets the system choose. */
  readonly source: Address | null;
  /** How long to ask and listen; a request goes out every second. */
  readonly seconds: number;
}

/** What Windows cannot do, in words for the person. */
const windowsLimitation =
  'the ping of Windows shows no replies to a multicast request: hosts are found by the neighbour table and other sources';

/**
 * Asks all nodes of a link (ff02::1, RFC 4291 section 2.7.1) for an echo, once a second, and yields each reply as it
 * comes, this computer's own included.
 * @throws ToolError `missing-command`, `no-permission`, `unreachable` (interface down or gone, no such source),
 * `unsupported` (Windows, busybox); the signal's reason where aborted
 */
export async function* multicastEcho(
  options: MulticastEchoOptions,
  signal: AbortSignal,
): AsyncGenerator<EchoReply> {
  const { zone, source, seconds } = options;
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3_600) {
    throw new ToolError('bad-input', `seconds must be a whole number from 1 to 3600, not ${seconds}`);
  }
  if (source !== null && !source.includes(':')) {
    throw new ToolError('bad-input', `the source of a multicast echo must be an IPv6 address, not ${source}`);
  }
  const replies = platformReplies({ zone, source, seconds }, signal);
  // Some versions mark every reply but the first of a request with "DUP!", which for a group says nothing about the
  // host. A duplicate here is a second reply of the same address to the same request.
  const seen = new Set<string>();
  for await (const reply of replies) {
    const zoned = needsZone(reply.address) ? `${reply.address}%${reply.zone}` : reply.address;
    const key = `${zoned} ${reply.sequence}`;
    const duplicate = seen.has(key);
    // A host that floods cannot fill the memory: beyond this, only repeats go unnoticed.
    if (seen.size < 100_000) seen.add(key);
    yield { ...reply, duplicate };
  }
}

function platformReplies(options: MulticastEchoOptions, signal: AbortSignal): AsyncGenerator<EchoReply> {
  if (process.platform === 'linux') return pingLinux.echo(options, signal);
  if (process.platform === 'darwin') return ping6Macos.echo(options, signal);
  if (process.platform === 'win32') throw new ToolError('unsupported', windowsLimitation);
  throw new ToolError('unsupported', `multicast echo is not known on ${process.platform}`);
}
