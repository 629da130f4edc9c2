import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { readTermcap, type Capability, type TermcapEntry } from '../syntax/termcap.ts';
import type { LeftLine, ReadValues } from '../writer.ts';

type Fields = Record<string, unknown>;
type Leave = (capability: Capability, why: string) => void;

/**
 * Reads rtadvd.conf(5), and the lines of rc.conf(5) that start it, into the form.
 * @throws ToolError bad-input where the grammar is broken, or no interface is in it
 */
export function read(files: readonly SourceFile[]): ReadValues {
  const left: LeftLine[] = [];
  const interfaces = new Map<string, Fields>();
  const started: string[] = [];
  for (const file of files) {
    if (/^\s*rtadvd_[a-z]+=/m.test(file.text)) {
      started.push(...readStart(file, left));
      continue;
    }
    const { entries, comments } = readTermcap(file);
    left.push(...comments);
    const templates = templatesOf(entries);
    const leave: Leave = (capability, why) =>
      left.push({ file: file.name, line: capability.line, text: shown(capability), kind: 'unknown', why });
    for (const entry of entries) {
      if (templates.has(entry)) continue;
      for (const name of entry.names) interfaces.set(name, { name, ...readEntry(entry, entries, leave) });
    }
  }
  for (const name of started) if (!interfaces.has(name)) interfaces.set(name, { name });
  if (interfaces.size === 0) {
    const names = files.map(({ name }) => visibleText(name)).join(', ');
    throw new ToolError('bad-input', `${names} has no entry of an interface: it is no rtadvd.conf`);
  }
  left.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
  return { values: { interfaces: [...interfaces.values()] }, left };
}

function shown({ name, value }: Capability): string {
  if (value === true) return name;
  return typeof value === 'number' ? `${name}#${value}` : `${name}="${visibleText(value)}"`;
}

/** Entries that others refer to by `tc` are no interfaces. */
function templatesOf(entries: readonly TermcapEntry[]): Set<TermcapEntry> {
  const used = new Set(
    entries.flatMap(({ capabilities }) =>
      capabilities.filter(({ name }) => name === 'tc').map(({ value }) => value),
    ),
  );
  return new Set(entries.filter(({ names }) => names.some((name) => used.has(name))));
}

/** The lines of rc.conf(5): assignments of the shell. */
function readStart(file: SourceFile, left: LeftLine[]): string[] {
  const names: string[] = [];
  file.text.split(/\r?\n/).forEach((raw, index) => {
    const text = raw.trim();
    const list = /^rtadvd_interfaces=(?:"([^"$`\\]*)"|([A-Za-z0-9_.]*))$/.exec(text);
    if (list !== null) names.push(...(list[1] ?? list[2] ?? '').split(/\s+/).filter((name) => name !== ''));
    else if (text !== '' && !/^rtadvd_enable="?YES"?$/i.test(text)) {
      const comment = text.startsWith('#');
      left.push({
        file: file.name,
        line: index + 1,
        text: visibleText(text),
        kind: comment ? 'comment' : 'unknown',
        why: comment ? 'a comment' : 'not a line that starts rtadvd',
      });
    }
  });
  return names;
}

const numbers: Readonly<Record<string, string>> = {
  maxinterval: 'maxInterval',
  mininterval: 'minInterval',
  rltime: 'defaultLifetime',
  chlim: 'hopLimit',
  rtime: 'reachableTime',
  retrans: 'retransmitTimer',
  mtu: 'mtu',
};
const flags: Readonly<Record<string, string>> = {
  nolladdr: 'linkLayerAddress',
  noifprefix: 'interfacePrefixes',
};
/** Capabilities that may be numbered, and what the first of each kind begins. */
const inPrefix = ['addr', 'prefixlen', 'pinfoflags', 'vltime', 'pltime', 'vltimedecr', 'pltimedecr'];
const inRoute = ['rtprefix', 'rtplen', 'rtflags', 'rtltime'];
const inList = ['rdnss', 'rdnssltime', 'dnssl', 'dnsslltime'];

function readEntry(entry: TermcapEntry, all: readonly TermcapEntry[], leave: Leave): Fields {
  const fields: Fields = {};
  const groups = new Map<string, Map<string, Capability>>();
  const seen = new Set<string>();
  const take = (of: TermcapEntry, depth: number) => {
    for (const capability of of.capabilities) {
      const { name, value } = capability;
      if (name === 'tc') {
        const other = all.find(({ names }) => names.includes(String(value)));
        if (other === undefined || depth > 10)
          leave(
            capability,
            'the entry it refers to is not in the file: what is left out has the defaults of rtadvd',
          );
        else take(other, depth + 1);
        continue;
      }
      // The first of a name counts (termcap(5)).
      if (seen.has(name)) continue;
      seen.add(name);
      const [, word = '', number = ''] = /^([a-z]+)(\d*)$/i.exec(name) ?? [];
      const kind = inPrefix.includes(word)
        ? 'prefix'
        : inRoute.includes(word)
          ? 'route'
          : inList.includes(word)
            ? 'list'
            : '';
      if (kind !== '') {
        const key = `${kind}${kind === 'list' ? word.slice(0, 5) : ''}:${number}`;
        groups.set(key, (groups.get(key) ?? new Map<string, Capability>()).set(word, capability));
      } else if (Object.hasOwn(numbers, name) && typeof value === 'number') {
        if (name !== 'mtu' || value !== 0) fields[numbers[name] ?? ''] = value;
      } else if (Object.hasOwn(flags, name) && value === true) fields[flags[name] ?? ''] = false;
      else if (name === 'raflags') Object.assign(fields, routerFlags(value));
      else if (name === 'addrs') leave(capability, 'rtadvd counts the prefixes by itself since FreeBSD 8');
      else leave(capability, `the form has no "${name}"`);
    }
  };
  take(entry, 0);
  const of = (kind: string) =>
    [...groups]
      .filter(([key]) => key.startsWith(`${kind}:`))
      .sort(([one], [other]) => place(one) - place(other))
      .map(([, group]) => group);
  return {
    ...fields,
    prefixes: of('prefix').flatMap((group) => prefixOf(group, leave) ?? []),
    routes: of('route').flatMap((group) => routeOf(group, leave) ?? []),
    rdnss: of('listrdnss').flatMap((group) => listOf(group, 'rdnss', 'addresses', leave) ?? []),
    dnssl: of('listdnssl').flatMap((group) => listOf(group, 'dnssl', 'domains', leave) ?? []),
  };
}

/** `addr` comes before `addr0`. */
function place(key: string): number {
  const number = key.slice(key.indexOf(':') + 1);
  return number === '' ? -1 : Number(number);
}

function has(value: Capability['value'] | undefined, letter: string, bit: number): boolean {
  return typeof value === 'string'
    ? value.includes(letter)
    : typeof value === 'number' && (value & bit) !== 0;
}

function preferenceOf(value: Capability['value'] | undefined): string {
  // 01 is high, 11 is low (RFC 4191 section 2.1); letters say it by themselves.
  if (typeof value === 'number')
    return (value & 0x18) === 0x08 ? 'high' : (value & 0x18) === 0x18 ? 'low' : 'medium';
  return has(value, 'h', 0) ? 'high' : has(value, 'l', 0) ? 'low' : 'medium';
}

function routerFlags(value: Capability['value']): Fields {
  return {
    managed: has(value, 'm', 0x80),
    otherConfig: has(value, 'o', 0x40),
    preference: preferenceOf(value),
  };
}

type Group = ReadonlyMap<string, Capability>;

/** The group where its first capability is there; otherwise all of it is left. */
function whole(group: Group, first: string, leave: Leave): string | undefined {
  const value = group.get(first)?.value;
  if (typeof value === 'string') return value;
  for (const capability of group.values()) leave(capability, `there is no "${first}" that it belongs to`);
  return undefined;
}

function prefixOf(group: Group, leave: Leave): Fields | undefined {
  const address = whole(group, 'addr', leave);
  if (address === undefined) return undefined;
  const flagsOf = group.get('pinfoflags')?.value;
  const decrements = [group.get('vltimedecr'), group.get('pltimedecr')];
  const [one, other] = decrements;
  if ((one === undefined) !== (other === undefined) && (one ?? other) !== undefined)
    for (const capability of decrements)
      if (capability !== undefined) leave(capability, 'the form counts both lifetimes down, or none');
  return {
    prefix: `${address}/${String(group.get('prefixlen')?.value ?? 64)}`,
    ...(flagsOf === undefined
      ? {}
      : { onLink: has(flagsOf, 'l', 0x80), autonomous: has(flagsOf, 'a', 0x40) }),
    ...given(group, 'vltime', 'validLifetime'),
    ...given(group, 'pltime', 'preferredLifetime'),
    ...(one !== undefined && other !== undefined ? { decrementLifetimes: true } : {}),
  };
}

function given(group: Group, name: string, field: string): Fields {
  const capability = group.get(name);
  return capability === undefined ? {} : { [field]: capability.value };
}

function routeOf(group: Group, leave: Leave): Fields | undefined {
  const address = whole(group, 'rtprefix', leave);
  if (address === undefined) return undefined;
  return {
    prefix: `${address}/${String(group.get('rtplen')?.value ?? 64)}`,
    preference: preferenceOf(group.get('rtflags')?.value),
    ...given(group, 'rtltime', 'lifetime'),
  };
}

function listOf(group: Group, name: string, field: string, leave: Leave): Fields | undefined {
  const text = whole(group, name, leave);
  return text === undefined
    ? undefined
    : { [field]: text.split(','), ...given(group, `${name}ltime`, 'lifetime') };
}
