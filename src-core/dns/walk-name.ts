/** RFC 1035 section 3.1: octets of a name with its length octets; and of one label. */
export const largestName = 255;
export const largestLabel = 63;

/**
 * Walks over a name in a message with its compression pointers (RFC 1035 section 4.1.4). Pointers lead backwards only,
 * and are few: a chain of thousands would cost a receiver seconds of work per message.
 * @param label told where each label begins and ends
 * @returns the offset after the name; undefined where it is damaged
 */
export function walkName(
  data: Uint8Array,
  offset: number,
  mostPointers: number,
  label: (start: number, end: number) => void,
): number | undefined {
  let octets = 1;
  let pointers = 0;
  let next = -1;
  let position = offset;
  let earliest = offset;
  while (true) {
    const length = data[position];
    if (length === undefined) return undefined;
    if (length === 0) return next < 0 ? position + 1 : next;
    if (length <= largestLabel) {
      octets += length + 1;
      const end = position + 1 + length;
      if (octets > largestName || end > data.length) return undefined;
      label(position + 1, end);
      position = end;
      continue;
    }
    const low = data[position + 1];
    if (length < 0xc0 || low === undefined) return undefined;
    const target = ((length & 0x3f) << 8) | low;
    pointers++;
    if (target >= earliest || pointers > mostPointers) return undefined;
    if (next < 0) next = position + 2;
    earliest = target;
    position = target;
  }
}
