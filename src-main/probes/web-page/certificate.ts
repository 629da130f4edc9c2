import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { CertificateFacts } from '../../../src-core/api/web-page.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';

const mostNames = 20;
const longestName = 200;
/** Of the text of all names so much is looked at. */
const longestList = 100_000;

/** The certificate of a connection as people check it; undefined where the other side showed none. */
export function certificateFactsOf(socket: TLSSocket): CertificateFacts | undefined {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return undefined;
  const names = (certificate.subjectAltName ?? '').slice(0, longestList).split(', ').filter(Boolean);
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: names.slice(0, mostNames).map((name) => visibleText(name, longestName)),
    moreNames: Math.max(0, names.length - mostNames),
    validFrom: timeOf(certificate.validFrom),
    validUntil: timeOf(certificate.validTo),
    fingerprint: certificate.fingerprint256,
    selfSigned: isSelfSigned(certificate),
    distrust: socket.authorized ? null : distrustOf(socket.authorizationError),
    key: keyOf(certificate),
    protocol: socket.getProtocol() ?? 'TLS',
  };
}

/** Node gives a name one line per attribute: `CN=printer\nO=Example`. */
function oneLine(name: string | undefined): string {
  return visibleText((name ?? '').trim().replaceAll('\n', ', '), 500);
}

/** Times stand in the form `Nov 21 13:20:32 2026 GMT`. */
function timeOf(text: string): number | null {
  const time = Date.parse(text);
  return Number.isNaN(time) || time < 0 ? null : time;
}

function isSelfSigned(certificate: X509Certificate): boolean {
  try {
    return certificate.issuer === certificate.subject && certificate.verify(certificate.publicKey);
  } catch {
    // A key or signature that cannot be read signs nothing.
    return false;
  }
}

function keyOf(certificate: X509Certificate): string | null {
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
    if (type === undefined) return null;
    const size = details?.modulusLength === undefined ? '' : ` ${details.modulusLength} bits`;
    return `${type.toUpperCase()}${size}${details?.namedCurve === undefined ? '' : ` ${details.namedCurve}`}`;
  } catch {
    // Kinds of keys that this OpenSSL does not know have nothing to show.
    return null;
  }
}

const reasons: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the device signed it itself, so nobody vouches for it',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is not known to this computer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its authority is not known to this computer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its authority is not known to this computer',
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for other names and addresses than this one',
};

function distrustOf(error: unknown): string {
  const code = codeOf(error);
  return reasons[code] ?? visibleText(code.toLowerCase().replaceAll('_', ' '), 100);
}

function codeOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (error instanceof Error && 'code' in error) return String(error.code);
  return 'it could not be checked';
}
