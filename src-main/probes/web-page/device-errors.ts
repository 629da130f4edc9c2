import { ToolError, type FailureCode } from '../../../src-core/api/errors.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { Device, Place } from './device.ts';

type Words = readonly [code: FailureCode, say: (where: string, place: Place) => string];

const noAnswer: Words = ['timeout', (where) => `${where} does not answer: is it on, and on this link?`];
const noRoute: Words = ['unreachable', (where) => `there is no way to ${where}: is it on this link?`];
const notTls: Words = [
  'unsupported',
  (where) => `what answers at ${where} does not speak TLS: open it over http instead`,
];
const oldTls: Words = [
  'unsupported',
  (where) =>
    `${where} offers only an old TLS (1.0 or 1.1), which is not safe: update it, or open it over http`,
];

const words: Readonly<Record<string, Words>> = {
  ECONNREFUSED: [
    'unreachable',
    (where, { port }) => `nothing listens at ${where}: the host refuses port ${port}`,
  ],
  ETIMEDOUT: noAnswer,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  EHOSTDOWN: noRoute,
  EACCES: ['unreachable', (where) => `a firewall on the way refuses the connection to ${where}`],
  EADDRNOTAVAIL: noRoute,
  ENODEV: ['bad-input', (where) => `the interface of ${where} is not there: see "linkscope interfaces"`],
  EINVAL: ['bad-input', (where) => `the interface of ${where} is not there: see "linkscope interfaces"`],
  ECONNRESET: ['unreachable', (where) => `${where} ended the connection without an answer`],
  EPIPE: ['unreachable', (where) => `${where} ended the connection without an answer`],
  HPE_HEADER_OVERFLOW: ['unsupported', (where) => `the headers that ${where} sends are too long`],
  ERR_HTTP_INVALID_STATUS_CODE: ['unsupported', (where) => `what ${where} says is not HTTP`],
  ERR_SSL_WRONG_VERSION_NUMBER: notTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls,
  ERR_SSL_HTTP_REQUEST: notTls,
  ERR_SSL_UNSUPPORTED_PROTOCOL: oldTls,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: oldTls,
  ERR_SSL_VERSION_TOO_LOW: oldTls,
  ERR_SSL_EXCESSIVE_MESSAGE_SIZE: [
    'unsupported',
    (where) => `the certificate of ${where} is too large to be an honest one`,
  ],
};

/** What went wrong with a device, in words for the person. */
export function deviceError(error: unknown, device: Device, place: Place): ToolError {
  if (error instanceof ToolError) return error;
  const where = `${device.name ?? device.connectTo} port ${place.port}`;
  const code = errorCode(error);
  const detail = visibleText(error instanceof Error ? error.message : String(error), 300);
  const [kind, say] = words[code] ?? [
    'unreachable',
    () => (code.startsWith('HPE_') ? `what ${where} says is not HTTP` : `${where} could not be asked`),
  ];
  return new ToolError(kind, say(where, place), detail, { cause: error });
}

/** Whether an error of TLS may mean that the other side offers only old versions. */
export function mayBeOldTls(error: unknown): boolean {
  return words[errorCode(error)] === oldTls || /handshake_failure/i.test(errorCode(error));
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
