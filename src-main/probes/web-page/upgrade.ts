import { request as ask, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { toFailure } from '../../../src-core/api/errors.ts';
import { pathForDevice } from './body-for-device.ts';
import { deviceError } from './device-errors.ts';
import { headersForBrowser, headersForDevice } from './headers.ts';
import { placeNamed } from './own-paths.ts';
import type { PortPart } from './parts.ts';

const answerMs = 30_000;
/** A body that a device sends in place of an upgrade is cut off there. */
const mostBody = 64 * 1024;

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Passes a WebSocket on: what comes after the handshake goes through as it is, both ways. */
export function passUpgrade(proxy: PortPart, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  // Until the upgrade is done nobody else listens for errors, and one without a listener ends the process.
  socket.on('error', () => socket.destroy());
  const refused = proxy.refusal(request);
  if (refused !== null) return refuse(socket, `${refused.status} Refused`);
  if (request.headers.upgrade?.toLowerCase() !== 'websocket') return refuse(socket, '400 Bad Request');
  // Browsers always say where a WebSocket comes from, and ask for no leave before (RFC 6455 section 10.2).
  if (request.headers.origin === undefined) return refuse(socket, '403 Refused');
  const { reserved } = proxy.local;
  const path = request.url ?? '/';
  if (!path.startsWith(reserved)) return connect(proxy, path, request, socket, head);
  const named = placeNamed(path.slice(reserved.length));
  if (named === null) return refuse(socket, '404 Not Found');
  proxy.session.open(named.place).then(
    (other) => connect(other, named.rest, request, socket, head),
    () => refuse(socket, '502 Bad Gateway'),
  );
}

function connect(
  proxy: PortPart,
  path: string,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const { session, place, local, freshAgent: agent } = proxy;
  if (!proxy.accepted) return refuse(socket, '403 The certificate was not accepted yet');
  session.asked(request);
  const question = ask({
    agent,
    method: 'GET',
    path: pathForDevice(path, local),
    headers: {
      ...headersForDevice(request, local, session.cookies),
      connection: 'Upgrade',
      upgrade: 'websocket',
    },
    setHost: false,
  });
  const timer = setTimeout(() => question.destroy(new Error('no answer in time')), answerMs);
  socket.once('close', () => question.destroy());
  question.once('error', (error) => {
    clearTimeout(timer);
    session.note(place, request, null, toFailure(deviceError(error, session.device, place)).message);
    refuse(socket, '502 Bad Gateway');
  });
  question.once('response', (answer) => {
    clearTimeout(timer);
    session.note(place, request, answer.statusCode ?? null, 'is no WebSocket');
    let size = 0;
    answer.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBody) answer.destroy();
    });
    refuse(socket, `${answer.statusCode ?? 502} Refused`);
  });
  question.once('upgrade', (answer, other, first) => {
    clearTimeout(timer);
    session.note(place, request, answer.statusCode ?? 101, 'WebSocket');
    const headers = {
      ...headersForBrowser(answer, local, session.cookies),
      connection: 'Upgrade',
      upgrade: 'websocket',
    };
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headerLines(headers)}\r\n`, 'latin1');
    join(proxy, socket, other);
    if (first.length > 0) socket.write(first);
    if (head.length > 0) other.write(head);
  });
  question.end();
}

/** Header lines of what Node has read, which has let no line end through. */
function headerLines(headers: Readonly<Record<string, unknown>>): string {
  return Object.entries(headers)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => `${name}: ${String(one)}\r\n`),
    )
    .join('');
}

/** Joins two sockets until either ends. */
function join(proxy: PortPart, one: Duplex, other: Duplex): void {
  proxy.keep(one);
  proxy.keep(other);
  one.on('data', () => proxy.session.used());
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on('error', () => from.destroy());
    from.once('close', () => to.destroy());
    from.pipe(to);
  }
}
