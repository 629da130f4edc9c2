import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { toFailure, ToolError } from '../../../src-core/api/errors.ts';
import type { CertificateFacts } from '../../../src-core/api/web-page.ts';
import { portOf } from '../../os/bind.ts';
import { throughFor } from './answer-stream.ts';
import { askDevice, largestHeaders } from './ask-device.ts';
import { deviceError } from './device-errors.ts';
import { DeviceAgent } from './device-socket.ts';
import { originOf, type Place } from './device.ts';
import { headersForBrowser, isOwnOrigin, isPreflight, redirectOf } from './headers.ts';
import { localAuthority, localOrigin, type LocalPlace } from './local-place.ts';
import { answerOwn, sendPage } from './own-paths.ts';
import { certificatePage, errorPage, externalPage, strangerPage, textPage } from './own-pages.ts';
import type { DevicePart, PortPart } from './parts.ts';
import { passUpgrade } from './upgrade.ts';

/** How long a device may take until its headers are there, drop by drop or at once. */
const longestToHeaders = 60_000;
/** How long it may be silent in the middle of an answer; pages that wait for events are silent for long. */
const silenceMs = 600_000;
/** Redirects in a row; browsers give up at 20, and say less of it. One to another port of the device takes two. */
const mostRedirects = 15;

/** Shows one port of the device at one port of this computer, to the browser that was let in. */
export class PageProxy implements PortPart {
  readonly place: Place;
  readonly certificate: CertificateFacts | null;
  /** Whether the person let the certificate pass. */
  accepted: boolean;
  readonly session: DevicePart;
  readonly agent: DeviceAgent;
  readonly freshAgent: DeviceAgent;
  readonly #headersMs: number;
  #servers: readonly Server[] = [];
  #local: LocalPlace | undefined;
  /** Requests that the device has not answered to their end. */
  #answering = 0;
  /** Connections that were upgraded: the server forgets them. */
  readonly #upgraded = new Set<Duplex>();

  constructor(
    session: DevicePart,
    place: Place,
    certificate: CertificateFacts | null,
    headersMs: number | undefined,
  ) {
    this.session = session;
    this.place = place;
    this.certificate = certificate;
    this.accepted = certificate === null || certificate.distrust === null;
    const { device, signal } = session;
    const fingerprint = certificate?.fingerprint ?? null;
    this.agent = new DeviceAgent(device, place, fingerprint, { signal, keepAlive: true });
    this.freshAgent = new DeviceAgent(device, place, fingerprint, { signal, keepAlive: false });
    this.#headersMs = headersMs ?? longestToHeaders;
  }

  /** A server that does not listen yet. */
  createServer(): Server {
    const server = createServer(
      { headersTimeout: 15_000, requestTimeout: 0, keepAliveTimeout: 30_000, maxHeaderSize: largestHeaders },
      (request, response) => void this.#answer(request, response),
    );
    server.maxConnections = 128;
    server.on('upgrade', (request, socket, head) => passUpgrade(this, request, socket, head));
    return server;
  }

  /** Takes the servers that listen. */
  listenOn(servers: readonly Server[]): void {
    const [first] = servers;
    if (first === undefined) throw new ToolError('internal', 'a page needs a server');
    this.#servers = servers;
    const { device, entrance } = this.session;
    this.#local = {
      device,
      place: this.place,
      hostName: entrance.hostName,
      port: portOf(first),
      reserved: entrance.reserved,
      origins: () => this.session.origins(),
    };
  }

  get local(): LocalPlace {
    if (this.#local === undefined) throw new ToolError('internal', 'the page does not listen yet');
    return this.#local;
  }

  /** The device and port, as the person reads them. */
  get shown(): string {
    return originOf(this.session.device, this.place);
  }

  keep(socket: Duplex): void {
    this.#upgraded.add(socket);
    socket.once('close', () => this.#upgraded.delete(socket));
  }

  /** Whether something goes on: a WebSocket, or an answer that takes its time. */
  get busy(): boolean {
    return this.#upgraded.size > 0 || this.#answering > 0;
  }

  async close(): Promise<void> {
    for (const socket of this.#upgraded) socket.destroy();
    this.agent.destroy();
    this.freshAgent.destroy();
    await Promise.all(
      this.#servers.map(
        (server) =>
          new Promise<void>((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
          }),
      ),
    );
  }

  /** Why a request must not go on to the device, or null where it may. */
  refusal(request: IncomingMessage): { readonly status: 401 | 403 | 421; readonly why: string } | null {
    const { host, origin, cookie } = request.headers;
    // A page elsewhere can point a name of its own at this computer (DNS rebinding), but then that name stands here.
    if (host?.toLowerCase() !== localAuthority(this.local)) {
      return { status: 421, why: 'Linkscope shows this page at the address that it opened alone.' };
    }
    if (!this.session.entrance.admits(cookie)) return { status: 401, why: 'This browser needs a new link.' };
    if (origin !== undefined && !isOwnOrigin(this.local, origin)) {
      return { status: 403, why: 'This must come from a page of the device.' };
    }
    return null;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => response.destroy());
    request.on('error', () => response.destroy());
    try {
      await this.#route(request, response);
    } catch (error) {
      this.#fail(error, request, response);
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const refused = this.refusal(request);
    if (refused?.status === 421 || !path.startsWith('/')) {
      return sendPage(request, response, textPage(421, refused?.why ?? 'This is no proxy for other hosts.'));
    }
    if (path.startsWith(this.local.reserved)) return await answerOwn(this, request, response, refused);
    if (refused !== null && !(refused.status === 401 && isPreflight(this.local, request))) {
      const stranger = refused.status === 401 && isDocument(request);
      return sendPage(
        request,
        response,
        stranger ? strangerPage(path) : textPage(refused.status, refused.why),
      );
    }
    if (refused === null) this.session.asked(request);
    if (!this.accepted && this.certificate !== null) {
      const accept = { action: `${this.local.reserved}accept`, back: path };
      this.session.note(this.place, request, null, 'waits for the certificate to be accepted');
      return sendPage(
        request,
        response,
        isDocument(request)
          ? certificatePage(this.certificate, this.session.title, accept)
          : textPage(403, 'The certificate was not accepted yet.'),
      );
    }
    // A worker would stay in the browser without a tab. The address of the device, which is no secure one, has none either.
    if (request.headers['service-worker'] !== undefined) {
      this.session.note(this.place, request, null, 'wanted to install a service worker');
      return sendPage(request, response, textPage(403, 'There are no service workers here.'));
    }
    await this.#pass(request, response);
  }

  /** Asks the device, and gives its answer to the browser. */
  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#answering += 1;
    response.once('close', () => (this.#answering -= 1));
    const answer = await askDevice(this, request, response, this.#headersMs);
    answer.setTimeout(silenceMs, () => answer.destroy(new ToolError('timeout', 'the device fell silent')));
    const { statusCode: status = 502 } = answer;
    const headers = headersForBrowser(answer, this.local, this.session.cookies);
    const { location } = answer.headers;
    const redirects = location !== undefined && (status === 201 || (status >= 300 && status < 400));
    if (redirects && !this.#redirect(location, status, headers, request, response)) {
      answer.destroy();
      return;
    }
    if (!redirects) this.session.redirects.end(this.#urlOf(request));
    this.session.note(this.place, request, status, null);
    const through = await throughFor(answer, headers, this.local);
    response.writeHead(status, headers);
    if (request.method === 'HEAD' || status === 204 || status === 304) {
      answer.resume();
      response.end();
      return;
    }
    // Not flushHeaders(), which takes bytes beyond ASCII for UTF-8 and so writes names of files twice over.
    response.write('', 'latin1');
    await pipeline([answer, ...through, response]);
  }

  /** Puts a local Location into the headers; false where a page of our own was sent instead. */
  #redirect(
    location: string,
    status: number,
    headers: Record<string, unknown>,
    request: IncomingMessage,
    response: ServerResponse,
  ): boolean {
    const redirect = redirectOf(location, this.local);
    if (redirect.kind === 'other') {
      this.session.external(redirect.url);
      this.session.note(this.place, request, status, 'sends to another host, where nobody went');
      const document = isDocument(request);
      const own = document
        ? externalPage(redirect.url, this.session.title)
        : textPage(502, 'A redirect to another host.');
      sendPage(request, response, own);
      return false;
    }
    const from = this.#urlOf(request);
    const to = URL.parse(redirect.location, from)?.href ?? from;
    if (status >= 300 && this.session.redirects.follow(from, to) > mostRedirects) {
      this.session.redirects.end(to);
      throw new ToolError(
        'unsupported',
        `the device sends the browser in circles, last to ${redirect.location}`,
      );
    }
    headers['location'] = redirect.location;
    return true;
  }

  /** What the browser asks for, as it names it. */
  #urlOf(request: IncomingMessage): string {
    return URL.parse(request.url ?? '/', localOrigin(this.local))?.href ?? localOrigin(this.local);
  }

  #fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    const failure = toFailure(deviceError(error, this.session.device, this.place));
    if (response.headersSent || response.destroyed) {
      // The browser must not take half a page for a whole one.
      response.destroy();
      return;
    }
    this.session.note(this.place, request, null, failure.message);
    const own = isDocument(request) ? errorPage(failure, this.session.title) : textPage(502, failure.message);
    sendPage(request, response, own);
  }
}

/** Whether the browser wants to show the answer as a page; other clients do not say. */
function isDocument(request: IncomingMessage): boolean {
  const use = request.headers['sec-fetch-dest'];
  return use === undefined || use === 'document' || use === 'iframe' || use === 'frame';
}
