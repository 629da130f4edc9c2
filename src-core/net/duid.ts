import { bigIntToOctets, formatOctets, octetsToBigInt, parseOctets } from './octets.ts';
import { macToBigInt, parseMac, type Mac } from './mac.ts';
import { ParseError, attempt } from './parse-error.ts';

/** A canonical DHCP unique identifier (RFC 8415 section 11): two octets of type and 1 to 128 more, as `00:03:00:01:…`. */
export type Duid = string & { readonly __brand: 'Duid' };

/** What is inside of a DUID, by its type. */
export type DuidContent =
  | {
      readonly type: 'llt';
      readonly hardwareType: number;
      readonly time: number;
      readonly linkLayer: string;
      readonly mac: Mac | undefined;
    }
  | { readonly type: 'en'; readonly enterprise: number; readonly identifier: string }
  | {
      readonly type: 'll';
      readonly hardwareType: number;
      readonly linkLayer: string;
      readonly mac: Mac | undefined;
    }
  | { readonly type: 'uuid'; readonly uuid: string }
  /** A type that no document defines, or content that is too short for its type. */
  | { readonly type: 'unknown'; readonly code: number; readonly data: string };

/** Midnight UTC of 1 January 2000, from which the time of a DUID-LLT counts (section 11.2), in milliseconds. */
const epoch = Date.UTC(2000, 0, 1);

/**
 * Reads a DUID as systems show it: octets with colons (`00:01:…`, dhclient, dhcpcd), with dashes (`00-01-…`, Windows),
 * or digits alone (`0001…`, dnsmasq, Kea).
 * @throws ParseError
 */
export function parseDuid(text: string): Duid {
  const octets = parseOctets(text, 'a DUID');
  if (octets.length < 3) throw new ParseError('a DUID', text, text.length, 'it has less than three octets');
  if (octets.length > 130) throw new ParseError('a DUID', text, 0, 'it has more than 130 octets');
  return formatOctets(octets) as Duid;
}

/** As parseDuid, but undefined where the text is no DUID. */
export function tryParseDuid(text: string): Duid | undefined {
  return attempt(() => parseDuid(text));
}

/** What is inside of a DUID. `time` is in UTC milliseconds; it wraps around in 2136, as the field does. */
export function duidContent(duid: Duid): DuidContent {
  const octets = parseOctets(duid, 'a DUID');
  const code = numberAt(octets, 0, 2);
  const rest = octets.length - 2;
  if (code === 1 && rest > 6) {
    const hardwareType = numberAt(octets, 2, 2);
    return {
      type: 'llt',
      hardwareType,
      time: epoch + numberAt(octets, 4, 4) * 1000,
      ...linkLayer(octets.subarray(8), hardwareType),
    };
  }
  if (code === 2 && rest > 4) {
    return { type: 'en', enterprise: numberAt(octets, 2, 4), identifier: formatOctets(octets.subarray(6)) };
  }
  if (code === 3 && rest > 2) {
    const hardwareType = numberAt(octets, 2, 2);
    return { type: 'll', hardwareType, ...linkLayer(octets.subarray(4), hardwareType) };
  }
  if (code === 4 && rest === 16) return { type: 'uuid', uuid: uuidOf(octets.subarray(2)) };
  return { type: 'unknown', code, data: formatOctets(octets.subarray(2)) };
}

/** The MAC that a DUID-LL or DUID-LLT was made from; the host may have another by now, or may never have had it. */
export function macOfDuid(duid: Duid): Mac | undefined {
  const content = duidContent(duid);
  return content.type === 'll' || content.type === 'llt' ? content.mac : undefined;
}

/** The DUID-LL of an Ethernet interface (section 11.4). */
export function duidLl(mac: Mac): Duid {
  return made([0, 3, 0, 1], bigIntToOctets(macToBigInt(mac), 6));
}

/**
 * The DUID-LLT of an Ethernet interface (section 11.2).
 * @param time in UTC milliseconds; parts of a second are dropped
 * @throws RangeError before the year 2000
 */
export function duidLlt(mac: Mac, time: number): Duid {
  const seconds = Math.floor((time - epoch) / 1000);
  if (!(seconds >= 0)) throw new RangeError('the time of a DUID-LLT cannot be before the year 2000');
  const wrapped = bigIntToOctets(BigInt(seconds % 0x1_0000_0000), 4);
  return made([0, 1, 0, 1], wrapped, bigIntToOctets(macToBigInt(mac), 6));
}

/**
 * The DUID-EN of a vendor (section 11.3).
 * @param enterprise the vendor's IANA private enterprise number
 * @param identifier 1 to 124 octets that the vendor gives out once
 * @throws RangeError where the number or the length does not fit
 */
export function duidEn(enterprise: number, identifier: Uint8Array): Duid {
  if (identifier.length < 1 || identifier.length > 124)
    throw new RangeError('the identifier has 1 to 124 octets');
  if (!Number.isInteger(enterprise)) throw new RangeError(`${enterprise} is no enterprise number`);
  return made([0, 2], bigIntToOctets(BigInt(enterprise), 4), identifier);
}

/**
 * The DUID-UUID of a machine (section 11.5, RFC 6355).
 * @throws ParseError where the text is no UUID
 */
export function duidUuid(uuid: string): Duid {
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(uuid)) {
    throw new ParseError('a UUID', uuid, 0, '8, 4, 4, 4 and 12 hexadecimal digits with dashes were expected');
  }
  return made([0, 4], bigIntToOctets(BigInt(`0x${uuid.replaceAll('-', '')}`), 16));
}

function made(...parts: (readonly number[] | Uint8Array)[]): Duid {
  return formatOctets(Uint8Array.from(parts.flatMap((part) => [...part]))) as Duid;
}

function numberAt(octets: Uint8Array, from: number, length: number): number {
  return Number(octetsToBigInt(octets.subarray(from, from + length)));
}

/** Hardware type 1 is Ethernet, 6 the networks of IEEE 802 (Wi-Fi among them): both have addresses of 48 bits. */
function linkLayer(octets: Uint8Array, hardwareType: number): { linkLayer: string; mac: Mac | undefined } {
  const text = formatOctets(octets);
  const hasMac = octets.length === 6 && (hardwareType === 1 || hardwareType === 6);
  return { linkLayer: text, mac: hasMac ? parseMac(text) : undefined };
}

function uuidOf(octets: Uint8Array): string {
  return formatOctets(octets)
    .replaceAll(':', '')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
