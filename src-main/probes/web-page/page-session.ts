import type { IncomingMessage } from 'node:http';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import type { PageLink, WebPageItem, WebPageReport } from '../../../src-core/api/web-page.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { bindLoopback } from '../../os/bind.ts';
import { CookieGate } from './cookies.ts';
import { connectToDevice } from './device-socket.ts';
import { deviceOf, keyOf, type Device, type Place } from './device.ts';
import { Entrance } from './entrance.ts';
import { localOrigin } from './local-place.ts';
import { PageProxy } from './page-proxy.ts';
import { PageTabs } from './page-tabs.ts';
import type { DevicePart } from './parts.ts';
import { RedirectChains } from './redirect-chains.ts';

/** Ports of one device at once; a page that links to more is told so. */
const mostPorts = 8;
const mostExternals = 50;
/** Lines of the log that wait for the next batch. */
const mostWaiting = 1_000;

export interface SessionOptions {
  readonly target: ProbeTarget;
  /** Where a link leads to: `/status?x`. */
  readonly firstPath: string;
  /** How long a device may take to its headers; left out: a minute. */
  readonly headersMs?: number | undefined;
  /** How long a page stays whose tabs are closed; left out: see PageTabs. */
  readonly quietMs?: number | undefined;
}

/** One device whose pages are open: its ports on this computer, the browser that was let in, and what was done. */
export class PageSession implements DevicePart {
  readonly device: Device;
  readonly entrance = new Entrance();
  readonly cookies = new CookieGate(this.entrance);
  readonly redirects = new RedirectChains();
  readonly firstPath: string;
  readonly #headersMs: number | undefined;
  readonly #tabs: PageTabs;
  readonly #startedAt = Date.now();
  readonly #proxies = new Map<string, Promise<PageProxy>>();
  readonly #ready = new Map<string, PageProxy>();
  readonly #externals = new Set<string>();
  #lastUsedAt = Date.now();
  #requests = 0;
  #waiting: WebPageItem[] = [];
  readonly #ending = new AbortController();
  /** Called when there is something to look at: lines of the log, or a tab that was closed. */
  ring: () => void = () => {};

  constructor(options: SessionOptions) {
    this.device = deviceOf(options.target);
    this.firstPath = options.firstPath;
    this.#headersMs = options.headersMs;
    this.#tabs = new PageTabs(options.quietMs);
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** The device as the person named it, without what a page of it might say. */
  get title(): string {
    return visibleText(this.device.name ?? this.device.connectTo, 300);
  }

  /**
   * Shows a port of the device, or gives the one that is shown already.
   * @throws ToolError what connectToDevice() throws; `conflict` where too many are open
   */
  async open(place: Place): Promise<PageProxy> {
    const key = keyOf(place);
    const there = this.#proxies.get(key);
    if (there !== undefined) return await there;
    this.signal.throwIfAborted();
    if (this.#proxies.size >= mostPorts) {
      throw new ToolError(
        'conflict',
        `${mostPorts} ports of this device are open already: close the page and open it anew`,
      );
    }
    const opening = this.#open(place);
    this.#proxies.set(key, opening);
    try {
      const proxy = await opening;
      this.#ready.set(key, proxy);
      return proxy;
    } catch (error) {
      this.#proxies.delete(key);
      throw error;
    }
  }

  async #open(place: Place): Promise<PageProxy> {
    const { socket, certificate } = await connectToDevice(this.device, place, this.signal);
    socket.destroy();
    const proxy = new PageProxy(this, place, certificate, this.#headersMs);
    // A port that is free over IPv4 may be taken over IPv6; each try asks for another.
    for (let tries = 0; tries < 5; tries++) {
      const bound = await bindLoopback(() => proxy.createServer(), 0);
      if (bound === null) continue;
      proxy.listenOn(bound.servers);
      if (!this.signal.aborted) return proxy;
      await proxy.close();
      throw new ToolError('conflict', 'the page was closed');
    }
    throw new ToolError('conflict', 'no port is free on both 127.0.0.1 and ::1: close other programs');
  }

  /** Where the open ports of the device are found, by keyOf(). */
  origins(): ReadonlyMap<string, string> {
    return new Map([...this.#ready].map(([key, { local }]) => [key, localOrigin(local)]));
  }

  /**
   * A link that lets one browser in, once.
   * @param watched whether the tab that it is opened in is watched; it is given a number then, for tabClosed()
   */
  link(proxy: PageProxy, watched: boolean): PageLink {
    this.used();
    const token = this.entrance.issueToken(watched);
    const url = `${localOrigin(proxy.local)}${this.entrance.reserved}enter#${token}`;
    return { url, tab: watched ? this.#tabs.opened() : null };
  }

  tabClosed(tab: number): void {
    this.#tabs.closed(tab, Date.now());
    this.ring();
  }

  used(): void {
    this.#lastUsedAt = Date.now();
    this.#tabs.used(this.#lastUsedAt);
  }

  asked(request: IncomingMessage): void {
    this.used();
    // Fetch Metadata section 2.3: no page led there, but the address bar or a bookmark, which may be of any tab.
    const { 'sec-fetch-site': from, 'sec-fetch-dest': use } = request.headers;
    if (from === 'none' && use === 'document') this.openedUnseen();
  }

  openedUnseen(): void {
    this.#tabs.openedUnseen();
  }

  get #busy(): boolean {
    return [...this.#ready.values()].some(({ busy }) => busy);
  }

  /** Milliseconds since the browser last came. */
  get idleMs(): number {
    return this.#busy ? 0 : Date.now() - this.#lastUsedAt;
  }

  /** Whether its tabs are being closed, so that it is time to look often. */
  get isClosing(): boolean {
    return this.#tabs.closing === 'closing';
  }

  /** Whether the last of its tabs was closed. */
  get isLeft(): boolean {
    return this.#tabs.isOver(Date.now(), this.#busy);
  }

  note({ port }: Place, request: IncomingMessage, status: number | null, note: string | null): void {
    this.#requests += 1;
    if (this.#waiting.length >= mostWaiting) return;
    this.#waiting.push({
      at: Date.now(),
      port,
      method: visibleText(request.method ?? '', 20),
      path: visibleText(request.url ?? '', 300),
      status,
      note: note === null ? null : visibleText(note, 300),
    });
    this.ring();
  }

  external(url: string): void {
    const parsed = URL.parse(url);
    const shown = visibleText(
      parsed === null || parsed.host === '' ? url : `${parsed.protocol}//${parsed.host}`,
      200,
    );
    if (this.#externals.size < mostExternals) this.#externals.add(shown);
  }

  takeNotes(): WebPageItem[] {
    const notes = this.#waiting;
    this.#waiting = [];
    return notes;
  }

  get requests(): number {
    return this.#requests;
  }

  report(): WebPageReport {
    return {
      target: this.device.target,
      startedAt: this.#startedAt,
      ports: [...this.#ready.values()].map(({ place, local, certificate, accepted }) => ({
        ...place,
        origin: localOrigin(local),
        certificate,
        accepted,
      })),
      requests: this.#requests,
      lastUsedAt: this.#lastUsedAt,
      closing: this.#tabs.closing,
      tabs: this.#tabs.count,
      externals: [...this.#externals],
    };
  }

  /** Stops listening and ends every connection, those that are being made as well. */
  async close(): Promise<void> {
    this.#ending.abort(new ToolError('conflict', 'the page was closed'));
    const opened = await Promise.allSettled(this.#proxies.values());
    await Promise.all(opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value.close()] : [])));
  }
}
