import { macOrigin, type Mac } from '../../src-core/net/mac.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';

/** Gives the organisation to which the IEEE assigned a MAC's prefix; null where it is in no registry. */
export type VendorLookup = (mac: Mac) => string | null;

let loading: Promise<VendorLookup> | undefined;

/** The IEEE registry that is shipped with the program (scripts/make-vendors.mjs makes it), loaded at first need. */
export function loadVendors(): Promise<VendorLookup> {
  loading ??= import('../../assets/ieee-registry.txt?raw').then(({ default: lines }) => lookupIn(lines));
  return loading;
}

/** The lengths of the prefixes in hexadecimal digits: MA-S, MA-M, MA-L; the longest that fits is the owner. */
const prefixLengths = [9, 7, 6] as const;

/**
 * A lookup in lines of `PREFIX<tab>organisation`, sorted by prefix. They are searched by halves as they stand: an
 * object of 54,000 entries would take longer to load than a scan takes to find its hosts.
 */
export function lookupIn(lines: string): VendorLookup {
  const starts = lineStarts(lines);
  return (mac) => {
    if (macOrigin(mac) !== 'universal') return null;
    const digits = mac.replaceAll(':', '').toUpperCase();
    for (const length of prefixLengths) {
      const name = find(lines, starts, digits.slice(0, length));
      if (name !== undefined) return visibleText(name, 80);
    }
    return null;
  };
}

function lineStarts(lines: string): Uint32Array {
  const starts: number[] = [];
  for (let at = 0; at < lines.length; at = lines.indexOf('\n', at) + 1) {
    starts.push(at);
    if (!lines.includes('\n', at)) break;
  }
  return Uint32Array.from(starts);
}

function find(lines: string, starts: Uint32Array, prefix: string): string | undefined {
  const wanted = `${prefix}\t`;
  let low = 0;
  let high = starts.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const start = starts[middle] ?? 0;
    const key = lines.slice(start, start + wanted.length);
    if (key === wanted) {
      const end = lines.indexOf('\n', start);
      return lines.slice(start + wanted.length, end < 0 ? undefined : end);
    }
    if (key < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
