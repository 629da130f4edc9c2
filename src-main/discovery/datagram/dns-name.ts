import { largestLabel, largestName, walkName } from '../../../src-core/dns/walk-name.ts';
import { fromBigInt, type Address } from '../../../src-core/net/address.ts';

/**
 * A DNS name as its labels, without the root. Labels stay apart because those of DNS-SD instances hold dots
 * (`Office v1.2`, RFC 6763 section 4.1.1), and a joined text could not be asked for again.
 */
export type DnsName = readonly string[];

/** Real names follow a handful of pointers. */
const mostPointers = 16;

/** Splits a name that is known to have no dots inside of its labels: a constant, a host name, a reverse name. */
export function dnsName(text: string): DnsName {
  return text.split('.').filter((label) => label !== '');
}

/** The form in which names are compared: lower case (RFC 6762 section 16), dots inside of labels escaped. */
export function nameKey(name: DnsName): string {
  return name
    .map((label) => label.replace(/[\\.]/g, '\\$&'))
    .join('.')
    .toLowerCase();
}

/** A host name for people: the labels with dots, without the `local` that every mDNS name ends in. */
export function hostNameText(name: DnsName): string {
  const local = name.length > 1 && name.at(-1)?.toLowerCase() === 'local';
  return (local ? name.slice(0, -1) : name).join('.');
}

/** True where the name can be written in a message: no label empty or too long, and the whole not too long. */
export function isEncodable(name: DnsName): boolean {
  let octets = 1;
  for (const label of name) {
    const length = Buffer.byteLength(label);
    if (length === 0 || length > largestLabel) return false;
    octets += length + 1;
  }
  return name.length > 0 && octets <= largestName;
}

/**
 * Reads a name with its compression pointers (RFC 1035 section 4.1.4). Pointers lead backwards only, and are few.
 * @returns the name and the offset after it; undefined where it is damaged
 */
export function readName(data: Buffer, offset: number): { name: DnsName; next: number } | undefined {
  const name: string[] = [];
  const next = walkName(data, offset, mostPointers, (start, end) => {
    name.push(data.toString('utf8', start, end));
  });
  return next === undefined ? undefined : { name, next };
}

/** The address that a whole reverse name stands for (RFC 1035 section 3.5, RFC 3596 section 2.5), else undefined. */
export function addressOfReverseName(name: DnsName): Address | undefined {
  const zone = name.slice(-2).join('.').toLowerCase();
  const labels = name.slice(0, -2).toReversed();
  if (zone === 'in-addr.arpa' && labels.length === 4) {
    if (!labels.every((label) => /^(0|[1-9][0-9]{0,2})$/.test(label) && Number(label) <= 255))
      return undefined;
    return fromBigInt(
      labels.reduce((value, label) => (value << 8n) | BigInt(label), 0n),
      4,
    );
  }
  if (zone === 'ip6.arpa' && labels.length === 32) {
    if (!labels.every((label) => /^[0-9a-f]$/i.test(label))) return undefined;
    return fromBigInt(BigInt(`0x${labels.join('')}`), 6);
  }
  return undefined;
}
