import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { pathForDevice } from './body-for-device.ts';
import type { CookieGate } from './cookies.ts';
import { authorityOf, keyOf, originOf, placeIn } from './device.ts';
import { rewriteLinks } from './link-rewriter.ts';
import { localOrigin, localTarget, placeShownAt, type LocalPlace } from './local-place.ts';

/** They belong to one connection and are not passed on (RFC 9110 section 7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What the browser says about itself and this computer, and what this program answers for itself. */
const notForDevice = new Set([
  'host',
  'cookie',
  'origin',
  'referer',
  'expect',
  'accept-encoding',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
]);

const notForBrowser = new Set([
  // They would bind the browser to an address or a TLS that is not there.
  'strict-transport-security',
  'alt-svc',
  'public-key-pins',
  // It would take the cookie by which the browser was let in with those of the device.
  'clear-site-data',
  // They would cut the tab from the window that watches it. Browsers heed them over TLS alone, which the link-local
  // address of a device does not have for them.
  'cross-origin-opener-policy',
  'cross-origin-opener-policy-report-only',
  // See CookieGate.
  'set-cookie',
]);

/** The texts of these may have the device's own address in them. */
const withLinks = new Set(['content-location', 'link', 'refresh', 'x-frame-options']);

/** These name origins, not pages: a browser compares them with where it finds another port of the device. */
const withOrigins = new Set([
  'access-control-allow-origin',
  'content-security-policy',
  'content-security-policy-report-only',
  'timing-allow-origin',
]);

function dropped(message: IncomingMessage): ReadonlySet<string> {
  const named = (message.headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return new Set([...hopByHop, ...named]);
}

/** The headers of a message as lists, without those that its connection has for itself. */
function endToEnd(message: IncomingMessage): [name: string, values: readonly string[]][] {
  const left = dropped(message);
  return Object.entries(message.headersDistinct).flatMap(([name, values]) =>
    values === undefined || left.has(name) ? [] : [[name, values] as [string, readonly string[]]],
  );
}

/** Whether an origin is one of those at which the device's ports are shown; `null` is what a sandboxed frame says. */
export function isOwnOrigin(local: LocalPlace, origin: string): boolean {
  return origin === 'null' || [...local.origins().values()].includes(origin.toLowerCase());
}

/** The origin of the device that is shown at a local one. */
function deviceOrigin(local: LocalPlace, origin: string): string | undefined {
  const place = placeShownAt(local, origin);
  return place === undefined ? undefined : originOf(local.device, place);
}

/** The headers with which a request goes on to the device: as if the browser had asked it itself. */
export function headersForDevice(
  request: IncomingMessage,
  local: LocalPlace,
  cookies: CookieGate,
): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { host: authorityOf(local.device, local.place) };
  for (const [name, values] of endToEnd(request)) {
    if (!notForDevice.has(name)) headers[name] = values.length === 1 ? values[0] : [...values];
  }
  const { origin, referer, cookie, 'accept-encoding': encodings } = request.headers;
  if (origin !== undefined) headers['origin'] = deviceOrigin(local, origin) ?? 'null';
  const from = refererForDevice(referer, local);
  if (from !== undefined) headers['referer'] = from;
  const own = cookies.toDevice(cookie, local.place.tls);
  if (own !== undefined) headers['cookie'] = own;
  // Only what is read again here, where the links of a text are looked for.
  if (typeof encodings === 'string')
    headers['accept-encoding'] = /\bgzip\b/i.test(encodings) ? 'gzip' : 'identity';
  return headers;
}

function refererForDevice(referer: string | undefined, local: LocalPlace): string | undefined {
  const url = referer === undefined ? null : URL.parse(referer);
  if (url === null || url.pathname.startsWith(local.reserved)) return undefined;
  const origin = deviceOrigin(local, url.origin);
  return origin === undefined
    ? undefined
    : `${origin}${pathForDevice(`${url.pathname}${url.search}`, local)}`;
}

/** The headers with which an answer goes on to the browser; Location is not among them (see redirectOf). */
export function headersForBrowser(
  answer: IncomingMessage,
  local: LocalPlace,
  cookies: CookieGate,
): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, values] of endToEnd(answer)) {
    if (notForBrowser.has(name) || name === 'location') continue;
    const texts = values.map((value) =>
      withOrigins.has(name)
        ? originHeader(value, local)
        : withLinks.has(name)
          ? linkHeader(value, local)
          : value,
    );
    headers[name] = texts.length === 1 ? texts[0] : texts;
  }
  const set = (answer.headers['set-cookie'] ?? [])
    .slice(0, 100)
    .flatMap((one) => cookies.toBrowser(one) ?? []);
  if (set.length > 0) headers['set-cookie'] = set;
  return headers;
}

function linkHeader(value: string, local: LocalPlace): string {
  // A space before it makes a header that is nothing but a link without a scheme one as well.
  return rewriteLinks(` ${value}`, local).slice(1);
}

function originHeader(value: string, local: LocalPlace): string {
  const text = value.replace(
    /\b(https?|wss?):\/\/(\[[^\]\s]*\](?::\d+)?|[A-Za-z0-9_.:-]+)/gi,
    (whole, scheme: string, authority: string) => {
      const place = placeIn(local.device, scheme, authority);
      if (place === null) return whole;
      // Where a port will be found that is not open yet is not known; every port of this name is the device's.
      const origin = local.origins().get(keyOf(place)) ?? `http://${local.hostName}:*`;
      return /^ws/i.test(scheme) ? origin.replace(/^http/, 'ws') : origin;
    },
  );
  // There is no TLS on loopback to which a browser could go.
  return text.replace(/\b(?:upgrade-insecure-requests|block-all-mixed-content)\b\s*;?/gi, '');
}

/**
 * Whether a request asks, before a page of one port of the device may ask another (Fetch standard, "CORS-preflight"): it
 * has no cookies, whoever sends it.
 */
export function isPreflight(local: LocalPlace, { method, headers }: IncomingMessage): boolean {
  const { origin } = headers;
  return (
    method === 'OPTIONS' &&
    headers['access-control-request-method'] !== undefined &&
    origin !== undefined &&
    origin !== 'null' &&
    isOwnOrigin(local, origin)
  );
}

/** Where an answer sends the browser: to a place of the device, as a local URL, or to another host. */
export type Redirect =
  { readonly kind: 'own'; readonly location: string } | { readonly kind: 'other'; readonly url: string };

/** Reads a Location header as browsers do. */
export function redirectOf(location: string, local: LocalPlace): Redirect {
  // Browsers leave tabs and line ends out, and read a backslash as a slash (WHATWG URL, basic URL parser).
  const text = location.replace(/[\t\r\n]/g, '').trim();
  const [, scheme, rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(text) ?? [
    undefined,
    undefined,
    text,
  ];
  if (scheme !== undefined && !/^https?$/i.test(scheme)) return { kind: 'other', url: text };
  const network = /^[\\/]{2,}([^\\/?#]*)(.*)$/s.exec(rest);
  if (network === null) {
    // `http:path` is relative to a page of the same scheme.
    return { kind: 'own', location: rest === '' ? '/' : rest };
  }
  const [, authority = '', path = ''] = network;
  const meant = scheme ?? (local.place.tls ? 'https' : 'http');
  // A page has told where it is, as "back to" after signing in.
  const shownAt = `${meant.toLowerCase()}://${authority.toLowerCase()}`;
  if (placeShownAt(local, shownAt) !== undefined) return { kind: 'own', location: `${shownAt}${path}` };
  const place = placeIn(local.device, meant, authority);
  if (place === null) return { kind: 'other', url: `${meant}://${authority}${path}` };
  const target = localTarget(local, place);
  const own = target === localTarget(local, local.place) ? localOrigin(local) : `http://${target}`;
  return { kind: 'own', location: `${own}${/^[\\/]/.test(path) ? '' : '/'}${path}` };
}
