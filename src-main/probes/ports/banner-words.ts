import type { Banner } from '../../../src-core/api/ports.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';

const shownText = 500;
const shownTitle = 200;

/** What a service said, read as the protocol that it seems to be. */
export type Words = Pick<Banner, 'protocol' | 'text' | 'title' | 'server' | 'redirect'>;

const nothing: Words = { protocol: null, text: '', title: null, server: null, redirect: null };

/** The first words by which services greet, each with its protocol. */
const greetings: readonly (readonly [RegExp, string])[] = [
  [/^SSH-\d/, 'ssh'],
  [/^RFB \d{3}\.\d{3}/, 'rfb'],
  [/^RTSP\/\d/, 'rtsp'],
  [/^\+OK/, 'pop3'],
  [/^\* (OK|PREAUTH|BYE)/, 'imap'],
  [/^220[ -][^\r\n]*(SMTP|Postfix|Exim|Sendmail)/i, 'smtp'],
  [/^220[ -][^\r\n]*(FTP|FileZilla)/i, 'ftp'],
  [/^(\+PONG|-NOAUTH|-DENIED|-ERR (wrong|unknown) )/, 'redis'],
  [/^@RSYNCD:/, 'rsync'],
  [/^(200|201) [^\r\n]*(NNTP|news)/i, 'nntp'],
];

/** What a greeting of 220 alone means depends on the port. */
const greetings220: ReadonlyMap<number, string> = new Map([
  [21, 'ftp'],
  [990, 'ftp'],
  [25, 'smtp'],
  [465, 'smtp'],
  [587, 'smtp'],
]);

/**
 * Reads the first bytes of a service.
 * @param bytes what came, bounded by the caller
 * @param port tells SMTP and FTP apart where they do not say
 */
export function readWords(bytes: Buffer, port: number): Words {
  if (bytes.length === 0) return nothing;
  const mysql = mysqlVersion(bytes);
  if (mysql !== null) return { ...nothing, protocol: 'mysql', text: visibleText(mysql, shownText) };
  const binary = (port === 5432 ? postgresqlWords(bytes) : null) ?? rdpWords(bytes);
  if (binary !== null) return { ...nothing, ...binary };
  const plain = withoutTelnet(bytes);
  // Bytes that are no UTF-8 become visible marks; no service is worth a guess at its character set.
  const text = plain.bytes.toString('utf8');
  if (/^HTTP\/\d/.test(text)) return httpWords(text);
  const protocol = plain.telnet
    ? 'telnet'
    : (greetings.find(([form]) => form.test(text))?.[1] ??
      (/^220[ -]/.test(text) ? (greetings220.get(port) ?? null) : null));
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return { ...nothing, protocol, text: visibleText(lines.slice(0, 3).join(' | '), shownText) };
}

/** The version in the first packet of MySQL's and MariaDB's protocol 10 (their "Protocol::HandshakeV10"). */
function mysqlVersion(bytes: Buffer): string | null {
  if (bytes.length < 6 || bytes[3] !== 0) return null;
  const length = bytes.readUIntLE(0, 3);
  if (length < 10 || length > 1024) return null;
  if (bytes[4] === 0x0a) {
    const end = bytes.indexOf(0, 5);
    if (end < 0 || end > 100) return null;
    // MariaDB puts this before its own version for the sake of old replicas.
    return bytes.toString('latin1', 5, end).replace(/^5\.5\.5-(?=.*mariadb)/i, '');
  }
  // An error packet: this host may not connect.
  return bytes[4] === 0xff ? bytes.toString('latin1', 7, Math.min(bytes.length, length + 4)) : null;
}

/** The answer to an SSLRequest is one letter (PostgreSQL 16, 55.2.10). */
function postgresqlWords(bytes: Buffer): Pick<Words, 'protocol' | 'text'> | null {
  const letter = bytes.length === 1 ? bytes.toString('latin1') : '';
  if (letter === 'S') return { protocol: 'postgresql', text: 'takes TLS' };
  return letter === 'N' ? { protocol: 'postgresql', text: 'takes no TLS' } : null;
}

/** What an X.224 connection confirm chose ([MS-RDPBCGR] 2.2.1.2.1 and 2.2.1.2.2). */
const rdpChoices = new Map([
  [0, 'with the security of RDP alone'],
  [1, 'with TLS'],
  [2, 'with CredSSP (network level authentication)'],
  [8, 'with CredSSP and early authorisation'],
]);

function rdpWords(bytes: Buffer): Pick<Words, 'protocol' | 'text'> | null {
  if (bytes.length < 11 || bytes[0] !== 3 || bytes[1] !== 0 || bytes[5] !== 0xd0) return null;
  if (bytes.length < 19) return { protocol: 'rdp', text: rdpChoices.get(0) ?? '' };
  const text = bytes[11] === 2 ? rdpChoices.get(bytes.readUInt32LE(15)) : undefined;
  return { protocol: 'rdp', text: text ?? '' };
}

/** Takes the option negotiation out (RFC 854: IAC, then a command with an option). */
function withoutTelnet(bytes: Buffer): { readonly bytes: Buffer; readonly telnet: boolean } {
  if (bytes[0] !== 0xff || (bytes[1] ?? 0) < 0xf0) return { bytes, telnet: false };
  const kept: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0xff) {
      kept.push(byte);
      continue;
    }
    const command = bytes[at + 1] ?? 0;
    if (command === 0xfa) {
      const end = bytes.indexOf(Buffer.from([0xff, 0xf0]), at + 2);
      at = end < 0 ? bytes.length : end + 1;
    } else at += command >= 0xfb && command <= 0xfe ? 2 : 1;
  }
  return { bytes: Buffer.from(kept), telnet: true };
}

function httpWords(text: string): Words {
  const end = text.search(/\r?\n\r?\n/);
  const head = end < 0 ? text : text.slice(0, end);
  const [status = '', ...lines] = head.split(/\r?\n/);
  const header = (name: string): string | null => {
    const line = lines.find((each) => each.slice(0, name.length + 1).toLowerCase() === `${name}:`);
    const value = line?.slice(name.length + 1).trim();
    return value === undefined || value === '' ? null : visibleText(value, shownTitle);
  };
  return {
    protocol: 'http',
    text: visibleText(status, shownText),
    title: end < 0 ? null : titleOf(text.slice(end)),
    server: header('server'),
    redirect: header('location'),
  };
}

/** The title of a page, as text. */
function titleOf(page: string): string | null {
  const lower = page.toLowerCase();
  const tag = lower.indexOf('<title');
  const begin = tag < 0 ? -1 : lower.indexOf('>', tag);
  if (begin < 0) return null;
  const end = lower.indexOf('</title', begin);
  const inner = page.slice(begin + 1, end < 0 ? begin + 1 + 4 * shownTitle : end).slice(0, 4 * shownTitle);
  const title = decodeEntities(inner).replace(/\s+/g, ' ').trim();
  return title === '' ? null : visibleText(title, shownTitle);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** The entities that stand in titles; what is not known stays as it is. It is shown as text, never as HTML. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });
}
