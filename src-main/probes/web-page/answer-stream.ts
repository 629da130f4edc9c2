import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { LinkRewriter } from './link-rewriter.ts';
import type { LocalPlace } from './local-place.ts';

/** Texts in which a device may have written its own address. */
const texts =
  /^(?:text\/(?:html|css|javascript|xml)|application\/(?:xhtml\+xml|javascript|x-javascript|json|xml)|image\/svg\+xml)\s*(?:;|$)/i;

const unpackers: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

/**
 * What an answer passes through on its way to the browser: nothing for most, so that any size of it takes no memory;
 * texts are unpacked and their links rewritten, piece by piece. Headers that this makes wrong are taken out.
 */
export function throughFor(
  answer: IncomingMessage,
  headers: OutgoingHttpHeaders,
  local: LocalPlace,
): Transform[] {
  const { 'content-type': type = '', 'content-encoding': packed = 'identity' } = answer.headers;
  // A part of a text is given on as it is: its places are counted in what the device has.
  if (!texts.test(type) || answer.statusCode === 206) return [];
  const encoding = packed.trim().toLowerCase();
  const unpack = Object.hasOwn(unpackers, encoding) ? unpackers[encoding] : undefined;
  if (encoding !== 'identity' && unpack === undefined) return [];
  for (const name of [
    'content-length',
    'content-encoding',
    'accept-ranges',
    'content-md5',
    'digest',
    'repr-digest',
  ]) {
    delete headers[name];
  }
  const rewriter = new LinkRewriter(local);
  return unpack === undefined ? [rewriter] : [unpack(), rewriter];
}
