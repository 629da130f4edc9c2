import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Stats } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { readRange } from '../../../src-core/share/byte-range.ts';
import { mediaTypeOf } from '../../../src-core/share/media-types.ts';
import { encodedPath, listingPage, listingPolicy } from './listing.ts';
import { namesOf, type Found, type SharedFolder } from './shared-folder.ts';

type FoundFile = Extract<Found, { kind: 'file' }>;

/**
 * Answers a request for a path of the folder.
 * @param url the path and query that are asked for
 * @returns how many bytes of the body were taken for sending
 */
export async function answerShare(
  folder: SharedFolder,
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return plain(request, response, 405, 'This folder can only be read.', { Allow: 'GET, HEAD' });
  }
  const [path = '', query] = url.split('?', 2);
  const names = namesOf(path);
  if (names === null) return plain(request, response, 400, 'This is no path in the folder.');
  const found = await folder.find(names);
  if (found.kind === 'none') return plain(request, response, 404, 'There is nothing at this path.');
  if (found.kind === 'refused') return plain(request, response, 403, 'This is not shared.');
  if (found.kind === 'file') {
    if (!path.endsWith('/')) return await sendFile(found, request, response);
    await found.handle.close();
    return plain(request, response, 404, 'There is nothing at this path.');
  }
  if (!path.endsWith('/')) {
    const location = `${encodedPath(names)}/${query === undefined ? '' : `?${query}`}`;
    return plain(request, response, 301, 'This is a folder.', { Location: location });
  }
  const index = found.entries.some(({ name, folder: isFolder }) => name === 'index.html' && !isFolder)
    ? await folder.find([...names, 'index.html'])
    : undefined;
  if (index?.kind === 'file') return await sendFile(index, request, response);
  return send(request, response, 200, listingPage(names, found.entries, found.more), {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': listingPolicy,
    'Cache-Control': 'no-store',
  });
}

/** Answers in one line of text. */
export function plain(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders = {},
): number {
  return send(request, response, status, `${text}\n`, {
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  });
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders,
): number {
  const body = Buffer.from(text);
  // A body that nobody reads goes with its connection.
  const close = request.complete ? {} : { Connection: 'close' };
  const all = { 'X-Content-Type-Options': 'nosniff', ...headers, ...close, 'Content-Length': body.length };
  response.writeHead(status, all);
  const bodiless = request.method === 'HEAD';
  response.end(bodiless ? undefined : body);
  return bodiless ? 0 : body.length;
}

function tagOf({ size, mtimeMs, ino }: Stats): string {
  return `"${size.toString(16)}-${Math.round(mtimeMs * 1000).toString(16)}-${ino.toString(16)}"`;
}

/** Whether the client wants nothing but what the file was before (RFC 9110 section 13.2.2). */
function isOther({ headers }: IncomingMessage, tag: string, modifiedAt: number): boolean {
  const { 'if-match': tags, 'if-unmodified-since': since } = headers;
  if (tags !== undefined) return !tags.split(',').some((one) => one.trim() === '*' || one.trim() === tag);
  return since !== undefined && modifiedAt > Date.parse(since);
}

/** Whether the client has this very file already (RFC 9110 section 13.2.2: a tag goes before a time). */
function isKnown({ headers }: IncomingMessage, tag: string, modifiedAt: number): boolean {
  const { 'if-none-match': tags, 'if-modified-since': since } = headers;
  if (tags !== undefined) {
    return tags.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
  }
  const time = since === undefined ? Number.NaN : Date.parse(since);
  return modifiedAt <= time;
}

/** Whether a part is wanted of this very file, not of what it was before (section 13.1.5). */
function isSame(condition: string | undefined, tag: string, modifiedAt: number): boolean {
  if (condition === undefined) return true;
  return condition.startsWith('"') ? condition === tag : Date.parse(condition) === modifiedAt;
}

async function sendFile(
  file: FoundFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  const { handle, stats, name } = file;
  try {
    const { size } = stats;
    const tag = tagOf(stats);
    // HTTP knows whole seconds.
    const modifiedAt = Math.floor(stats.mtimeMs / 1_000) * 1_000;
    const headers: OutgoingHttpHeaders = {
      ETag: tag,
      'Last-Modified': new Date(modifiedAt).toUTCString(),
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      ...(request.complete ? {} : { Connection: 'close' }),
    };
    if (isOther(request, tag, modifiedAt)) {
      return plain(request, response, 412, 'The file is another one by now.', { ETag: tag });
    }
    if (isKnown(request, tag, modifiedAt)) {
      response.writeHead(304, headers).end();
      return 0;
    }
    const conditional =
      request.method === 'GET' && isSame(request.headers['if-range']?.toString(), tag, modifiedAt);
    const part = conditional ? readRange(request.headers.range, size) : 'whole';
    if (part === 'unsatisfiable') {
      return plain(request, response, 416, 'The file has no such part.', {
        'Content-Range': `bytes */${size}`,
      });
    }
    const { first, last } = part === 'whole' ? { first: 0, last: size - 1 } : part;
    const length = last - first + 1;
    if (part !== 'whole') headers['Content-Range'] = `bytes ${first}-${last}/${size}`;
    headers['Content-Type'] = mediaTypeOf(name);
    headers['Content-Length'] = length;
    response.writeHead(part === 'whole' ? 200 : 206, headers);
    if (request.method === 'HEAD' || length === 0) {
      response.end();
      return 0;
    }
    const stream = handle.createReadStream({
      start: first,
      end: last,
      autoClose: false,
      highWaterMark: 256 * 1024,
    });
    try {
      await pipeline(stream, response, { end: false });
    } catch (error) {
      response.destroy();
      if (!isGone(error)) throw error;
    }
    // A file that became shorter meanwhile must not look whole.
    if (stream.bytesRead < length) response.destroy();
    else response.end();
    return stream.bytesRead;
  } finally {
    await handle.close();
  }
}

/** Whether an error says that the client left. */
function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return (
    code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE' || code === 'ETIMEDOUT'
  );
}
