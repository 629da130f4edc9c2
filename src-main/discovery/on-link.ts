import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import { family, type Address } from '../../src-core/net/address.ts';
import { kindOf } from '../../src-core/net/kind.ts';
import { containsAddress, lengthOf, prefixFamily, prefixOf, type Prefix } from '../../src-core/net/prefix.ts';

/** This computer's IPv6 addresses on the interface that can be used as a source. */
export function ownIpv6Addresses(own: NetworkInterface): NetworkInterface['addresses'] {
  return own.addresses.filter(({ address, tentative }) => family(address) === 6 && !tentative);
}

/** The global and ULA prefixes of the link: from its addresses and from what routers announced; link-local is not listed. */
export function onLinkPrefixes(own: NetworkInterface): Prefix[] {
  const found = new Set<Prefix>();
  for (const { address, length } of ownIpv6Addresses(own)) {
    if (kindOf(address) !== 'link-local' && length <= 126) found.add(prefixOf(address, length));
  }
  for (const { prefix } of own.prefixes) {
    if (
      prefixFamily(prefix) === 6 &&
      lengthOf(prefix) >= 32 &&
      lengthOf(prefix) <= 126 &&
      !prefix.startsWith('fe80:')
    ) {
      found.add(prefix);
    }
  }
  return [...found];
}

/** The IPv4 prefixes of the interface. */
export function ipv4Prefixes(own: NetworkInterface): Prefix[] {
  return own.addresses
    .filter(({ address, length, kind }) => family(address) === 4 && length < 32 && kind !== 'link-local')
    .map(({ address, length }) => prefixOf(address, length));
}

/**
 * The sources to sweep from: the link-local address (null: the system's choice on this interface) and one address of
 * every other prefix. Temporary addresses are not used: they would tell the link which ones are ours.
 */
export function sweepSources(own: NetworkInterface): (Address | null)[] {
  const sources: (Address | null)[] = [];
  const usable = ownIpv6Addresses(own).filter(({ temporary, deprecated }) => !temporary && !deprecated);
  if (ownIpv6Addresses(own).some(({ kind }) => kind === 'link-local')) sources.push(null);
  for (const prefix of onLinkPrefixes(own)) {
    const source = usable.find(({ address }) => containsAddress(prefix, address));
    if (source !== undefined && !sources.includes(source.address)) sources.push(source.address);
  }
  return sources.length === 0 ? [null] : sources;
}
