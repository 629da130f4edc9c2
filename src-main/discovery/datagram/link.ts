import type { NetworkInterface } from '../../../src-core/api/interfaces.ts';
import { family, tryParseAddress, type Address, type Family } from '../../../src-core/net/address.ts';
import { isLinkLocal, kindOf } from '../../../src-core/net/kind.ts';
import {
  containsAddress,
  lastOf,
  lengthOf,
  networkOf,
  prefixFamily,
  prefixOf,
  type Prefix,
} from '../../../src-core/net/prefix.ts';
import type { Zone } from '../../../src-core/net/zone.ts';

/** The most verdicts remembered; they spare the arithmetic for addresses that come again and again. */
const mostVerdicts = 8192;

/** One interface as its datagrams need it: what is ours, and which addresses belong to the link. */
export class Link {
  readonly zone: Zone;
  /** The address to send from, for each family that the interface has; the link-local one for IPv6. */
  readonly sources: ReadonlyMap<Family, Address>;
  readonly #index: string;
  readonly #own: ReadonlySet<Address>;
  readonly #prefixes: readonly Prefix[];
  readonly #verdicts = new Map<Address, boolean>();

  constructor(networkInterface: NetworkInterface) {
    const usable = networkInterface.addresses.filter(({ tentative }) => !tentative);
    this.zone = networkInterface.zone;
    this.#index = String(networkInterface.index);
    this.#own = new Set(usable.map(({ address }) => address));
    this.#prefixes = [
      ...new Set([
        ...usable.map(({ address, length }) => prefixOf(address, length)),
        ...networkInterface.prefixes.map(({ prefix }) => prefix),
      ]),
    ].filter((prefix) => lengthOf(prefix) > 0 && !isHostPrefix(prefix));
    const sources = new Map<Family, Address>();
    const ipv6 = usable.filter(({ address }) => family(address) === 6);
    const first6 = ipv6.find(({ address }) => isLinkLocal(address)) ?? ipv6[0];
    if (first6 !== undefined) sources.set(6, first6.address);
    const ipv4 = usable.filter(({ address }) => family(address) === 4);
    const first4 = ipv4.find(({ address }) => !isLinkLocal(address)) ?? ipv4[0];
    if (first4 !== undefined) sources.set(4, first4.address);
    this.sources = sources;
  }

  /** True for this computer's own addresses on the interface. */
  isOwn(address: Address): boolean {
    return this.#own.has(address);
  }

  /**
   * True for a unicast address that can be a host on this link: link-local, or within an on-link prefix. What a
   * record says of other addresses is not passed on: nothing may be sent to them because a stranger named them.
   */
  isOnLink(address: Address): boolean {
    const known = this.#verdicts.get(address);
    if (known !== undefined) return known;
    const verdict = this.#judge(address);
    if (this.#verdicts.size >= mostVerdicts) this.#verdicts.clear();
    this.#verdicts.set(address, verdict);
    return verdict;
  }

  #judge(address: Address): boolean {
    const kind = kindOf(address);
    if (kind === 'link-local') return true;
    if (kind === 'multicast' || kind === 'loopback' || kind === 'unspecified' || kind === 'broadcast')
      return false;
    return this.#prefixes.some((prefix) => containsAddress(prefix, address) && !isBroadcast(prefix, address));
  }

  /**
   * The sender of a datagram, from what the socket tells (`fe80::1%eth0`); undefined where it came from another link.
   * @param ownSocket true where the socket is bound to an address of this interface. One that is bound to none hears
   *   every interface; there an IPv4 link-local sender is taken only where this interface has such an address itself
   */
  sender(text: string, ownSocket: boolean): Address | undefined {
    const at = text.indexOf('%');
    const address = tryParseAddress(at < 0 ? text : text.slice(0, at));
    if (address === undefined) return undefined;
    if (at >= 0) {
      const zone = text.slice(at + 1);
      if (zone !== this.zone && zone !== this.#index) return undefined;
    }
    if (family(address) === 4 && isLinkLocal(address) && !ownSocket) {
      return this.#prefixes.some((prefix) => containsAddress(prefix, address)) ? address : undefined;
    }
    return this.isOnLink(address) ? address : undefined;
  }
}

/** A prefix of one address says nothing about a link. */
function isHostPrefix(prefix: Prefix): boolean {
  return lengthOf(prefix) === (prefixFamily(prefix) === 4 ? 32 : 128);
}

/** The first and last address of an IPv4 subnet are no hosts (RFC 922), except in /31 (RFC 3021). */
function isBroadcast(prefix: Prefix, address: Address): boolean {
  if (prefixFamily(prefix) === 6 || lengthOf(prefix) > 30) return false;
  return address === networkOf(prefix) || address === lastOf(prefix);
}
