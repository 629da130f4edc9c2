import { tryParseAddress, type Address } from '../../src-core/net/address.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';

/** One echo reply. */
export interface EchoReply {
  readonly address: Address;
  readonly zone: Zone;
  /** Milliseconds; null where the system tells none. */
  readonly rttMs: number | null;
  readonly sequence: number;
  /** True for a repeated reply of the same address to the same request. */
  readonly duplicate: boolean;
}

/**
 * Reads a line of ping's output by its structure: an address somewhere (with or without its zone), then `seq=` and
 * `time=`, as iputils, BSD and others write it in any language.
 * @param zone the zone of the request, which old versions do not print, and without which the line has none
 */
export function parseEchoLine(line: string, zone: Zone): EchoReply | undefined {
  const text = line.slice(0, 1_000);
  const sequence = /\bicmp_[rs]eq=(\d{1,9})\b/.exec(text)?.[1];
  if (sequence === undefined) return undefined;
  const time = /[ =](\d{1,9}(?:\.\d{1,9})?) ?ms\b/.exec(text)?.[1];
  const duplicate = text.includes('DUP!');
  for (const word of text.split(/[\s(),]+/)) {
    if (!word.includes(':')) continue;
    const [host = '', scope] = word.replace(/:$/, '').split('%', 2);
    // "fe80::1:" ends in a colon that is no part of it, and "fe80::" in two that are.
    const address = tryParseAddress(host) ?? tryParseAddress(`${host}:`);
    if (address === undefined) continue;
    const where = scope === undefined ? zone : (attempt(() => parseZone(scope)) ?? zone);
    const rttMs = time === undefined ? null : Number(time);
    return { address, zone: where, rttMs, sequence: Number(sequence), duplicate };
  }
  return undefined;
}
