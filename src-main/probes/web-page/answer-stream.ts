import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { LinkRewriter } from './link-rewriter.ts';
import type { LocalPlace } from './local-place.ts';

/** Texts in which a device may have written its own address. */
const texts =
  /^(?:text\/(?:html|css|javascript|ecmascript|json|xml|xsl)|application\/(?:javascript|x-javascript|ecmascript|json|xml)|[\w.-]+\/[\w.-]+\+(?:json|xml))\s*(?:;|$)/i;

/** A device may call its encoding by the wrong name, which browsers put up with: the first bytes tell. */
const unpackers: Readonly<Record<string, (first: Buffer) => readonly Transform[]>> = {
  gzip: gunzipFor,
  'x-gzip': gunzipFor,
  // RFC 9110 section 8.4.1.2 means zlib's format (RFC 1950), and tells of servers that send the bare data.
  deflate: (first) => [isZlib(first) ? createInflate() : createInflateRaw()],
  br: () => [createBrotliDecompress()],
  identity: () => [],
};

function gunzipFor(first: Buffer): readonly Transform[] {
  const plain = first.length > 1 && first.readUInt16BE() !== 0x1f_8b;
  return plain ? [] : [createGunzip()];
}

function isZlib(first: Buffer): boolean {
  return first.length < 2 || ((first[0] ?? 0) % 16 === 8 && first.readUInt16BE() % 31 === 0);
}

/**
 * What an answer passes through on its way to the browser: nothing for most, so that any size of it takes no memory;
 * texts are unpacked and their links rewritten, piece by piece. Headers that this makes wrong are taken out.
 */
export async function throughFor(
  answer: IncomingMessage,
  headers: OutgoingHttpHeaders,
  local: LocalPlace,
): Promise<Transform[]> {
  const {
    'content-type': type,
    'content-encoding': packed = 'identity',
    'content-disposition': use = '',
  } = answer.headers;
  // A part of a text is given on as it is: its places are counted in what the device has. So is what the person keeps: the
  // device, or another one, is given it back some day.
  if (answer.statusCode === 206 || /^\s*attachment\b/i.test(use)) return [];
  const encoding = packed.trim().toLowerCase();
  const unpack = Object.hasOwn(unpackers, encoding) ? unpackers[encoding] : undefined;
  if (unpack === undefined || (type !== undefined && !texts.test(type))) return [];
  const first = type === undefined || encoding !== 'identity' ? await firstOf(answer) : Buffer.alloc(0);
  // Browsers look themselves where no type is told; what begins with a tag is a page.
  if (type === undefined && !/^\s*</.test(first.toString('latin1'))) return [];
  for (const name of [
    'content-length',
    'content-encoding',
    'accept-ranges',
    'content-md5',
    'digest',
    'repr-digest',
    'content-digest',
  ]) {
    delete headers[name];
  }
  return [
    ...unpack(first),
    new LinkRewriter(local, /;\s*charset\s*=\s*"?\s*(utf-16(?:le|be)?)\b/i.exec(type ?? '')?.[1]),
  ];
}

/** The first bytes of an answer, which stay in it; none where it has none. */
async function firstOf(answer: IncomingMessage): Promise<Buffer> {
  await new Promise<void>((resolve) => {
    for (const event of ['readable', 'end', 'error', 'close']) answer.once(event, () => resolve());
  });
  const first: unknown = answer.read();
  if (!Buffer.isBuffer(first)) return Buffer.alloc(0);
  answer.unshift(first);
  return first;
}
