import { ToolError } from '../../src-core/api/errors.ts';
import type {
  SshRequest,
  TerminalEvent,
  TerminalRequest,
  TerminalSession,
} from '../../src-core/api/terminal.ts';
import { rawTitle, readHost, sshCommand } from '../../src-core/terminal/ssh-command.ts';
import type { Line, LineEvents } from './line.ts';
import { openOwnTerminal } from './own-terminal.ts';
import { openPtyLine } from './pty-line.ts';
import { Session } from './session.ts';
import { openTcpLine } from './tcp-line.ts';

/** A session that nobody follows is closed after so long: time for a page to be reloaded (decision 5). */
const unfollowedMs = 2_000;
/** One that has ended can still be read for so long. */
const keptMs = 60_000;
const mostSessions = 32;

export const installSsh =
  process.platform === 'win32'
    ? 'add the optional feature "OpenSSH Client" in the settings of Windows'
    : 'install openssh-client';

interface Prepared {
  readonly title: string;
  open(events: LineEvents): Line | Promise<Line>;
}

function prepare(request: TerminalRequest): Prepared {
  if (request.kind === 'raw') {
    const host = readHost(request.target);
    return {
      title: rawTitle(host, request.port),
      open: (events) => openTcpLine(host, request.port, events),
    };
  }
  const { args, title } = sshCommand(request);
  const { columns, rows } = request;
  return {
    title,
    open: (events) => openPtyLine({ command: 'ssh', args, columns, rows, remedy: installSsh }, events),
  };
}

export interface TerminalOptions {
  readonly unfollowedMs?: number;
  /** Tests give lines of their own. */
  readonly prepare?: (request: TerminalRequest) => Prepared;
}

/** The terminal sessions. They belong to the program: a reload finds them again, a closed page leaves none. */
export class TerminalSessions {
  readonly #sessions = new Map<string, Session>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #options: TerminalOptions;
  #closed = false;

  constructor(options: TerminalOptions = {}) {
    this.#options = options;
  }

  /** @throws ToolError `bad-input`, `missing-command`, `unsupported`; `conflict` where too many are open */
  async open(request: TerminalRequest): Promise<TerminalSession> {
    const { title, open } = (this.#options.prepare ?? prepare)(request);
    this.#checkRoom();
    const sessionId = crypto.randomUUID();
    const session = new Session({ sessionId, kind: request.kind, title, at: Date.now() }, () =>
      this.#watch(sessionId),
    );
    this.#sessions.set(sessionId, session);
    try {
      const line = await open(session.events);
      session.attach(line);
    } catch (error) {
      this.#forget(sessionId);
      throw error;
    }
    if (this.#closed) await this.close(sessionId);
    this.#watch(sessionId);
    return session.info;
  }

  list(): TerminalSession[] {
    return [...this.#sessions.values()].map(({ info }) => info);
  }

  /** @throws ToolError `bad-input` where there is no such session */
  async *follow(sessionId: string, from: number, signal?: AbortSignal): AsyncGenerator<TerminalEvent> {
    yield* this.#find(sessionId).follow(from, signal);
  }

  acknowledge(sessionId: string, upTo: number): void {
    this.#sessions.get(sessionId)?.acknowledge(upTo);
  }

  /** Resolves when the other side has room for more. @throws ToolError `bad-input` where there is no such session */
  async write(sessionId: string, text: string): Promise<void> {
    await this.#find(sessionId).write(text);
  }

  resize(sessionId: string, columns: number, rows: number): void {
    this.#sessions.get(sessionId)?.resize(columns, rows);
  }

  /** Ends a session and lets go of it; nothing happens where there is none. */
  async close(sessionId: string): Promise<void> {
    const session = this.#sessions.get(sessionId);
    await session?.close();
    this.#forget(sessionId);
  }

  /** @throws ToolError `bad-input`, `missing-command`, `unsupported` */
  async openOwn(request: SshRequest): Promise<{ program: string }> {
    return { program: await openOwnTerminal(sshCommand(request)) };
  }

  /** Ends every session; resolves when nothing of them is left. */
  async closeAll(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#sessions.keys()].map((sessionId) => this.close(sessionId)));
  }

  #checkRoom(): void {
    if (this.#closed) throw new ToolError('conflict', 'the program is closing: start it again');
    const ended = [...this.#sessions].filter(([, session]) => session.ended);
    if (this.#sessions.size < mostSessions) return;
    const [oldest] = ended;
    if (oldest === undefined) {
      throw new ToolError('conflict', `${mostSessions} terminals are open already: close one of them`);
    }
    this.#forget(oldest[0]);
  }

  #find(sessionId: string): Session {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) {
      throw new ToolError('bad-input', 'this session is over and no longer kept: open a new one');
    }
    return session;
  }

  #forget(sessionId: string): void {
    clearTimeout(this.#timers.get(sessionId));
    this.#timers.delete(sessionId);
    this.#sessions.delete(sessionId);
  }

  /** Closes a session in time when nobody follows it, and lets go of one that has ended. */
  #watch(sessionId: string): void {
    clearTimeout(this.#timers.get(sessionId));
    this.#timers.delete(sessionId);
    const session = this.#sessions.get(sessionId);
    if (session === undefined || session.followed) return;
    const patience = session.ended ? keptMs : (this.#options.unfollowedMs ?? unfollowedMs);
    this.#timers.set(sessionId, setTimeout(() => void this.close(sessionId), patience).unref());
  }
}
