import { ToolError } from '../../src-core/api/errors.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { HopReply } from '../../src-core/path/ledger.ts';
import { stream } from './stream.ts';
import { findCommand } from './find-command.ts';
import * as tracepath from './tracepath.ts';
import * as traceroute from './traceroute.ts';
import * as tracert from './tracert.ts';
import { targetArgument } from './ping-request.ts';
import type { TraceRequest } from './trace-request.ts';

export type { TraceRequest } from './trace-request.ts';

/** The programs that tell a path, each told apart from the others by what it prints. */
export type TraceProgram = 'traceroute' | 'tracepath' | 'tracert';

/**
 * tracepath waits for each hop three times, one after the other: a target that does not answer takes it a minute and a
 * half. After so many silent hops there is hardly one that answers.
 */
const mostSilent = 8;

/** The programs of this system that can tell a path, the one that tells most first; none may be there. */
export function tracePrograms(request: TraceRequest): TraceProgram[] {
  if (process.platform === 'win32') return ['tracert'];
  const found: TraceProgram[] = [];
  if (findCommand(traceroute.command(request)) !== undefined) found.push('traceroute');
  // It can be given no source.
  if (request.source === null && findCommand('tracepath') !== undefined) found.push('tracepath');
  return found;
}

interface Parts {
  readonly command: string;
  readonly args: string[];
  /** What one line of the output tells. */
  parse(line: string): HopReply[];
  /** What is left to tell after the last one. */
  end?(): HopReply[];
}

function parts(program: TraceProgram, request: TraceRequest): Parts {
  let hop = 0;
  switch (program) {
    case 'traceroute':
      return {
        command: traceroute.command(request),
        args: traceroute.args(request),
        parse(line: string) {
          const replies = traceroute.parse(line, hop);
          hop = replies[0]?.hop ?? hop;
          return replies;
        },
      };
    case 'tracepath': {
      const replies = new tracepath.Replies();
      const args = tracepath.args(request);
      // It keeps back what it prints until it ends, minutes later, unless a terminal reads it or stdbuf is asked.
      const path = findCommand('stdbuf') === undefined ? undefined : findCommand('tracepath');
      return {
        ...(path === undefined
          ? { command: 'tracepath', args }
          : { command: 'stdbuf', args: ['-oL', path, ...args] }),
        parse: (line: string) => replies.take(line),
        end: () => replies.end(),
      };
    }
    case 'tracert':
      return {
        command: 'tracert',
        args: tracert.args(request),
        parse: (line: string) => tracert.parse(line),
      };
  }
}

/**
 * Asks every hop on the way to a target once (tracert: three times), and gives what comes back.
 * @throws ToolError `no-permission` where the program may not ask, `unreachable`, `missing-command`, `internal`; the
 * signal's reason where aborted
 */
export async function* traceRoute(
  program: TraceProgram,
  request: TraceRequest,
  signal: AbortSignal,
): AsyncGenerator<HopReply> {
  const { command, args, parse, end } = parts(program, request);
  // Every hop may wait its time, one after the other, tracert three times.
  const timeoutMs = (request.maxHops + 2) * Math.max(request.waitMs, 3_000) * 3;
  let told = 0;
  let silent = 0;
  for await (const item of stream(command, args, { signal, timeoutMs })) {
    if (item.type === 'line') {
      for (const reply of parse(item.text)) {
        if (reply.hop < 1 || reply.hop > request.maxHops) continue;
        told++;
        silent = reply.from === null ? silent + 1 : 0;
        yield reply;
      }
      if (program === 'tracepath' && silent >= mostSilent) return;
      continue;
    }
    yield* end?.() ?? [];
    if (told === 0 && (item.code !== 0 || item.stderr !== '')) throw failureOf(program, item.stderr, request);
  }
}

/** What one of the programs said on its error output, as the error that it means. */
function failureOf(command: string, stderr: string, request: TraceRequest): ToolError {
  const detail = visibleText(stderr.trim(), 500);
  const target = targetArgument(request);
  if (/not permitted|Permission denied/i.test(stderr)) {
    return new ToolError('no-permission', `${command} may not ask for this user`, detail);
  }
  if (/unreachable|No route to host|Network is down/i.test(stderr)) {
    return new ToolError('unreachable', `this computer has no way to ${target}`, detail);
  }
  if (/assign requested address|No such device|not known|invalid|Cannot handle/i.test(stderr)) {
    return new ToolError(
      'unreachable',
      `${target} cannot be asked: is its interface there, and the source its own?`,
      detail,
    );
  }
  return new ToolError('internal', `${command} to ${target} failed`, detail);
}
