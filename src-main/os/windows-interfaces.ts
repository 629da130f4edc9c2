import type { InterfaceAddressInfo, NetworkInterface } from '../../src-core/api/interfaces.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import { bitsOf, family, tryParseAddress } from '../../src-core/net/address.ts';
import { isMulticast, kindOf } from '../../src-core/net/kind.ts';
import { macOfEui64, tryParseMac, type Mac } from '../../src-core/net/mac.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { lengthOf, networkOf, tryParsePrefix } from '../../src-core/net/prefix.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { runScript, scriptArgs } from './powershell.ts';
import { integerOf, parseRecords, recordOf, recordsOf, textOf, textsOf, type JsonRecord } from './record.ts';
import { readWritten } from './scoped-text.ts';
import { unusableReason } from './unusable.ts';

/**
 * Windows: five cmdlets in one PowerShell, each with its own try. A sample, shortened:
 *
 * {"interfaces":[{"index":12,"alias":"Ethernet 2","mtu":1500,"connection":1}],
 *  "adapters":[{"index":12,"mac":"02-00-5E-10-00-01","type":6,"medium":14,"virtual":0,"admin":1,"media":1}],
 *  "addresses":[{"index":12,"address":"fe80::5eff:fe10:1%12","length":64,"prefixOrigin":2,"suffixOrigin":4,"state":4,
 *    "valid":922337203685,"preferred":922337203685}],
 *  "routes":[{"index":12,"prefix":"::/0","hop":"fe80::5eff:fe10:fe","metric":16,"protocol":3,"valid":1790}],
 *  "servers":[{"index":12,"servers":["2001:db8:1::53"]}],
 *  "errors":{}}
 */
export function args(): string[] {
  return scriptArgs(`
    $out = [ordered]@{ errors = @{} }
    function Part($name, $script) {
      try { $out[$name] = @(& $script) }
      catch { $out[$name] = @(); $out.errors[$name] = $_.Exception.Message }
    }
    Part 'interfaces' { Get-NetIPInterface | ForEach-Object { [pscustomobject]@{
      index = Number-Of $_ 'InterfaceIndex'; alias = $_.InterfaceAlias
      mtu = Number-Of $_ 'NlMtu'; connection = Number-Of $_ 'ConnectionState' } } }
    Part 'adapters' { Get-NetAdapter -IncludeHidden | ForEach-Object { [pscustomobject]@{
      index = Number-Of $_ 'InterfaceIndex'; alias = $_.Name; mac = $_.MacAddress
      type = Number-Of $_ 'InterfaceType'; medium = Number-Of $_ 'NdisPhysicalMedium'
      virtual = Number-Of $_ 'Virtual'; admin = Number-Of $_ 'InterfaceAdminStatus'
      media = Number-Of $_ 'MediaConnectState' } } }
    Part 'addresses' { Get-NetIPAddress | ForEach-Object { [pscustomobject]@{
      index = Number-Of $_ 'InterfaceIndex'; address = $_.IPAddress; length = Number-Of $_ 'PrefixLength'
      prefixOrigin = Number-Of $_ 'PrefixOrigin'; suffixOrigin = Number-Of $_ 'SuffixOrigin'
      state = Number-Of $_ 'AddressState'
      valid = Number-Of $_ 'ValidLifetime'; preferred = Number-Of $_ 'PreferredLifetime' } } }
    Part 'routes' { Get-NetRoute | ForEach-Object { [pscustomobject]@{
      index = Number-Of $_ 'InterfaceIndex'; prefix = $_.DestinationPrefix; hop = $_.NextHop
      metric = Number-Of $_ 'RouteMetric'; protocol = Number-Of $_ 'Protocol'; valid = Number-Of $_ 'ValidLifetime' } } }
    Part 'servers' { Get-DnsClientServerAddress | ForEach-Object { [pscustomobject]@{
      index = $_.InterfaceIndex; servers = @($_.ServerAddresses) } } }
    ConvertTo-Json -InputObject $out -Depth 4 -Compress
  `);
}

/** ifType of the IANA registry: 24 loopback, 71 IEEE 802.11, 131 tunnel, 23 PPP, 209 bridge, 6 Ethernet. */
const tunnelTypes: ReadonlySet<number> = new Set([23, 131]);

function kindOfAdapter(adapter: JsonRecord | undefined): NetworkInterface['kind'] {
  const type = adapter === undefined ? undefined : integerOf(adapter, 'type');
  if (adapter === undefined || type === undefined) return 'unknown';
  if (type === 24) return 'loopback';
  // NdisPhysicalMedium of ntddndis.h: 1 wireless LAN, 9 native 802.11.
  if (type === 71 || [1, 9].includes(integerOf(adapter, 'medium') ?? 0)) return 'wireless';
  if (tunnelTypes.has(type)) return 'tunnel';
  if (type === 209) return 'bridge';
  if (type !== 6) return 'unknown';
  return integerOf(adapter, 'virtual') === 1 ? 'virtual' : 'ethernet';
}

/** InterfaceAdminStatus: 1 up, 2 down. MediaConnectState: 1 connected, 2 disconnected. ConnectionState: 1 connected. */
function stateOf(rows: readonly JsonRecord[], adapter: JsonRecord | undefined): NetworkInterface['state'] {
  if (adapter !== undefined && integerOf(adapter, 'admin') === 2) return 'down';
  if (rows.some((row) => integerOf(row, 'connection') === 1)) return 'up';
  if (rows.length > 0 || (adapter !== undefined && integerOf(adapter, 'media') === 2)) return 'no-carrier';
  return adapter !== undefined && integerOf(adapter, 'media') === 1 ? 'up' : 'unknown';
}

/** A TimeSpan without end is some 29,000 years; the protocol's own "for ever" is 2^32 - 1 seconds. */
function lifetime(record: JsonRecord, name: string): number | null {
  const seconds = integerOf(record, name);
  return seconds === undefined || seconds < 0 || seconds >= 0xffffffff ? null : seconds;
}

function addressOf(record: JsonRecord, mac: Mac | null): InterfaceAddressInfo | undefined {
  const address = readWritten(textOf(record, 'address') ?? '')?.address;
  const length = integerOf(record, 'length');
  if (address === undefined || length === undefined || length < 0 || length > bitsOf(family(address)))
    return undefined;
  const state = integerOf(record, 'state');
  return {
    address,
    length,
    kind: kindOf(address),
    // PrefixOrigin 4 is a router advertisement, SuffixOrigin 5 a random identifier; public ones have 4 (link).
    temporary: integerOf(record, 'prefixOrigin') === 4 && integerOf(record, 'suffixOrigin') === 5,
    // AddressState: 0 invalid, 1 tentative, 2 duplicate, 3 deprecated, 4 preferred.
    deprecated: state === 3 || state === 0,
    tentative: state === 1 || state === 2,
    eui64: mac !== null && macOfEui64(address) === mac,
    preferredSeconds: lifetime(record, 'preferred'),
    validSeconds: lifetime(record, 'valid'),
  };
}

/** NL_ROUTE_PROTOCOL of nldef.h, as far as hosts have it. */
const protocols: Readonly<Record<number, string>> = {
  1: 'other',
  2: 'local',
  3: 'netmgmt',
  4: 'icmp',
  8: 'rip',
  13: 'ospf',
  14: 'bgp',
  19: 'dhcp',
};

function routesOf(rows: readonly JsonRecord[], zone: Zone): Pick<NetworkInterface, 'prefixes' | 'routers'> {
  const prefixes = new Map<string, NetworkInterface['prefixes'][number]>();
  const routers: NetworkInterface['routers'] = [];
  for (const row of rows) {
    const prefix = tryParsePrefix(textOf(row, 'prefix') ?? '');
    const hop = readWritten(textOf(row, 'hop') ?? '')?.address;
    if (prefix === undefined || hop === undefined) continue;
    const origin = protocols[integerOf(row, 'protocol') ?? 0] ?? 'other';
    const seconds = lifetime(row, 'valid');
    if (kindOf(hop) !== 'unspecified') {
      const metric = integerOf(row, 'metric') ?? null;
      if (lengthOf(prefix) === 0)
        routers.push({ address: hop, zone, origin, metric, lifetimeSeconds: seconds });
    } else if (lengthOf(prefix) > 0 && lengthOf(prefix) < bitsOf(family(networkOf(prefix)))) {
      if (!isMulticast(networkOf(prefix))) prefixes.set(prefix, { prefix, origin, validSeconds: seconds });
    }
  }
  return { prefixes: [...prefixes.values()], routers };
}

/** Windows lists these where it has no server; RFC 3879 took them out of use. */
function isServer(text: string): boolean {
  return !/^fec0:0:0:ffff::[123]$/i.test(text) && tryParseAddress(text.split('%', 1)[0] ?? '') !== undefined;
}

/**
 * Reads the output.
 * @returns the interfaces, and what failed or was not understood
 * @throws ToolError `internal` where it is no JSON, or where neither interfaces nor adapters could be read
 */
export function parse(text: string): {
  interfaces: NetworkInterface[];
  failed: { what: string; reason: string }[];
} {
  const [root = {}] = parseRecords(text, 'PowerShell');
  const errors = recordOf(root, 'errors') ?? {};
  const failed = Object.entries(errors)
    .slice(0, 20)
    .map(([what, reason]) => ({ what: visibleText(what, 40), reason: visibleText(String(reason), 500) }));
  const byIndex = (name: string) =>
    Map.groupBy(recordsOf(root, name), (record) => integerOf(record, 'index') ?? -1);
  const [rows, adapters, addresses, routes, servers] = [
    byIndex('interfaces'),
    byIndex('adapters'),
    byIndex('addresses'),
    byIndex('routes'),
    byIndex('servers'),
  ];
  const indexes = [...new Set([...rows.keys(), ...adapters.keys()])].filter((index) => index > 0);
  if (indexes.length === 0 && failed.length > 0) {
    throw new ToolError('internal', 'PowerShell could tell no interfaces', failed[0]?.reason);
  }
  const interfaces: NetworkInterface[] = [];
  let skipped = 0;
  for (const index of indexes.toSorted((left, right) => left - right)) {
    const zone = attempt(() => parseZone(String(index)));
    if (zone === undefined) continue;
    const own = rows.get(index) ?? [];
    const adapter = adapters.get(index)?.[0];
    const mac = tryParseMac((adapter === undefined ? undefined : textOf(adapter, 'mac')) ?? '') ?? null;
    const found = (addresses.get(index) ?? []).map((record) => addressOf(record, mac));
    skipped += found.filter((address) => address === undefined).length;
    const usable = found.flatMap((address) => address ?? []);
    const loopback = usable.some(({ kind }) => kind === 'loopback');
    const kind = loopback ? 'loopback' : kindOfAdapter(adapter);
    const mtu = own
      .map((row) => integerOf(row, 'mtu'))
      .find((value) => value !== undefined && value <= 0x7fffffff);
    const known = {
      kind,
      state: stateOf(own, adapter),
      addresses: usable,
      multicast: kind !== 'loopback' && kind !== 'tunnel',
    };
    const alias = [...own, ...(adapter === undefined ? [] : [adapter])].map((row) => textOf(row, 'alias'));
    interfaces.push({
      zone,
      index,
      mac,
      mtu: mtu ?? null,
      ...known,
      ...routesOf(routes.get(index) ?? [], zone),
      name: visibleText(alias.find((name) => name !== undefined && name !== '') ?? zone),
      dns: (servers.get(index) ?? []).flatMap((row) => textsOf(row, 'servers')).filter(isServer),
      unusable: unusableReason(known),
    });
  }
  if (skipped > 0) failed.push({ what: 'addresses', reason: `${skipped} entries were not understood` });
  return { interfaces, failed };
}

/** @throws ToolError */
export async function read(signal?: AbortSignal): Promise<ReturnType<typeof parse>> {
  return parse(await runScript(args(), signal));
}
