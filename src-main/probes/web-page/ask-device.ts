import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { ToolError } from '../../../src-core/api/errors.ts';
import { bodyForDevice, pathForDevice } from './body-for-device.ts';
import { deviceError, errorCode } from './device-errors.ts';
import { originOf } from './device.ts';
import { headersForDevice } from './headers.ts';
import type { PortPart } from './parts.ts';

export const largestHeaders = 64 * 1024;

/** What no header value has (RFC 9110 section 5.5). */
const notInHeaders = /[^\t\u0020-\u007E\u0080-\u00FF]/;

/** The device closed a connection that had been kept, most likely before it read the request. */
class StaleConnection extends Error {}

/**
 * Asks the device what the browser asks.
 * @param headersMs how long it may take to its headers
 * @throws ToolError see connectToDevice(); `timeout`, `unsupported` for what is not HTTP
 */
export async function askDevice(
  proxy: PortPart,
  request: IncomingMessage,
  response: ServerResponse,
  headersMs: number,
): Promise<IncomingMessage> {
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
  // Who signs in by NTLM does so for one connection, and not for the next.
  const bound = /^(?:ntlm|negotiate)\s/i.test(request.headers.authorization ?? '');
  const repeatable =
    /^(?:GET|HEAD)$/.test(request.method ?? '') && length === undefined && coding === undefined;
  // A kept connection may be closed by the device just as it is asked. What changes something is not asked twice, so it
  // goes over a connection of its own.
  if (!repeatable) return await askOnce(proxy, request, response, headersMs, bound);
  try {
    return await askOnce(proxy, request, response, headersMs, true);
  } catch (error) {
    if (!(error instanceof StaleConnection) || response.destroyed) throw error;
    return await askOnce(proxy, request, response, headersMs, false);
  }
}

async function askOnce(
  proxy: PortPart,
  request: IncomingMessage,
  response: ServerResponse,
  headersMs: number,
  kept: boolean,
): Promise<IncomingMessage> {
  const { place, local, session } = proxy;
  const { device, cookies } = session;
  const shown = originOf(device, place);
  const body = await bodyForDevice(request, local);
  const headers = headersForDevice(request, local, cookies);
  if (body !== null) headers['content-length'] = body.length;
  return await new Promise<IncomingMessage>((resolve, reject) => {
    const question = ask({
      agent: kept ? proxy.agent : proxy.freshAgent,
      method: request.method ?? 'GET',
      path: pathForDevice(request.url ?? '/', local),
      headers,
      maxHeaderSize: largestHeaders,
      setHost: false,
      // Devices of old end their lines with a line feed alone, or fold them. Only answers of this one device come over
      // its connections, so that it can deceive nobody by where an answer ends; what it may not say is looked for below.
      insecureHTTPParser: true,
    });
    const late = () => question.destroy(new ToolError('timeout', `${shown} took too long to answer`));
    const timer = setTimeout(late, headersMs);
    // An upload may take its time: the device answers when it has all of it.
    request.on('data', () => timer.refresh());
    question.once('response', (answer) => {
      clearTimeout(timer);
      if (isHttp(answer)) return resolve(answer);
      answer.destroy();
      reject(new ToolError('unsupported', `what ${shown} says is not HTTP`));
    });
    question.once('error', (error) => {
      clearTimeout(timer);
      const stale = question.reusedSocket && /^(?:ECONNRESET|EPIPE)$/.test(errorCode(error));
      reject(stale ? new StaleConnection() : deviceError(error, device, place));
    });
    // Node tells no error where the device switches to a protocol that nobody asked for, and ends the connection.
    question.once('close', () => {
      clearTimeout(timer);
      reject(new ToolError('unsupported', `what ${shown} says is not HTTP`));
    });
    // The browser has left: the device need not go on.
    response.once('close', () => question.destroy());
    const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
    if (body !== null) question.end(body);
    else if (length === undefined && coding === undefined) question.end();
    else request.pipe(question);
  });
}

/** Whether an answer that was read in a lenient way says nothing that a browser could take in two ways. */
function isHttp({ statusCode = 0, headers, rawHeaders }: IncomingMessage): boolean {
  const twoEnds = headers['content-length'] !== undefined && headers['transfer-encoding'] !== undefined;
  return statusCode >= 200 && !twoEnds && !rawHeaders.some((text) => notInHeaders.test(text));
}
