import type {
  SshRequest,
  TerminalEvent,
  TerminalRequest,
  TerminalSession,
} from '../../src-core/api/terminal.ts';
import type { Base } from './base.ts';
import { atBoundary, type FailureLog } from './failures.ts';

/** The part of the terminal sessions that the interface reaches. */
export interface Terminals {
  open(request: TerminalRequest): Promise<TerminalSession>;
  list(): TerminalSession[];
  follow(sessionId: string, from: number, signal?: AbortSignal): AsyncGenerator<TerminalEvent>;
  acknowledge(sessionId: string, upTo: number): void;
  write(sessionId: string, text: string): Promise<void>;
  resize(sessionId: string, columns: number, rows: number): void;
  close(sessionId: string): Promise<void>;
  openOwn(request: SshRequest): Promise<{ program: string }>;
}

export function terminalRoutes(base: Base, terminals: Terminals, log: FailureLog) {
  const routes = base.terminal;
  return {
    open: routes.open.handler(async ({ input }) => await terminals.open(input)),
    list: routes.list.handler(() => terminals.list()),
    follow: routes.follow.handler(async function* ({ input, signal, path }) {
      try {
        yield* terminals.follow(input.sessionId, input.from, signal);
      } catch (error) {
        // Errors that come while events flow do not pass the middleware again.
        throw atBoundary(error, path.join('.'), { sessionId: input.sessionId }, log);
      }
    }),
    acknowledge: routes.acknowledge.handler(({ input }) =>
      terminals.acknowledge(input.sessionId, input.upTo),
    ),
    write: routes.write.handler(({ input }) => terminals.write(input.sessionId, input.text)),
    resize: routes.resize.handler(({ input }) =>
      terminals.resize(input.sessionId, input.columns, input.rows),
    ),
    close: routes.close.handler(async ({ input }) => await terminals.close(input.sessionId)),
    openOwn: routes.openOwn.handler(async ({ input }) => await terminals.openOwn(input)),
  };
}
