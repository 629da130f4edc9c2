import { parseAddress, type Address } from '../../../../src-core/net/address.ts';
import { ParseError } from '../../../../src-core/net/parse-error.ts';

/** What was typed as a number, or what is wrong with it. */
export type Read<Value> = { readonly value: Value } | { readonly problem: string };

/** A whole number within bounds. */
export function readCount(text: string, least: number, most: number): Read<number> {
  const trimmed = text.trim().replaceAll(',', '');
  const value = Number(trimmed);
  return /^\d{1,12}$/.test(trimmed) && value >= least && value <= most
    ? { value }
    : { problem: `A number from ${least} to ${most}` };
}

/** The length of a prefix, with or without the slash before it. */
export function readLength(text: string, least: number, most: number): Read<number> {
  const trimmed = text.trim().replace(/^\//, '');
  const value = Number(trimmed);
  return /^\d{1,3}$/.test(trimmed) && value >= least && value <= most
    ? { value }
    : { problem: least === most ? `Only /${least} is left` : `A length from /${least} to /${most}` };
}

/** A number without bound, decimal or hexadecimal with 0x. */
export function readBig(text: string): Read<bigint> {
  const trimmed = text.trim().toLowerCase();
  return /^(\d{1,39}|0x[0-9a-f]{1,32})$/.test(trimmed)
    ? { value: BigInt(trimmed) }
    : { problem: 'A number from 0, as 42 or 0x2a' };
}

/** Addresses with spaces or commas between them. */
export function readAddresses(text: string): Read<Address[]> {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  if (words.length > 16) return { problem: 'At most 16 addresses' };
  try {
    return { value: words.map(parseAddress) };
  } catch (error) {
    if (error instanceof ParseError) return { problem: error.message };
    throw error;
  }
}
