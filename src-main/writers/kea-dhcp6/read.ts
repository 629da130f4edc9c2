import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import {
  jsonNodeText,
  plainJson,
  readCommentedJson,
  type JsonEntry,
  type JsonNode,
} from '../syntax/commented-json.ts';
import type { LeftLine, ReadValues } from '../writer.ts';
import { addSubnets, sharedNetworks } from './shared-networks.ts';
import {
  always,
  groups,
  inside,
  mapOf,
  scalar,
  strings,
  type Fields,
  type Leave,
  type Take,
  type Takes,
} from './reading.ts';

/** Options that Kea knows by name (Kea ARM, "List of Standard DHCPv6 Options"). */
const optionCodes: Readonly<Record<string, number>> = {
  preference: 7,
  unicast: 12,
  'sip-server-dns': 21,
  'sip-server-addr': 22,
  'nis-servers': 27,
  'nisp-servers': 28,
  'nis-domain-name': 29,
  'nisp-domain-name': 30,
  'sntp-servers': 31,
  'information-refresh-time': 32,
  'new-posix-timezone': 41,
  'new-tzdb-timezone': 42,
  'bootfile-url': 59,
  'bootfile-param': 60,
  'bcmcs-server-dns': 33,
  'bcmcs-server-addr': 34,
  'geoconf-civic': 36,
  'subscriber-id': 38,
  'pana-agent': 40,
  'v6-lost': 51,
  'capwap-ac-v6': 52,
  'v6-access-domain': 57,
  'sip-ua-cs-list': 58,
  'client-arch-type': 61,
  nii: 62,
  'erp-local-domain-name': 65,
  'rdnss-selection': 74,
  'ipv6-address-andsf': 143,
  'aftr-name': 64,
  'solmax-rt': 82,
  'inf-max-rt': 83,
  'v6-captive-portal': 103,
};

const optionTakes: Takes = {
  name: scalar('name', 'string'),
  code: scalar('code', 'number'),
  data: scalar('data', 'string'),
  'csv-format': scalar('csv', 'boolean'),
  space: scalar('space', 'string'),
};

const options: Take = (fields, node, leave) => {
  if (node.kind !== 'list') return 'expected a list';
  const other: Fields[] = [];
  for (const item of node.items) {
    // The same code means something else in the space of a vendor: nothing of it may be taken.
    if (
      item.kind === 'map' &&
      item.entries.some(({ name, value }) => name === 'space' && plainJson(value) !== 'dhcp6')
    ) {
      leave(item, 'the form has options of the space "dhcp6" alone');
      continue;
    }
    const { name, code: number, data = '', csv = true } = mapOf(item, optionTakes, leave);
    const known =
      typeof name === 'string' && Object.hasOwn(optionCodes, name) ? optionCodes[name] : undefined;
    const code = number ?? (name === 'dns-servers' ? 23 : name === 'domain-search' ? 24 : known);
    const field =
      csv !== true ? undefined : code === 23 ? 'dnsServers' : code === 24 ? 'domainSearch' : undefined;
    if (field !== undefined && typeof data === 'string' && fields[field] === undefined)
      fields[field] = data.split(',').map((part) => part.trim());
    else if (typeof code === 'number') other.push({ code, data, hexadecimal: csv === false });
    else leave(item, 'the form knows no option of this name');
  }
  fields['otherOptions'] = other;
  return undefined;
};

const lifetimes: Takes = {
  'renew-timer': scalar('renewTimer', 'number'),
  'rebind-timer': scalar('rebindTimer', 'number'),
  'preferred-lifetime': scalar('preferredLifetime', 'number'),
  'valid-lifetime': scalar('validLifetime', 'number'),
  'option-data': options,
};

const prefixPoolTakes: Takes = {
  prefix: scalar('network', 'string'),
  'prefix-len': scalar('length', 'number'),
  'delegated-len': scalar('delegatedLength', 'number'),
  'excluded-prefix': scalar('excludedNetwork', 'string'),
  'excluded-prefix-len': scalar('excludedLength', 'number'),
};

function prefixPool({ network, length, excludedNetwork, excludedLength, ...rest }: Fields): Fields {
  const joined = (one: unknown, other: unknown) => `${String(one)}/${String(other)}`;
  const pool = { prefix: joined(network, length), ...rest };
  return excludedNetwork === undefined && excludedLength === undefined
    ? pool
    : { ...pool, excludedPrefix: joined(excludedNetwork, excludedLength) };
}

const subnetTakes: Takes = {
  ...lifetimes,
  id: scalar('id', 'number'),
  subnet: scalar('prefix', 'string'),
  comment: scalar('comment', 'string'),
  interface: scalar('interface', 'string'),
  'interface-id': scalar('interfaceId', 'string'),
  relay: (fields, node, leave) => {
    Object.assign(fields, mapOf(node, { 'ip-addresses': strings('relays') }, leave));
    return undefined;
  },
  'rapid-commit': scalar('rapidCommit', 'boolean'),
  allocator: scalar('allocator', 'string'),
  'pd-allocator': scalar('prefixAllocator', 'string'),
  pools: groups('pools', { pool: scalar('range', 'string') }),
  'pd-pools': groups('prefixPools', prefixPoolTakes, prefixPool),
  reservations: groups('reservations', {
    'hw-address': scalar('mac', 'string'),
    duid: scalar('duid', 'string'),
    hostname: scalar('hostname', 'string'),
    'ip-addresses': strings('addresses'),
    prefixes: strings('prefixes'),
  }),
};

const socketTakes: Takes = {
  'socket-type': always('unix'),
  'socket-name': scalar('controlSocket', 'string'),
};

const outputs: Take = (fields, node, leave) => {
  const [first, ...more] = node.kind === 'list' ? node.items : [];
  if (first === undefined || more.length > 0) return 'the form has one output for each logger';
  Object.assign(fields, mapOf(first, { output: scalar('output', 'string') }, leave));
  return undefined;
};

/** Other names of the sources (Kea ARM, "MAC/Hardware Addresses in DHCPv6"). */
const sourceNames: ReadonlyMap<unknown, string> = new Map([
  ['rfc6939', 'client-link-addr-option'],
  ['rfc4649', 'remote-id'],
  ['rfc4580', 'subscriber-id'],
]);

const leaseFile = inside('leaseDatabase', {
  type: always('memfile'),
  persist: scalar('persist', 'boolean'),
  name: scalar('name', 'string'),
  'lfc-interval': scalar('cleanupInterval', 'number'),
});

const serverTakes: Takes = {
  ...lifetimes,
  'interfaces-config': (fields, node, leave) => {
    const { interfaces } = mapOf(node, { interfaces: strings('interfaces') }, leave);
    const names = Array.isArray(interfaces) ? interfaces.map(String) : [];
    fields['interfaces'] = names.map((text) => {
      const slash = text.indexOf('/');
      return slash < 0 ? { name: text } : { name: text.slice(0, slash), address: text.slice(slash + 1) };
    });
    return undefined;
  },
  'lease-database': (fields, node, leave) => {
    // The name of a database is no name of a file: of another kind nothing may be taken.
    const { type = 'memfile' } = mapOf(node, { type: scalar('type', 'string') }, () => undefined);
    if (type !== 'memfile') return 'the form keeps leases in a file ("memfile") alone';
    return leaseFile(fields, node, leave);
  },
  'control-socket': (fields, node, leave) => {
    Object.assign(fields, mapOf(node, socketTakes, leave));
    return undefined;
  },
  'control-sockets': (fields, node, leave) => {
    const [first, ...more] = node.kind === 'list' ? node.items : [];
    if (first === undefined || more.length > 0) return 'the form has one control socket';
    Object.assign(fields, mapOf(first, socketTakes, leave));
    return undefined;
  },
  'mac-sources': (fields, node) => {
    const why = strings('macSources')(fields, node, () => undefined);
    const found = fields['macSources'];
    if (Array.isArray(found)) fields['macSources'] = found.map((name) => sourceNames.get(name) ?? name);
    return why;
  },
  'reservations-out-of-pool': scalar('reservationsOutOfPool', 'boolean'),
  loggers: groups('loggers', {
    name: scalar('name', 'string'),
    severity: scalar('severity', 'string'),
    debuglevel: scalar('debugLevel', 'number'),
    output_options: outputs,
    'output-options': outputs,
  }),
  subnet6: (fields, node, leave) => {
    if (node.kind !== 'list') return 'expected a list';
    const found = node.items.map((item) => mapOf(item, subnetTakes, leave));
    found.forEach((subnet, index) => {
      const item = node.items[index];
      if (subnet['id'] !== undefined || item?.kind !== 'map') return;
      subnet['id'] = index + 1;
      const name = typeof subnet['prefix'] === 'string' ? subnet['prefix'] : '';
      leave(
        { kind: 'scalar', line: item.line, value: name },
        `it has no "id": Kea before 2.6 counted by itself, and this was ${index + 1}`,
        'subnet',
      );
    });
    addSubnets(fields, found);
    return undefined;
  },
  'shared-networks': sharedNetworks(subnetTakes),
};

/**
 * Reads kea-dhcp6.conf, with Kea's comments, into the form.
 * @throws ToolError bad-input with file and line where it is no JSON, or has no "Dhcp6"
 */
export function read(files: readonly SourceFile[]): ReadValues {
  const left: LeftLine[] = [];
  let server: { file: SourceFile; entry: JsonEntry } | undefined;
  for (const file of files) {
    const { root, comments } = readCommentedJson(file);
    left.push(...comments);
    for (const entry of root.kind === 'map' ? root.entries : []) {
      if (entry.name === 'Dhcp6' && server === undefined) server = { file, entry };
      else
        left.push({
          file: file.name,
          line: entry.line,
          text: `${visibleText(entry.name, 60)}: ${jsonNodeText(entry.value)}`,
          kind: 'unknown',
          why: 'the form is for one "Dhcp6" alone',
        });
    }
  }
  if (server === undefined) {
    const names = files.map(({ name }) => visibleText(name)).join(', ');
    throw new ToolError(
      'bad-input',
      `${names} has no "Dhcp6": it is no configuration of Kea's DHCPv6 server`,
    );
  }
  const { file, entry } = server;
  const leave: Leave = (node, why, name) => {
    const text = name === undefined ? jsonNodeText(node) : `${visibleText(name, 60)}: ${jsonNodeText(node)}`;
    left.push({ file: file.name, line: node.line, text, kind: 'unknown', why });
  };
  const values = mapOf(entry.value, serverTakes, leave);
  left.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
  return { values: { target: targetOf(entry.value), ...values }, left };
}

/** The version that its words belong to; the form's own where nothing tells. */
function targetOf(node: JsonNode): string {
  const names = new Set(node.kind === 'map' ? node.entries.map(({ name }) => name) : []);
  const text = node.kind === 'map' ? node.entries.find(({ name }) => name === 'loggers') : undefined;
  const loggers = text === undefined ? '' : jsonNodeText(text.value);
  if (names.has('control-sockets')) return '3.0';
  if (loggers.includes('output-options')) return names.has('control-socket') ? '2.6' : '3.0';
  if (loggers.includes('output_options') || names.has('control-socket')) return '2.4';
  return '3.0';
}
