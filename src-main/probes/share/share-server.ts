import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ShareItem } from '../../../src-core/api/share.ts';
import { tryParseAddress } from '../../../src-core/net/address.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { tryParseScoped } from '../../../src-core/net/zone.ts';
import { limitConnections } from './connection-limit.ts';
import { answerShare, plain } from './share-answer.ts';
import type { SharedFolder } from './shared-folder.ts';

/** Room for a class room of phones or a rack that boots at once, and still bounded. */
const mostConnections = 256;
const mostOfOneClient = 64;
/** A client that takes nothing for so long is let go. */
const silenceMs = 60_000;

export interface ShareServerOptions {
  readonly folder: SharedFolder;
  /** The names of this computer that a client may ask for, in lower case. */
  readonly names: readonly string[];
  readonly log: (item: ShareItem) => void;
  readonly failed: (error: unknown) => void;
}

/** A server that gives the files of one folder, and does not listen yet. */
export function createShareServer(options: ShareServerOptions): Server {
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      keepAliveTimeout: 5_000,
      // How often the two times above are looked at.
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16_384,
    },
    (request, response) => answer(options, request, response),
  );
  server.timeout = silenceMs;
  limitConnections(server, { all: mostConnections, ofOneClient: mostOfOneClient });
  return server;
}

/**
 * Whether this computer is meant. A page elsewhere can point a name of its own at this computer and read what its
 * visitor can reach (DNS rebinding), so a name must be one of ours; old clients and boot loaders send none.
 */
function isForUs(host: string | undefined, names: readonly string[]): boolean {
  if (host === undefined) return true;
  const [, bracketed, plainHost = ''] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d{1,5})?$/.exec(host) ?? [];
  if (bracketed !== undefined) return tryParseAddress(bracketed.replace(/%.*$/s, '')) !== undefined;
  return (
    names.includes(plainHost.toLowerCase().replace(/\.$/, '')) || tryParseAddress(plainHost) !== undefined
  );
}

/** What is asked for, of whom. Clients may write both as one, and then that counts (RFC 9112 section 3.2.2). */
function targetOf({ url = '', headers }: IncomingMessage): {
  readonly url: string;
  readonly host: string | undefined;
} {
  const [whole, host, path = ''] = /^http:\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  if (whole === undefined) return { url, host: headers.host };
  return { url: path.startsWith('/') ? path : `/${path}`, host };
}

function answer(
  { folder, names, log, failed }: ShareServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const at = Date.now();
  const client = clientOf(request.socket.remoteAddress);
  request.on('error', () => response.destroy());
  response.on('error', () => response.destroy());
  const closed = new Promise<void>((resolve) => response.once('close', resolve));
  const { url, host } = targetOf(request);
  const forUs = isForUs(host, names);
  const text = 'Ask for this computer by an address: this name is not known here.';
  const sent = forUs
    ? answerShare(folder, url, request, response)
    : Promise.resolve(plain(request, response, 421, text));
  sent
    .catch((error: unknown) => {
      failed(error);
      if (response.headersSent) response.destroy();
      else plain(request, response, 500, 'This could not be read.');
      return 0;
    })
    .then(async (bytes) => {
      await closed;
      log({
        at,
        client,
        method: visibleText(request.method ?? '', 20),
        path: visibleText(request.url ?? '', 300),
        status: response.statusCode,
        bytes,
        durationMs: Date.now() - at,
        complete: response.writableFinished,
        agent:
          request.headers['user-agent'] === undefined
            ? null
            : visibleText(request.headers['user-agent'], 120),
      });
    })
    .catch(failed);
}

/** A client as the socket tells it: `fe80::1%eth0`, or `::ffff:192.0.2.1` where IPv4 comes to the socket of IPv6. */
function clientOf(text: string | undefined): ShareItem['client'] {
  const read = tryParseScoped((text ?? '').replace(/^::ffff:(?=\d+\.)/i, ''));
  return read === undefined ? null : { address: read.address, zone: read.zone ?? null };
}
