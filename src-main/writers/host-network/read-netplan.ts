import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { readYaml, type YamlEntry, type YamlNode } from '../syntax/yaml.ts';
import type { LeftLine } from '../writer.ts';
import { flagOf, isDefault, millisecondsOf, numberOf, type Found } from './found.ts';

const kinds: Readonly<Record<string, string>> = {
  ethernets: 'ethernet',
  bonds: 'bond',
  bridges: 'bridge',
  vlans: 'vlan',
};

type Unknown = (entry: YamlEntry, why: string) => void;
/** Takes the value of one name; false where the form has no place for it. */
type Takers = Readonly<Record<string, (value: YamlNode) => boolean>>;

/** Reads a file of netplan(5). @throws ToolError bad-input where it has no "network:" */
export function readNetplan(file: SourceFile, found: Found): LeftLine[] {
  const { root, comments } = readYaml(file);
  const left: LeftLine[] = [...comments];
  const unknown: Unknown = ({ line, text }, why) =>
    left.push({ file: file.name, line, text, kind: 'unknown', why });
  const network = entriesOf(root).find(({ name }) => name === 'network');
  if (network === undefined)
    throw new ToolError('bad-input', `${visibleText(file.name)} has no "network:": it is no file of netplan`);
  for (const entry of entriesOf(root))
    if (entry !== network) unknown(entry, 'netplan reads "network:" alone');
  for (const entry of entriesOf(network.value)) {
    const kind = Object.hasOwn(kinds, entry.name) ? kinds[entry.name] : undefined;
    if (kind !== undefined)
      for (const own of entriesOf(entry.value)) readDefinition(found, own, kind, unknown);
    else if (entry.name === 'version' && scalar(entry.value) === '2') continue;
    else if (entry.name === 'renderer' && scalar(entry.value) === 'networkd') continue;
    else unknown(entry, `the form has no "${entry.name}"`);
  }
  return left;
}

function entriesOf(node: YamlNode): readonly YamlEntry[] {
  return node.kind === 'map' ? node.entries : [];
}

function scalar(node: YamlNode): string | undefined {
  return node.kind === 'scalar' ? node.text : undefined;
}

/** The texts of a list of scalars; undefined for anything else. */
function texts(node: YamlNode): string[] | undefined {
  if (node.kind !== 'list') return undefined;
  const all = node.items.flatMap((item) => scalar(item) ?? []);
  return all.length === node.items.length ? all : undefined;
}

function take(entries: readonly YamlEntry[], takers: Takers, unknown: Unknown): void {
  for (const entry of entries) {
    const taker = Object.hasOwn(takers, entry.name) ? takers[entry.name] : undefined;
    if (taker === undefined) unknown(entry, `the form has no "${entry.name}" here`);
    else if (!taker(entry.value)) unknown(entry, `the form cannot hold this "${entry.name}"`);
  }
}

function readDefinition(found: Found, entry: YamlEntry, kind: string, unknown: Unknown): void {
  const { kind: shape } = entry.value;
  if (shape !== 'map' && scalar(entry.value) !== '')
    unknown(entry, 'expected names and values here; aliases are not followed');
  const one = found.interface(entry.name);
  const { fields } = one;
  fields['kind'] = kind;
  const set = (field: string, value: unknown) => {
    if (value === undefined) return false;
    fields[field] = value;
    return true;
  };
  const text = (field: string) => (value: YamlNode) => set(field, scalar(value));
  const number = (field: string) => (value: YamlNode) => set(field, numberOf(scalar(value) ?? ''));
  const flag = (field: string) => (value: YamlNode) => set(field, flagOf(scalar(value) ?? ''));
  const time = (field: string) => (value: YamlNode) => set(field, millisecondsOf(scalar(value) ?? '', 'ms'));
  const listed = (list: string[]) => (value: YamlNode) => {
    const all = texts(value);
    list.push(...(all ?? []));
    return all !== undefined;
  };
  const gateway = (value: YamlNode) => {
    const via = scalar(value);
    return via !== undefined && found.gateway(entry.name, via);
  };
  take(
    entriesOf(entry.value),
    {
      id: number('vlanId'),
      link: text('link'),
      interfaces: listed(one.members),
      macaddress: text('mac'),
      mtu: number('mtu'),
      optional: (value) => set('start', flagOf(scalar(value) ?? '') === true ? 'hotplug' : 'boot'),
      'accept-ra': flag('routerAdvertisements'),
      dhcp6: flag('dhcp6'),
      dhcp4: flag('dhcp4'),
      'ipv6-privacy': flag('privacy'),
      addresses: listed(one.addresses),
      gateway6: gateway,
      gateway4: gateway,
      routes: (value) => readRoutes(found, entry.name, value, unknown),
      nameservers: (value) => {
        take(entriesOf(value), { addresses: listed(one.dns), search: listed(one.search) }, unknown);
        return value.kind === 'map';
      },
      parameters: (value) => {
        take(
          entriesOf(value),
          {
            stp: flag('stp'),
            mode: text('bondMode'),
            'mii-monitor-interval': time('miimon'),
            'up-delay': time('upDelay'),
            'down-delay': time('downDelay'),
          },
          unknown,
        );
        return value.kind === 'map';
      },
    },
    unknown,
  );
  // netplan turns spanning tree on where it is not said (netplan(5)).
  if (kind === 'bridge' && fields['stp'] === undefined) fields['stp'] = true;
}

const known: ReadonlySet<string> = new Set(['to', 'via', 'on-link']);
/** Without these a route still leads to the same place; in another table, or from one source alone, it is another route. */
const lesser: ReadonlySet<string> = new Set([
  'metric',
  'mtu',
  'congestion-window',
  'advertised-receive-window',
]);

function readRoutes(found: Found, name: string, list: YamlNode, unknown: Unknown): boolean {
  if (list.kind !== 'list') return false;
  let all = true;
  for (const item of list.items) {
    const entries = entriesOf(item);
    const value = (key: string) => {
      const entry = entries.find((one) => one.name === key);
      return entry && scalar(entry.value);
    };
    const [to, via] = [value('to'), value('via')];
    const taken =
      to !== undefined &&
      via !== undefined &&
      entries.every((entry) => known.has(entry.name) || lesser.has(entry.name)) &&
      (isDefault(to) ? found.gateway(name, via) : found.interface(name).routes.push({ to, via }) > 0);
    if (entries.length === 0) all = false;
    for (const entry of entries)
      if (!taken || !known.has(entry.name)) unknown(entry, 'the form has routes to a prefix via a router');
  }
  return all;
}
