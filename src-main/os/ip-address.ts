import type { InterfaceAddressInfo, NetworkInterface } from '../../src-core/api/interfaces.ts';
import { bitsOf, family, tryParseAddress } from '../../src-core/net/address.ts';
import { kindOf } from '../../src-core/net/kind.ts';
import { macOfEui64, tryParseMac, type Mac } from '../../src-core/net/mac.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';
import {
  flagOf,
  integerOf,
  parseRecords,
  recordOf,
  recordsOf,
  textOf,
  textsOf,
  type JsonRecord,
} from './record.ts';
import { runIp } from './ip.ts';

/**
 * Linux, iproute2: `ip -j -d address`. A sample, shortened:
 *
 * [{"ifindex":3,"link":"eth0","ifname":"eth0.10","flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"mtu":1500,
 *   "operstate":"UP","link_type":"ether","address":"02:00:5e:10:00:01","master":"br0",
 *   "linkinfo":{"info_kind":"vlan","info_data":{"protocol":"802.1Q","id":10},"info_slave_kind":"bridge"},
 *   "addr_info":[{"family":"inet6","local":"2001:db8::5","prefixlen":64,"scope":"global","temporary":true,
 *     "dynamic":true,"valid_life_time":604790,"preferred_life_time":85790}]}]
 *
 * Text output writes `eth0.10@eth0`; in JSON the name stands alone, and is the only thing that is read here.
 */
export function args(): string[] {
  return ['-j', '-d', 'address'];
}

/** An interface as `ip` tells it; routes and name servers come from elsewhere. */
export interface LinuxLink {
  readonly zone: Zone;
  readonly index: number;
  readonly mac: Mac | null;
  readonly state: NetworkInterface['state'];
  readonly kind: NetworkInterface['kind'];
  readonly mtu: number | null;
  readonly multicast: boolean;
  /** The bridge, bond or team that it is a port of. A VRF is none: its members keep their addresses. */
  readonly master: string | null;
  readonly addresses: readonly InterfaceAddressInfo[];
}

/** Kinds that are ports of layer 3 only: their packets are still their own. */
const layer3Masters = new Set(['vrf']);

const kinds: Readonly<Record<string, NetworkInterface['kind']>> = {
  bridge: 'bridge',
  vlan: 'vlan',
  bond: 'bond',
  team: 'bond',
  veth: 'ethernet',
  macvlan: 'ethernet',
  macvtap: 'ethernet',
  ipvlan: 'ethernet',
  dsa: 'ethernet',
  wireguard: 'tunnel',
  sit: 'tunnel',
  gre: 'tunnel',
  gretap: 'tunnel',
  ip6gre: 'tunnel',
  ip6gretap: 'tunnel',
  erspan: 'tunnel',
  ip6erspan: 'tunnel',
  ipip: 'tunnel',
  ip6tnl: 'tunnel',
  vti: 'tunnel',
  vti6: 'tunnel',
  xfrm: 'tunnel',
  ppp: 'tunnel',
  vxlan: 'tunnel',
  geneve: 'tunnel',
  dummy: 'virtual',
  vrf: 'virtual',
  ifb: 'virtual',
};

function kindOfLink(record: JsonRecord, flags: readonly string[]): NetworkInterface['kind'] {
  if (flags.includes('LOOPBACK')) return 'loopback';
  const info = recordOf(record, 'linkinfo');
  const infoKind = info === undefined ? undefined : textOf(info, 'info_kind');
  if (infoKind === 'tun') {
    const data = info === undefined ? undefined : recordOf(info, 'info_data');
    return data !== undefined && textOf(data, 'type') === 'tap' ? 'virtual' : 'tunnel';
  }
  if (infoKind !== undefined)
    return Object.hasOwn(kinds, infoKind) ? (kinds[infoKind] ?? 'unknown') : 'unknown';
  const linkType = textOf(record, 'link_type');
  if (linkType === 'ether') return 'ethernet';
  if (linkType === undefined) return 'unknown';
  return linkType === 'none' || linkType === 'ppp' || flags.includes('POINTOPOINT') ? 'tunnel' : 'unknown';
}

function stateOf(record: JsonRecord, flags: readonly string[]): NetworkInterface['state'] {
  if (!Array.isArray(record['flags'])) return 'unknown';
  if (!flags.includes('UP')) return 'down';
  const operstate = textOf(record, 'operstate');
  // Dormant (RFC 2863): the wire is there, but nobody has been let in by 802.1X or the access point yet.
  const waiting = operstate === 'LOWERLAYERDOWN' || operstate === 'DORMANT';
  return waiting || flags.includes('NO-CARRIER') || !flags.includes('LOWER_UP') ? 'no-carrier' : 'up';
}

/** The kernel writes 2^32 - 1 for "for ever". */
function lifetime(record: JsonRecord, name: string): number | null {
  const seconds = integerOf(record, name);
  return seconds === undefined || seconds < 0 || seconds >= 0xffffffff ? null : seconds;
}

function addressOf(record: JsonRecord, mac: Mac | null): InterfaceAddressInfo | undefined {
  const address = tryParseAddress(textOf(record, 'local') ?? '');
  const length = integerOf(record, 'prefixlen');
  if (address === undefined || length === undefined || length < 0 || length > bitsOf(family(address)))
    return undefined;
  return {
    address,
    length,
    kind: kindOf(address),
    temporary: flagOf(record, 'temporary'),
    deprecated: flagOf(record, 'deprecated'),
    tentative: flagOf(record, 'tentative') || flagOf(record, 'dadfailed'),
    eui64: mac !== null && macOfEui64(address) === mac,
    preferredSeconds: lifetime(record, 'preferred_life_time'),
    validSeconds: lifetime(record, 'valid_life_time'),
  };
}

function masterOf(record: JsonRecord): string | null {
  const info = recordOf(record, 'linkinfo');
  const slaveKind = info === undefined ? undefined : textOf(info, 'info_slave_kind');
  if (slaveKind !== undefined && layer3Masters.has(slaveKind)) return null;
  return textOf(record, 'master') ?? null;
}

/**
 * Reads the output.
 * @returns the links in the system's order, and how many entries could not be understood
 * @throws ToolError `internal` where it is no JSON
 */
export function parse(text: string): { links: LinuxLink[]; skipped: number } {
  const links: LinuxLink[] = [];
  let skipped = 0;
  for (const record of parseRecords(text, 'ip -j address')) {
    if (Object.keys(record).length === 0) continue;
    const zone = attempt(() => parseZone(textOf(record, 'ifname') ?? ''));
    const index = integerOf(record, 'ifindex');
    if (zone === undefined || index === undefined) {
      skipped++;
      continue;
    }
    const flags = textsOf(record, 'flags');
    const kind = kindOfLink(record, flags);
    const mac = kind === 'loopback' ? null : (tryParseMac(textOf(record, 'address') ?? '') ?? null);
    const addresses: InterfaceAddressInfo[] = [];
    for (const entry of recordsOf(record, 'addr_info')) {
      const address = addressOf(entry, mac);
      if (address !== undefined) addresses.push(address);
      else if (Object.keys(entry).length > 0) skipped++;
    }
    links.push({
      zone,
      index,
      mac,
      state: stateOf(record, flags),
      kind,
      mtu: integerOf(record, 'mtu') ?? null,
      multicast: flags.includes('MULTICAST'),
      master: masterOf(record),
      addresses,
    });
  }
  return { links, skipped };
}

/**
 * The links of this computer with their addresses.
 * @throws ToolError; `unsupported` where this `ip` knows no JSON (busybox, or iproute2 before 4.14)
 */
export async function read(signal?: AbortSignal): Promise<ReturnType<typeof parse>> {
  return parse(await runIp(args(), signal));
}
