import { networkInterfaces } from 'node:os';
import type { InterfaceAddressInfo, NetworkInterface } from '../../src-core/api/interfaces.ts';
import { tryParseAddress } from '../../src-core/net/address.ts';
import { kindOf } from '../../src-core/net/kind.ts';
import { macOfEui64, tryParseMac, type Mac } from '../../src-core/net/mac.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { prefixOf, type Prefix } from '../../src-core/net/prefix.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { unusableReason } from './unusable.ts';

/** What stays unknown with this way of reading, in words. */
export const unknownToFallback =
  'the state, kind and MTU of interfaces, lifetimes and temporary addresses, routers, prefixes learned from ' +
  'router advertisements and name servers are not known, and interfaces without an address are not listed';

type Table = ReturnType<typeof networkInterfaces>;

function macOf(text: string): Mac | null {
  const mac = tryParseMac(text);
  return mac === undefined || mac === '00:00:00:00:00:00' ? null : mac;
}

/** What Node itself knows of the interfaces: those that are up and have an address. */
export function fromNode(table: Table = networkInterfaces()): NetworkInterface[] {
  const interfaces: NetworkInterface[] = [];
  for (const [name, entries = []] of Object.entries(table)) {
    const index = entries.find((entry) => entry.family === 'IPv6')?.scopeid ?? 0;
    // Windows names a zone by its index; the name there may hold spaces.
    const zone = attempt(() => parseZone(process.platform === 'win32' && index > 0 ? String(index) : name));
    if (zone === undefined) continue;
    const mac = macOf(entries[0]?.mac ?? '');
    const addresses: InterfaceAddressInfo[] = [];
    const prefixes = new Set<Prefix>();
    for (const entry of entries) {
      const address = tryParseAddress(entry.address.split('%', 1)[0] ?? '');
      const length = Number(entry.cidr?.split('/')[1] ?? Number.NaN);
      if (address === undefined || !Number.isInteger(length)) continue;
      const unknown = { temporary: false, deprecated: false, tentative: false };
      const eui64 = mac !== null && macOfEui64(address) === mac;
      addresses.push({
        address,
        length,
        kind: kindOf(address),
        ...unknown,
        eui64,
        preferredSeconds: null,
        validSeconds: null,
      });
      if (length < (address.includes(':') ? 128 : 32)) prefixes.add(prefixOf(address, length));
    }
    const internal = entries.some((entry) => entry.internal);
    const known = {
      kind: internal ? 'loopback' : 'unknown',
      state: 'unknown',
      multicast: !internal,
    } as const;
    interfaces.push({
      zone,
      name,
      index,
      mac,
      ...known,
      mtu: null,
      addresses,
      routers: [],
      dns: [],
      prefixes: internal
        ? []
        : [...prefixes].map((prefix) => ({ prefix, origin: 'address', validSeconds: null })),
      unusable: unusableReason({ ...known, addresses }),
    });
  }
  return interfaces;
}
