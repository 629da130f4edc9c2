import type { IncomingMessage } from 'node:http';
import { originOf } from './device.ts';
import { placeShownAt, type LocalPlace } from './local-place.ts';

/** Forms are small; what is larger is an upload of a file, which goes on as it is. */
const largestForm = 1024 * 1024;
const forms =
  /^(?:application\/(?:x-www-form-urlencoded|json|xml|[\w.-]+\+(?:json|xml))|multipart\/form-data|text\/[\w.+-]+)\s*(?:;|$)/i;

/**
 * The body of a request with the device's own address where links of it were rewritten (see link-rewriter.ts): a form that
 * shows one would save the address of this program in the device. Null where the body goes on as it comes.
 */
export async function bodyForDevice(request: IncomingMessage, local: LocalPlace): Promise<Buffer | null> {
  const { 'content-type': type = '', 'content-length': length, 'content-encoding': packed } = request.headers;
  if (length === undefined || Number(length) > largestForm || packed !== undefined || !forms.test(type))
    return null;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  // Bytes are taken one by one, so that a file among the fields comes through as it was.
  return Buffer.from(textForDevice(Buffer.concat(chunks).toString('latin1'), local), 'latin1');
}

/** A path and query in which the page has told where it is, as for "back to": the device knows itself by its own address. */
export function pathForDevice(path: string, local: LocalPlace): string {
  return path.includes(local.hostName) ? textForDevice(path, local) : path;
}

/** A slash as texts, JSON and forms write it. */
const slash = String.raw`(?:/|\\/|%2F)`;

/** Turns local addresses of the device's ports into its own. */
export function textForDevice(text: string, local: LocalPlace): string {
  const { hostName, reserved } = local;
  if (!text.includes(hostName)) return text;
  const links = new RegExp(
    `(?:(?<scheme>http|ws)(?::|%3A))?(?<begin>${slash})${slash}${hostName.replaceAll('.', String.raw`\.`)}(?::|%3A)(?<port>\\d{1,5})` +
      `(?:${slash}${reserved.replaceAll('/', '')}${slash}to${slash}(?<other>https?)${slash}(?<otherPort>\\d{1,5}))?`,
    'gi',
  );
  let out = '';
  let at = 0;
  for (const { 0: whole, index, groups } of text.matchAll(links)) {
    out += text.slice(at, index) + (linkForDevice({ ...groups }, local) ?? whole);
    at = index + whole.length;
  }
  return out + text.slice(at);
}

function linkForDevice(groups: Record<string, string | undefined>, local: LocalPlace): string | undefined {
  const { scheme, begin = '/', port, other, otherPort } = groups;
  const place =
    other === undefined
      ? placeShownAt(local, `http://${local.hostName}:${Number(port)}`)
      : { tls: /s$/i.test(other), port: Number(otherPort) };
  if (place === undefined) return undefined;
  const own = originOf(local.device, place);
  const given =
    scheme === undefined ? own.replace(/^https?:/, '') : own.replace(/^http/, scheme.toLowerCase());
  // Without a scheme it is that of the page.
  if (scheme === undefined && place.tls !== local.place.tls) return undefined;
  return begin.startsWith('%') ? encodeURIComponent(given) : given.replaceAll('/', begin);
}
