import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { largestPlanText } from '../../../src-core/api/plans.ts';
import type { Router } from '../../api/router.ts';
import { securityHeaders } from '../page/csp.ts';
import { StaticFiles, textAnswer, type PageAnswer } from '../page/static-files.ts';
import { Access, hostAllowed, originAllowed } from './access.ts';
import { listenOnLoopback, type Listening } from './listen.ts';

/**
 * Bytes of one message from the page. A plan is the largest thing that it sends: JSON within JSON, whose quotes are
 * escaped, in UTF-8.
 */
const maximumMessage = 2 * largestPlanText;
/** Windows at once; each has one socket. */
const maximumSockets = 32;
/** Bytes that may wait for a window that does not read; a stopped one is let go, and follows again when it wakes. */
const maximumWaiting = maximumMessage + 64 * 1024 * 1024;
/** Bytes of the body of POST /session. */
const maximumBody = 4096;

export interface ServerOptions {
  readonly router: Router;
  /** The built page. */
  readonly rendererDirectory: string;
  readonly port?: number | undefined;
}

export interface PageServer {
  readonly origin: string;
  /** A link that lets one browser in, once. */
  createLink(): string;
  /** Ends every socket and stops listening. */
  close(): Promise<void>;
}

function send(response: ServerResponse, answer: PageAnswer, withBody: boolean): void {
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': body.length });
  response.end(withBody ? body : undefined);
}

/** The body as text; null where it is longer than it may be. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maximumBody) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tokenIn(body: string): string | null {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || !('token' in value)) return null;
    return typeof value.token === 'string' ? value.token : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const usedLink =
  'This link has been used or is not from this start of Linkscope. ' +
  'Press Enter in the terminal where it runs for a new one, or start `linkscope serve` again.';

/** Serves the page and the router on loopback. @throws ToolError see listenOnLoopback() */
export async function startServer(options: ServerOptions): Promise<PageServer> {
  const access = new Access();
  const rpc = new RPCHandler(options.router);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maximumMessage,
    perMessageDeflate: false,
  });
  const files = new StaticFiles(options.rendererDirectory);
  let port = 0;

  async function answerSession(request: IncomingMessage, host: string): Promise<PageAnswer> {
    if (request.method !== 'POST') {
      const known = access.hasSession(request.headers.cookie, port);
      return textAnswer(
        known ? 200 : 401,
        known ? 'This browser is let in.' : 'This browser needs a new link.',
      );
    }
    if (!originAllowed(request.headers.origin, host))
      return textAnswer(403, 'This must come from the page itself.');
    const body = await readBody(request);
    const token = body === null ? null : tokenIn(body);
    if (token === null) return textAnswer(400, 'The body must be {"token": "…"}.');
    const cookie = access.spendToken(token, port);
    if (cookie === null) return textAnswer(403, usedLink);
    const answer = textAnswer(200, 'This browser is let in.');
    return { ...answer, headers: { ...answer.headers, 'Set-Cookie': cookie } };
  }

  async function answerTo(request: IncomingMessage): Promise<PageAnswer> {
    const { host } = request.headers;
    if (!hostAllowed(host, port)) {
      return textAnswer(421, 'Linkscope answers on this computer only, by the address that it printed.');
    }
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (path === '/session' && (reads || request.method === 'POST'))
      return await answerSession(request, host);
    if (!reads) return textAnswer(405, 'This cannot be done here.');
    return await files.answer(path, [`ws://${host}`]);
  }

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    const withBody = request.method !== 'HEAD';
    answerTo(request).then(
      (page) => send(response, page, withBody),
      (error: NodeJS.ErrnoException) => {
        if (request.destroyed && !request.complete) return;
        const text =
          error.code === 'ENOENT'
            ? 'The page has not been built: run npm run build.'
            : 'The page could not be read.';
        send(response, textAnswer(500, text), withBody);
      },
    );
  }

  function refuse(socket: Duplex, status: string): void {
    const headers = Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status}\r\n${headers.join('')}Connection: close\r\nContent-Length: 0\r\n\r\n`);
  }

  function onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Until the upgrade is done nobody else listens for errors, and one without a listener ends the process.
    socket.on('error', () => socket.destroy());
    const { host, origin, cookie } = request.headers;
    if (!hostAllowed(host, port)) return refuse(socket, '421 Misdirected Request');
    if (request.url !== '/rpc') return refuse(socket, '404 Not Found');
    if (!originAllowed(origin, host)) return refuse(socket, '403 Forbidden');
    if (!access.hasSession(cookie, port)) return refuse(socket, '401 Unauthorized');
    if (sockets.clients.size >= maximumSockets) return refuse(socket, '503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, (webSocket) => void rpc.upgrade(bounded(webSocket)));
  }

  const listening: Listening = await listenOnLoopback(options.port, onRequest);
  port = listening.port;
  for (const server of listening.servers) server.on('upgrade', onUpgrade);

  return {
    origin: listening.origin,
    createLink: () => `${listening.origin}/#token=${access.issueToken()}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await Promise.all(
        listening.servers.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve());
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}

/** The socket as the router sees it: a window that has stopped reading is closed before it fills the memory. */
function bounded(socket: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  // The library closes the socket on its own errors (too long a message, bad UTF-8); the listener keeps it from throwing.
  socket.on('error', () => socket.terminate());
  return {
    addEventListener: socket.addEventListener.bind(socket),
    send(data: string | Buffer) {
      if (socket.bufferedAmount > maximumWaiting) socket.terminate();
      else if (socket.readyState === socket.OPEN) socket.send(data);
    },
  };
}
