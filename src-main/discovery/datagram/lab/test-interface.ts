// An interface and a context as tests need them; nothing in the program uses this.
import type { NetworkInterface } from '../../../../src-core/api/interfaces.ts';
import { parseAddress } from '../../../../src-core/net/address.ts';
import { kindOf } from '../../../../src-core/net/kind.ts';
import { parseInterfaceAddress, parsePrefix } from '../../../../src-core/net/prefix.ts';
import { parseZone } from '../../../../src-core/net/zone.ts';
import type { KnownAddress, SourceContext } from '../../source.ts';

/**
 * An interface that is up.
 * @param addresses each with its length: `fe80::1/64`
 * @param prefixes on-link ones beside those of the addresses
 */
export function testInterface(
  zone: string,
  addresses: readonly string[],
  prefixes: readonly string[] = [],
): NetworkInterface {
  return {
    zone: parseZone(zone),
    name: zone,
    index: 7,
    mac: null,
    state: 'up',
    kind: 'ethernet',
    mtu: 1500,
    multicast: true,
    addresses: addresses.map((text) => {
      const { address, length } = parseInterfaceAddress(text);
      return {
        address,
        length,
        kind: kindOf(address),
        temporary: false,
        deprecated: false,
        tentative: false,
        eui64: false,
        preferredSeconds: null,
        validSeconds: null,
      };
    }),
    prefixes: prefixes.map((text) => ({ prefix: parsePrefix(text), origin: 'kernel', validSeconds: null })),
    routers: [],
    dns: [],
    unusable: null,
  };
}

export function knownAddress(text: string): KnownAddress {
  return {
    address: parseAddress(text),
    mac: null,
    confirmed: true,
    proven: false,
    echoes: false,
    self: false,
  };
}

/** A context in which nothing happens by itself; `known` is read anew each time. */
export function testContext(
  networkInterface: NetworkInterface,
  known: readonly KnownAddress[],
  parts: Partial<SourceContext> = {},
): SourceContext {
  return {
    interface: networkInterface,
    signal: new AbortController().signal,
    known: {
      addresses: () => known,
      addressCount: () => known.length,
      isProven: () => false,
      macs: () => [],
      changed: (_zone, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
      quiet: () => Promise.resolve(),
      quietFor: () => 0,
    },
    neighbours: { ready: () => Promise.resolve(), entries: () => [], listen: () => () => undefined },
    probe: () => Promise.resolve(),
    asks: () => false,
    progress: () => undefined,
    note: () => undefined,
    warn: () => undefined,
    ...parts,
  };
}
