import { ToolError } from '../../src-core/api/errors.ts';
import type { EchoLine } from '../../src-core/ping/ledger.ts';
import { stream, type StreamOptions } from './stream.ts';
import * as linux from './ping-host-linux.ts';
import * as macos from './ping-host-macos.ts';
import * as windows from './ping-host-windows.ts';
import type { PingRequest } from './ping-request.ts';

export type { PingRequest } from './ping-request.ts';

/** What the ping of this system is like. */
export interface PingAbilities {
  /** The number of the first request. */
  readonly firstSequence: number;
  /** The only interval that there is; null where it can be chosen. */
  readonly fixedIntervalMs: number | null;
}

export function pingAbilities(): PingAbilities {
  if (process.platform === 'win32') {
    return { firstSequence: windows.firstSequence, fixedIntervalMs: windows.intervalMs };
  }
  const firstSequence = process.platform === 'darwin' ? macos.firstSequence : linux.firstSequence;
  return { firstSequence, fixedIntervalMs: null };
}

/**
 * Pings one host with the system's own ping, and gives what it tells of each request. It ends when ping ends by itself
 * (after `count` requests), and leaving the loop ends ping.
 * @throws ToolError `missing-command`, `no-permission`, `unreachable`, `unsupported`; the signal's reason where aborted
 */
export async function* pingHost(request: PingRequest, signal: AbortSignal): AsyncGenerator<EchoLine> {
  const parts = systemParts(request);
  let said = '';
  const options = { signal, output: parts.output, remedy: 'install iputils-ping' };
  for await (const item of stream(parts.command, parts.args, options)) {
    if (item.type === 'end') {
      if (parts.failed(item.code)) throw parts.failureOf(item.stderr === '' ? said : item.stderr);
      return;
    }
    const line = parts.parse(item.text, Date.now());
    if (line !== undefined) yield line;
    else if (said.length < 2_000) said += `${item.text}\n`;
  }
}

interface SystemParts {
  readonly command: string;
  readonly args: string[];
  readonly output: NonNullable<StreamOptions['output']>;
  parse(line: string, readAt: number): EchoLine | undefined;
  failureOf(said: string): ToolError;
  /** Whether this status is a failure, not just "no reply". */
  failed(code: number): boolean;
}

function systemParts(request: PingRequest): SystemParts {
  if (process.platform === 'linux') {
    return {
      command: 'ping',
      args: linux.args(request),
      // It tells when each line was printed: nothing is lost by reading it later.
      output: 'gathered',
      parse: linux.parse,
      failureOf: (said) => linux.failureOf(said, request),
      // 1 is "no replies"; others are failures, also where replies came before.
      failed: (code) => code !== 0 && code !== 1,
    };
  }
  if (process.platform === 'darwin') {
    return {
      command: macos.command(request),
      args: macos.args(request),
      output: 'pipe',
      parse: macos.parse,
      failureOf: (said) => macos.failureOf(said, request),
      // 2 is "no replies" (ping.8).
      failed: (code) => code !== 0 && code !== 2,
    };
  }
  if (process.platform !== 'win32') {
    throw new ToolError('unsupported', `ping is not known on ${process.platform}`);
  }
  const reader = new windows.WindowsPingReader();
  let told = false;
  return {
    command: 'ping',
    args: windows.args(request),
    output: 'pipe',
    parse(line, readAt) {
      const found = reader.line(line, readAt);
      told ||= found !== undefined;
      return found;
    },
    failureOf: (said) => windows.failureOf(said, request),
    // 1 is "no replies" as well as any failure.
    failed: () => !told,
  };
}
