import { macOrigin, type Mac } from '../../src-core/net/mac.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';

/** Gives the organisation to which the IEEE assigned a MAC's prefix; null where it is in no registry. */
export type VendorLookup = (mac: Mac) => string | null;

let loading: Promise<VendorLookup> | undefined;

/**
 * The IEEE registry (MA-L, MA-M and MA-S) that is shipped with the program. It holds some 54,000 prefixes and takes
 * tens of milliseconds to load, so it is loaded at first need and once.
 */
export function loadVendors(): Promise<VendorLookup> {
  loading ??= import('oui-data', { with: { type: 'json' } }).then(({ default: registry }) =>
    lookupIn(registry),
  );
  return loading;
}

/** A lookup in a registry of upper-case hexadecimal prefixes; the longest (36, 28, then 24 bits) wins. */
export function lookupIn(registry: Readonly<Record<string, string>>): VendorLookup {
  return (mac) => {
    if (macOrigin(mac) !== 'universal') return null;
    const digits = mac.replaceAll(':', '').toUpperCase();
    for (const length of [9, 7, 6]) {
      const entry = registry[digits.slice(0, length)];
      if (entry !== undefined) return visibleText(entry.split('\n')[0] ?? entry, 80);
    }
    return null;
  };
}
