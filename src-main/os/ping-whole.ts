import type { Address } from '../../src-core/net/address.ts';
import type { EchoLine } from '../../src-core/ping/ledger.ts';
import { run } from './exec.ts';
import * as linux from './ping-host-linux.ts';
import * as macos from './ping-host-macos.ts';
import * as windows from './ping-host-windows.ts';
import type { PingRequest } from './ping-request.ts';

/** What became of one packet that must not be cut. */
export type WholeOutcome =
  | { readonly type: 'passed' }
  /** This computer knows already that it does not fit; `mtu` is what fits, where it says so. */
  | { readonly type: 'local'; readonly mtu: number | null }
  | {
      readonly type: 'too-big' | 'time-exceeded' | 'unreachable';
      readonly from: Address;
      readonly mtu: number | null;
    }
  | { readonly type: 'lost' };

/**
 * What this computer says of a packet that it does not send: iputils `local error: message too long, mtu: 1500` (IPv4:
 * `mtu=1500`), macOS `sendto: Message too long`.
 */
export function localLimit(stderr: string): { mtu: number | null } | undefined {
  if (!/message too long/i.test(stderr)) return undefined;
  const mtu = /mtu[:=] ?(\d{2,6})\b/.exec(stderr)?.[1];
  return { mtu: mtu === undefined ? null : Number(mtu) };
}

/**
 * Sends one packet that neither this computer nor a router may cut, and tells what became of it.
 * @throws ToolError `missing-command`, `no-permission`, `unreachable`, `unsupported`; the signal's reason where aborted
 */
export async function pingWhole(
  given: Pick<PingRequest, 'address' | 'zone' | 'source' | 'sizeBytes' | 'hopLimit' | 'waitMs'>,
  signal: AbortSignal,
): Promise<WholeOutcome> {
  const request: PingRequest = { ...given, intervalMs: 1_000, count: 1, whole: true };
  const [command, args] =
    process.platform === 'win32'
      ? ['ping', windows.args(request)]
      : process.platform === 'darwin'
        ? [macos.command(request), macos.args(request)]
        : ['ping', linux.args(request)];
  const { code, stdout, stderr } = await run(command, args, {
    signal,
    timeoutMs: given.waitMs + 15_000,
    maximumBytes: 1_000_000,
    remedy: 'install iputils-ping',
  });
  for (const line of linesOf(stdout)) {
    if (line.type === 'reply') return { type: 'passed' };
    if (line.type !== 'error') continue;
    const type = line.reason === 'other' ? 'unreachable' : line.reason;
    return { type, from: line.from, mtu: line.mtu };
  }
  const local = localLimit(stderr);
  if (local !== undefined) return { type: 'local', ...local };
  if (process.platform === 'linux' && code !== 0 && code !== 1) throw linux.failureOf(stderr, request);
  if (process.platform === 'darwin' && code !== 0 && code !== 2) throw macos.failureOf(stderr, request);
  return { type: 'lost' };
}

function linesOf(stdout: string): EchoLine[] {
  if (process.platform === 'win32') return windows.parse(stdout);
  const { parse } = process.platform === 'darwin' ? macos : linux;
  return stdout.split('\n').flatMap((line) => parse(line, 0) ?? []);
}
