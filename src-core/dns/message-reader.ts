import { fromBigInt, type Address } from '../net/address.ts';
import { octetsToBigInt } from '../net/octets.ts';
import type { NameLabels } from './name.ts';
import { walkName } from './walk-name.ts';

/** Thrown inside where a message ends too early or holds what cannot be. */
export class DamagedMessage extends Error {}

/** As many as a name of 255 octets has labels: an honest name has a label between two pointers. */
const mostPointers = 127;

/** Reads a part of a message from its beginning to its end; never beyond that. @throws DamagedMessage */
export class MessageReader {
  readonly #data: Uint8Array;
  readonly #end: number;
  offset: number;

  constructor(data: Uint8Array, offset: number, end = data.length) {
    this.#data = data;
    this.#end = Math.min(end, data.length);
    this.offset = offset;
  }

  get left(): number {
    return this.#end - this.offset;
  }

  /** A whole number of so many octets, at most six. */
  number(octets: number): number {
    return this.octets(octets).reduce((value, octet) => value * 256 + octet, 0);
  }

  octets(count: number): Uint8Array {
    if (count > this.left) throw new DamagedMessage('it ends in the middle of a field');
    this.offset += count;
    return this.#data.subarray(this.offset - count, this.offset);
  }

  /** All that is left. */
  rest(): Uint8Array {
    return this.octets(this.left);
  }

  /** A reader of what was read last, from this offset on; names in it may point to what stands before. */
  part(start: number): MessageReader {
    return new MessageReader(this.#data, start, this.offset);
  }

  /** Octets with their number in front of them, in one octet (RFC 1035 section 3.3). */
  counted(): Uint8Array {
    return this.octets(this.number(1));
  }

  address(which: 4 | 6): Address {
    return fromBigInt(octetsToBigInt(this.octets(which === 4 ? 4 : 16)), which);
  }

  name(): NameLabels {
    const labels: Uint8Array[] = [];
    const next = walkName(this.#data, this.offset, mostPointers, (start, end) => {
      labels.push(this.#data.subarray(start, end));
    });
    if (next === undefined || next > this.#end) throw new DamagedMessage('a name in it is damaged');
    this.offset = next;
    return labels;
  }
}
