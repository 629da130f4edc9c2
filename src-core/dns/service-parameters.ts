import { MessageReader } from './message-reader.ts';
import { base64, quotedString, stringText } from './octets-text.ts';

/** The keys of RFC 9460 section 14.3.2 and of RFC 9461 and 9848. */
const keys = ['mandatory', 'alpn', 'no-default-alpn', 'port', 'ipv4hint', 'ech', 'ipv6hint', 'dohpath'];

function keyName(key: number): string {
  return keys[key] ?? `key${key}`;
}

/** The parameters of a SVCB or HTTPS record as zone files have them (RFC 9460 section 2.1). */
export function serviceParameters(reader: MessageReader): string {
  const all: string[] = [];
  while (reader.left > 0) {
    const key = reader.number(2);
    const value = reader.octets(reader.number(2));
    const text = parameterText(keyName(key), new MessageReader(value, 0));
    all.push(text === '' ? keyName(key) : `${keyName(key)}=${text}`);
  }
  return all.join(' ');
}

function parameterText(name: string, value: MessageReader): string {
  switch (name) {
    case 'mandatory':
      return list(value, () => keyName(value.number(2)));
    case 'alpn':
      return list(value, () => stringText(value.counted()));
    case 'port':
      return String(value.number(2));
    case 'ipv4hint':
      return list(value, () => value.address(4));
    case 'ipv6hint':
      return list(value, () => value.address(6));
    case 'ech':
      return base64(value.rest());
    default:
      return value.left === 0 ? '' : quotedString(value.rest());
  }
}

function list(value: MessageReader, read: () => string): string {
  const all: string[] = [];
  while (value.left > 0) all.push(read());
  return all.join(',');
}
