import { setTimeout as wait } from 'node:timers/promises';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { ProbeProgress } from '../../../src-core/api/probe-events.ts';
import type { PageLink, WebPageItem, WebPageOptions, WebPageReport } from '../../../src-core/api/web-page.ts';
import { attempt } from '../../../src-core/net/parse-error.ts';
import { readWebTarget } from '../../../src-core/web-page/read-target.ts';
import type { ProbeJob, ProbeStep } from '../probe-run.ts';
import { resolveTarget } from '../targets.ts';
import type { Place } from './device.ts';
import type { PageProxy } from './page-proxy.ts';
import { PageSession } from './page-session.ts';

/** A page that nobody has used for so long is closed: its tab is, most likely, where that is not seen. */
const unusedMs = 600_000;
const lookMs = 5_000;
/** How often it looks whether the last tab is gone for good. */
const closingLookMs = 500;

/** What tests make shorter. */
export interface WebPageTimes {
  readonly unusedMs?: number;
  readonly lookMs?: number;
  readonly headersMs?: number;
  readonly quietMs?: number;
}

/** Reads what was asked for. @throws ToolError `bad-input`, `unreachable`, `timeout` */
export async function prepareWebPage(
  options: WebPageOptions,
  signal: AbortSignal,
  times: WebPageTimes = {},
): Promise<WebPageJob> {
  const read = attempt(() => readWebTarget(options.target));
  if (read === undefined) {
    throw new ToolError(
      'bad-input',
      'give an address with its interface (fe80::1%eth0), a name, or the URL of a page',
    );
  }
  const [target] = await resolveTarget(read.host, options.family ?? 'any', signal);
  if (target === undefined) throw new ToolError('unreachable', `${read.host} has no address`);
  const port = options.port ?? read.port;
  const tls = options.tls ?? read.tls;
  const { headersMs, quietMs } = times;
  const session = new PageSession({ target, firstPath: read.path, headersMs, quietMs });
  return new WebPageJob(session, placesFor(port, tls), times);
}

/** The places to try in turn. */
function placesFor(port: number | null, tls: boolean | null): readonly [Place, ...Place[]] {
  if (port !== null) return [{ port, tls: tls ?? (port === 443 || port === 8443) }];
  if (tls === null)
    return [
      { port: 80, tls: false },
      { port: 443, tls: true },
    ];
  return [{ port: tls ? 443 : 80, tls }];
}

/** Shows the pages of one device until it is stopped, its last tab is closed, or nobody has used them for some time. */
export class WebPageJob implements ProbeJob<WebPageItem, WebPageReport> {
  readonly title: string;
  readonly #session: PageSession;
  readonly #places: readonly [Place, ...Place[]];
  readonly #times: WebPageTimes;
  readonly #opening = Promise.withResolvers<PageProxy>();
  readonly #startedAt = Date.now();

  constructor(session: PageSession, places: readonly [Place, ...Place[]], times: WebPageTimes) {
    this.#session = session;
    this.#places = places;
    this.#times = times;
    this.title = `web page of ${session.title}`;
    // Who waits for the link is told of a failure; without one it is the run's alone.
    this.#opening.promise.catch(() => {});
  }

  /**
   * A link that lets one browser in, once; waits until the page is open.
   * @param watched whether the caller sees the tab of it, and says when that is closed
   * @throws ToolError why it could not be opened
   */
  async link(watched = false): Promise<PageLink> {
    return this.#session.link(await this.#opening.promise, watched);
  }

  /** A tab that is watched was closed. @param tab the number that came with its link */
  tabClosed(tab: number): void {
    this.#session.tabClosed(tab);
  }

  report(): WebPageReport {
    return this.#session.report();
  }

  summary(): WebPageReport {
    return this.report();
  }

  async *steps(signal: AbortSignal): AsyncGenerator<ProbeStep<WebPageItem>> {
    const close = () => void this.#session.close();
    try {
      // Closing also ends a connection that is being made.
      signal.addEventListener('abort', close, { once: true });
      yield this.#progress('connecting');
      this.#opening.resolve(await this.#open(signal));
      yield this.#progress('open');
      yield* this.#watch(signal);
    } catch (error) {
      this.#opening.reject(error);
      throw error;
    } finally {
      await this.#session.close();
      this.#opening.reject(new ToolError('conflict', 'the page was closed: open it again'));
    }
  }

  /** Opens the first place that answers; where none does, what the first one said is the reason. */
  async #open(signal: AbortSignal): Promise<PageProxy> {
    let first: unknown;
    for (const place of this.#places) {
      try {
        return await this.#session.open(place);
      } catch (error) {
        signal.throwIfAborted();
        first ??= error;
      }
    }
    throw first;
  }

  async *#watch(signal: AbortSignal): AsyncGenerator<ProbeStep<WebPageItem>> {
    const { unusedMs: most = unusedMs, lookMs: every = lookMs } = this.#times;
    while (!signal.aborted && this.#session.idleMs < most && !this.#session.isLeft) {
      const bell = new AbortController();
      const ring = () => bell.abort();
      this.#session.ring = ring;
      signal.addEventListener('abort', ring, { once: true });
      const notes = this.#session.takeNotes();
      if (notes.length > 0) {
        yield { type: 'item', items: notes };
        yield this.#progress('open');
      }
      const time = this.#session.isClosing ? Math.min(every, closingLookMs) : every;
      await wait(time, undefined, { signal: bell.signal }).catch((error: unknown) => {
        if (!bell.signal.aborted) throw error;
      });
      signal.removeEventListener('abort', ring);
    }
  }

  #progress(doing: string): ProbeProgress {
    const elapsedMs = Date.now() - this.#startedAt;
    return {
      type: 'progress',
      doing,
      done: this.#session.requests,
      total: null,
      elapsedMs,
      remainingMs: null,
    };
  }
}
