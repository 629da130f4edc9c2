import { Socket } from 'node:net';
import {
  connect as connectTls,
  type DetailedPeerCertificate,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls';
import type { Banner, CertificateFacts } from '../../../src-core/api/ports.ts';
import { tryParseAddress } from '../../../src-core/net/address.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { approachTo, questionText, type Approach } from './banner-plan.ts';
import { readWords } from './banner-words.ts';
import { whatItMeans } from './socket-errors.ts';

/** No more is read of a service that never stops talking. */
const mostBytes = 16 * 1024;
/** A service that greets does so within this; slow ones are mostly waiting for a name server. */
const greetingMs = 1_500;
/** All of one look: what trickles longer than this is left. */
const wholeMs = 4_000;
/** After its first words a service that goes on is waited for so long. */
const quietMs = 300;
const mostNames = 50;

type Connection = Socket | TLSSocket;

/** What came over one connection, and why it ended. */
interface Heard {
  readonly bytes: Buffer;
  readonly certificate: CertificateFacts | null;
  readonly note: string | null;
}

/**
 * Looks at what an open port says of itself: its greeting, its page, its certificate. At most 16 KiB and four seconds;
 * redirects are not followed and nothing is checked or trusted. Never throws but for the signal.
 */
export async function readBanner(address: string, port: number, signal: AbortSignal): Promise<Banner> {
  const approach = approachTo(port);
  let heard = await hear(address, port, approach, signal);
  // A TLS alert or a complaint in plain words: it wants TLS on a port where that is unusual.
  if (!approach.tls && wantsTls(heard.bytes)) {
    heard = await hear(address, port, { tls: true, question: 'http', askSilent: false }, signal);
  } else if (approach.tls && heard.certificate === null && heard.bytes.length === 0) {
    // No TLS after all: what greets there in plain words may be heard still.
    const plain = await hear(address, port, { tls: false, question: null, askSilent: false }, signal);
    if (plain.bytes.length > 0) heard = plain;
  }
  const words = readWords(heard.bytes, port);
  const protocol =
    heard.certificate === null
      ? words.protocol
      : words.protocol === 'http'
        ? 'https'
        : (words.protocol ?? 'tls');
  return { ...words, protocol, certificate: heard.certificate, note: heard.note };
}

function wantsTls(bytes: Buffer): boolean {
  // RFC 8446 section 5.1: an alert is content type 21 with a version of 3.x.
  if (bytes[0] === 0x15 && bytes[1] === 0x03) return true;
  return /^HTTP\/1\.[01] 400 [^]*HTTPS/.test(bytes.toString('latin1', 0, 2048));
}

async function hear(address: string, port: number, approach: Approach, signal: AbortSignal): Promise<Heard> {
  signal.throwIfAborted();
  const raw = new Socket();
  const chunks: Buffer[] = [];
  let size = 0;
  let certificate: CertificateFacts | null = null;
  let secure: TLSSocket | undefined;
  const note = await new Promise<string | null>((resolve) => {
    let quiet: NodeJS.Timeout | undefined;
    let asked = false;
    const whole = setTimeout(() => end('it took longer than four seconds'), wholeMs);
    const onAbort = () => end('cancelled');
    signal.addEventListener('abort', onAbort, { once: true });
    const end = (why: string | null) => {
      clearTimeout(whole);
      clearTimeout(quiet);
      signal.removeEventListener('abort', onAbort);
      resolve(why);
    };
    const ask = (connection: Connection, question: NonNullable<Approach['question']>) => {
      asked = true;
      connection.write(questionText(question, address, port), 'latin1');
    };
    const fail = (error: NodeJS.ErrnoException) => {
      const why = error.code ?? error.message;
      const inTls = secure !== undefined && certificate === null;
      const what = inTls ? 'TLS failed' : 'the connection ended';
      const isOurs = whatItMeans(why) === 'no-room';
      end(`${isOurs ? 'this computer had no room for the question' : what}: ${visibleText(why, 80)}`);
    };
    const listen = (connection: Connection) => {
      connection.on('data', (chunk: Buffer) => {
        chunks.push(chunk.subarray(0, mostBytes - size));
        size += chunk.length;
        if (size >= mostBytes) return end('it said more than is read');
        clearTimeout(quiet);
        quiet = setTimeout(() => end(null), quietMs);
      });
      connection.once('end', () => end(size === 0 ? 'it hung up without a word' : null));
      connection.once('close', () => end(size === 0 ? 'it hung up without a word' : null));
      if (approach.question !== null) ask(connection, approach.question);
      else {
        quiet = setTimeout(() => {
          if (!approach.askSilent || asked) return end('it waits for its client to speak first');
          ask(connection, 'http');
        }, greetingMs);
      }
    };
    raw.on('error', fail);
    raw.once('connect', () => {
      if (!approach.tls) return listen(raw);
      secure = connectTls({
        socket: raw,
        // To look, not to trust: what is read here is shown as a claim, and nothing is sent but a plain question.
        rejectUnauthorized: false,
        minVersion: 'TLSv1',
        // Old printers and switches speak nothing newer.
        ciphers: 'DEFAULT:@SECLEVEL=0',
      });
      secure.on('error', fail);
      const own = secure;
      secure.once('secureConnect', () => {
        certificate = certificateFacts(own);
        listen(own);
      });
    });
    raw.connect({ host: address, port, autoSelectFamily: false });
  });
  secure?.destroy();
  raw.destroy();
  signal.throwIfAborted();
  return { bytes: Buffer.concat(chunks), certificate, note };
}

function certificateFacts(connection: TLSSocket): CertificateFacts {
  const certificate = connection.getPeerCertificate();
  return {
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    names: alternativeNames(certificate),
    validFrom: visibleText(certificate.valid_from ?? '', 40),
    validTo: visibleText(certificate.valid_to ?? '', 40),
    protocol: connection.getProtocol(),
  };
}

/** `CN=nas.example, O=Example`: a part may be there more than once. */
function nameText(name: PeerCertificate['subject'] | undefined): string {
  const parts = Object.entries(name ?? {}).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => `${key}=${String(each)}`),
  );
  return visibleText(parts.slice(0, 20).join(', '), 300);
}

/** The subject's alternative names: `DNS:nas.example, IP Address:192.0.2.1`; Node puts quotes around odd ones. */
function alternativeNames({ subjectaltname }: PeerCertificate | DetailedPeerCertificate): string[] {
  const text = (subjectaltname ?? '').slice(0, 20_000);
  return text
    .split(', ')
    .filter((name) => name !== '')
    .slice(0, mostNames)
    .map((name) => {
      const plain = name.replace(/^(DNS|IP Address|email|URI):/, '');
      // Node writes IPv6 addresses out, in capitals.
      return tryParseAddress(plain) ?? visibleText(plain, 255);
    });
}
