import { fromBigInt, parseAddress, toBigInt } from '../../../src-core/net/address.ts';

/** The mask of a length, as IOS writes it: 24 is 255.255.255.0. */
export function ipv4Mask(length: number): string {
  return fromBigInt(((1n << 32n) - 1n) ^ ((1n << BigInt(32 - length)) - 1n), 4);
}

const masks = new Map(Array.from({ length: 33 }, (_, length) => [ipv4Mask(length), length]));

/** The length of a mask; undefined where its bits have a gap or it is none. */
export function maskLength(mask: string): number | undefined {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(mask)
    ? masks.get(fromBigInt(toBigInt(parseAddress(mask)), 4))
    : undefined;
}
