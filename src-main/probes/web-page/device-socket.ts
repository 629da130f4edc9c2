import { Agent, type ClientRequestArgs } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import { PassThrough, type Duplex } from 'node:stream';
import { DEFAULT_CIPHERS, checkServerIdentity, connect as connectTls, type TLSSocket } from 'node:tls';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { CertificateFacts } from '../../../src-core/api/web-page.ts';
import { zoneHere } from '../../os/interface-presence.ts';
import { certificateFactsOf } from './certificate.ts';
import { deviceError, mayBeOldTls } from './device-errors.ts';
import type { Device, Place } from './device.ts';

/** How long a connection, and TLS on it, may take. */
const connectMs = 10_000;
/**
 * Printers and switches have keys and signatures that are long since too weak. They are let in, for what they have is
 * still better than none, and the key is shown; versions of TLS before 1.2 are not.
 */
const ciphers = `${DEFAULT_CIPHERS}:@SECLEVEL=0`;

type Versions = { readonly minVersion: 'TLSv1' | 'TLSv1.2'; readonly maxVersion?: 'TLSv1.1' };

/** Waits for an event of a socket that is being opened. @throws what its error is; the signal's reason; ToolError `timeout` */
async function opened<T extends Socket>(
  socket: T,
  event: string,
  device: Device,
  place: Place,
  signal: AbortSignal,
): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      const text = `${device.connectTo} port ${place.port} does not answer: is it on, and on this link?`;
      socket.destroy(new ToolError('timeout', text));
    }, connectMs);
    const stop = () => socket.destroy(signal.reason instanceof Error ? signal.reason : new Error('closed'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    const failed = (error: Error) => {
      over();
      reject(error);
    };
    const closed = () => {
      failed(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }));
    };
    socket.once('error', failed);
    socket.once('close', closed);
    socket.once(event, () => {
      over();
      socket.off('error', failed);
      socket.off('close', closed);
      resolve(socket);
    });
  });
}

function tlsSocket(device: Device, { port }: Place, versions: Versions): TLSSocket {
  const { connectTo, name, target } = device;
  return connectTls({
    host: connectTo,
    port,
    ...versions,
    ciphers,
    // An address is no server name (RFC 6066 section 3).
    servername: name ?? '',
    ALPNProtocols: ['http/1.1'],
    // The person decides, who is shown the certificate; every connection is then held to the same one.
    rejectUnauthorized: false,
    checkServerIdentity: (_host, certificate) => checkServerIdentity(name ?? target.address, certificate),
  });
}

/** The version of a host that offers only old ones; undefined where that was not it. */
async function oldVersion(device: Device, place: Place, signal: AbortSignal): Promise<string | undefined> {
  try {
    const socket = tlsSocket(device, place, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' });
    const { destroyed } = await opened(socket, 'secureConnect', device, place, signal);
    const protocol = destroyed ? null : socket.getProtocol();
    socket.destroy();
    return protocol ?? undefined;
  } catch {
    // It speaks the old versions neither; the first error tells why.
    return undefined;
  }
}

/** An open connection to a device; with TLS, what it showed of itself. */
export interface DeviceConnection {
  readonly socket: Socket;
  readonly certificate: CertificateFacts | null;
}

/**
 * Connects to a port of the device.
 * @throws ToolError `unreachable`, `timeout`, `bad-input`, `unsupported` (old TLS, or none)
 */
export async function connectToDevice(
  device: Device,
  place: Place,
  signal: AbortSignal,
): Promise<DeviceConnection> {
  // An interface may go while its page is open; the system would then ask another host through another one.
  if (device.target.zone !== null) zoneHere(device.target.zone);
  try {
    if (!place.tls) {
      const plain = connectTcp({ host: device.connectTo, port: place.port, noDelay: true });
      return { socket: await opened(plain, 'connect', device, place, signal), certificate: null };
    }
    const socket = await opened(
      tlsSocket(device, place, { minVersion: 'TLSv1.2' }),
      'secureConnect',
      device,
      place,
      signal,
    );
    const certificate = certificateFactsOf(socket);
    if (certificate !== undefined) return { socket, certificate };
    socket.destroy();
    throw new ToolError('unsupported', `${device.connectTo} port ${place.port} shows no certificate`);
  } catch (error) {
    const version = place.tls && mayBeOldTls(error) ? await oldVersion(device, place, signal) : undefined;
    if (version === undefined) throw deviceError(error, device, place);
    const where = `${device.name ?? device.connectTo} port ${place.port}`;
    const only = version.replace('TLSv1.1', 'TLS 1.1').replace(/^TLSv1$/, 'TLS 1.0');
    const message = `${where} offers only ${only}, which is not safe: update it, or open it over http`;
    throw new ToolError('unsupported', message, undefined, { cause: error });
  }
}

/** Makes connections to one port of a device, and takes no new one that shows another certificate than the first did. */
export class DeviceAgent extends Agent {
  readonly #device: Device;
  readonly #place: Place;
  readonly #fingerprint: string | null;
  readonly #signal: AbortSignal;

  /**
   * @param fingerprint of the certificate that was shown; null without TLS
   * @param options `signal` ends connections that are being made; `keepAlive` keeps those that are made
   */
  constructor(
    device: Device,
    place: Place,
    fingerprint: string | null,
    { signal, keepAlive }: { readonly signal: AbortSignal; readonly keepAlive: boolean },
  ) {
    super({ keepAlive, maxSockets: 24, maxFreeSockets: 6, timeout: 0 });
    this.#device = device;
    this.#place = place;
    this.#fingerprint = fingerprint;
    this.#signal = signal;
  }

  override createConnection(
    _options: ClientRequestArgs,
    callback?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    this.connect().then(
      (socket) => callback?.(null, socket),
      // The type wants a socket beside an error; Node reads none there.
      (error: unknown) =>
        callback?.(error instanceof Error ? error : new Error(String(error)), new PassThrough()),
    );
    return undefined;
  }

  /** @throws ToolError as connectToDevice(), and `conflict` where the certificate has changed */
  async connect(): Promise<Socket> {
    const { socket, certificate } = await connectToDevice(this.#device, this.#place, this.#signal);
    if ((certificate?.fingerprint ?? null) === this.#fingerprint) return socket;
    socket.destroy();
    throw new ToolError(
      'conflict',
      `${this.#device.connectTo} port ${this.#place.port} now shows another certificate than before: close this page and open it again to look at it`,
      certificate?.fingerprint,
    );
  }
}
