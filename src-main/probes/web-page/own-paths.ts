import type { IncomingMessage, ServerResponse } from 'node:http';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { Place } from './device.ts';
import { localOrigin } from './local-place.ts';
import { enterPage, strangerPage, textPage, type OwnPage } from './own-pages.ts';
import type { PortPart } from './parts.ts';

const mostBody = 8_192;

/**
 * Ports at which browsers ask for no page, as a page could speak to a server of mail or files there in the person's name
 * (Fetch standard, "port blocking"). The person may still name one.
 */
const blockedPorts = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

/** Sends a page of this program. The rest of a request that was not read goes with the connection. */
export function sendPage(request: IncomingMessage, response: ServerResponse, page: OwnPage): void {
  const body = Buffer.from(page.body);
  const close = request.complete ? {} : { Connection: 'close' };
  response.writeHead(page.status, { ...page.headers, ...close, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** The body as text. @throws ToolError `bad-input` where it is longer than any form of ours */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > mostBody) throw new ToolError('bad-input', 'this form is too long');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A path of the device's, as one of this place: never another host's. */
function ownPath(path: string): string {
  return `/${path.replace(/[\r\n\t]/g, '').replace(/^[\\/]+/, '')}`;
}

/** The place and path that a reserved path names: `to/https/8443/status?x`. Null for a port to which no page may lead. */
export function placeNamed(path: string): { readonly place: Place; readonly rest: string } | null {
  const found = /^to\/(https?)\/(\d{1,5})(.*)$/s.exec(path);
  const port = Number(found?.[2]);
  if (found === null || port < 1 || port > 65_535 || blockedPorts.has(port)) return null;
  return { place: { tls: found[1] === 'https', port }, rest: ownPath(found[3] ?? '').replace(/^\/\?/, '/?') };
}

/**
 * Answers the paths that are never the device's: letting a browser in, taking a certificate, and opening another port.
 * @param refused why this request may not go to the device, or null
 */
export async function answerOwn(
  proxy: PortPart,
  request: IncomingMessage,
  response: ServerResponse,
  refused: { readonly status: number; readonly why: string } | null,
): Promise<void> {
  const { local, session } = proxy;
  const path = (request.url ?? '').slice(local.reserved.length);
  if (path === 'enter') return await enter(proxy, request, response);
  const named = placeNamed(path);
  if (refused !== null) {
    const stranger = refused.status === 401 && named !== null;
    return sendPage(
      request,
      response,
      stranger ? strangerPage(request.url ?? '/') : textPage(refused.status, refused.why),
    );
  }
  session.asked(request);
  if (path === 'accept' && request.method === 'POST') {
    if (request.headers.origin !== localOrigin(local)) {
      return sendPage(
        request,
        response,
        textPage(403, 'This must come from the page that shows the certificate.'),
      );
    }
    const back = new URLSearchParams(await readBody(request)).get('back') ?? '/';
    proxy.accepted = true;
    return goTo(request, response, 303, ownPath(back));
  }
  if (named === null)
    return sendPage(
      request,
      response,
      textPage(404, 'There is nothing at this address, or browsers show no page of this port.'),
    );
  const other = await session.open(named.place);
  const here = `${localOrigin(local)}${request.url ?? ''}`;
  const there = `${localOrigin(other.local)}${named.rest}`;
  session.redirects.follow(here, there);
  // 307 keeps the method and the body: a form may point at another port.
  goTo(request, response, 307, there);
}

async function enter(proxy: PortPart, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return sendPage(request, response, enterPage());
  if (request.headers.origin !== localOrigin(proxy.local)) {
    return sendPage(request, response, textPage(403, 'This must come from the page itself.'));
  }
  const spent = proxy.session.entrance.spendToken(await readBody(request));
  if (spent === null) {
    const text =
      'This link has been used, or the page was closed. Make a new one in Linkscope: Probe, Web page, Open.';
    return sendPage(request, response, textPage(403, text));
  }
  proxy.session.used();
  if (!spent.watched) proxy.session.openedUnseen();
  const own = textPage(200, '');
  const first = ownPath(proxy.session.firstPath);
  sendPage(request, response, {
    ...own,
    headers: { ...own.headers, 'Set-Cookie': spent.cookie },
    body: first,
  });
}

function goTo(request: IncomingMessage, response: ServerResponse, status: 303 | 307, location: string): void {
  const own = textPage(status, '');
  sendPage(request, response, { ...own, headers: { ...own.headers, Location: location } });
}
