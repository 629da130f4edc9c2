import { tryParseAddress } from '../net/address.ts';
import { bigIntToOctets, parseOctets } from '../net/octets.ts';
import { isGroupMac, macToBigInt, parseMac, type Mac } from '../net/mac.ts';
import { ParseError } from '../net/parse-error.ts';

/** The ports that magic packets are sent to: discard, and echo, which was there first. Cards look at neither. */
export const wakePorts = [9, 7] as const;

/**
 * Reads the MAC of a device that can be woken.
 * @throws ParseError
 */
export function parseWakeMac(text: string): Mac {
  const mac = parseMac(text);
  const why = isGroupMac(mac) ? 'it is the address of a group' : 'no device has it';
  if (isGroupMac(mac) || mac === '00:00:00:00:00:00')
    throw new ParseError('the MAC address of a device', text, 0, why);
  return mac;
}

/**
 * Reads a SecureOn password: six octets as a MAC is written, or four as an IPv4 address is.
 * @throws ParseError whose message does not repeat the password
 */
export function parseSecureOn(text: string): Uint8Array {
  const four = tryParseAddress(text);
  if (four !== undefined && !four.includes(':')) return Uint8Array.from(four.split('.').map(Number));
  const octets = attemptOctets(text);
  if (octets?.length === 6) return octets;
  throw new ParseError(
    'a password',
    '…',
    0,
    'six octets were expected (00:11:22:33:44:55), or four (192.0.2.1)',
  );
}

function attemptOctets(text: string): Uint8Array | undefined {
  try {
    return parseOctets(text, 'a password');
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

/**
 * A magic packet: six octets of ones, the MAC sixteen times, and the password where there is one (AMD, Magic Packet
 * Technology, publication 20213, 1995; SecureOn is an extension of National Semiconductor).
 * @returns 102 octets, and those of the password
 */
export function magicPacket(mac: Mac, password: Uint8Array | null): Uint8Array {
  const octets = bigIntToOctets(macToBigInt(mac), 6);
  const repeated = Array.from({ length: 16 }, () => [...octets]).flat();
  return Uint8Array.from([...Array.from({ length: 6 }, () => 0xff), ...repeated, ...(password ?? [])]);
}
