import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { LeftLine, ReadValues } from '../writer.ts';
import { commandsOf, hasBraces, type CommandLine } from './braces.ts';

type Fields = Record<string, unknown>;
type Take = (fields: Fields, value: string) => void;

const put =
  (name: string): Take =>
  (fields, value) =>
    void (fields[name] = value);
const number =
  (name: string): Take =>
  (fields, value) =>
    void (fields[name] = Number(value));
const push =
  (name: string): Take =>
  (fields, value) => {
    const before = fields[name];
    fields[name] = [...(Array.isArray(before) ? before : []), value];
  };
const on =
  (name: string): Take =>
  (fields, value) =>
    void (fields[name] = value !== 'false');
const nothing: Take = () => undefined;

/** What stands behind `set interfaces vxlan NAME`. */
const vxlanLines: readonly (readonly [RegExp, Take])[] = [
  [/^vni (\d+)$/, number('vni')],
  [/^group (\S+)$/, put('group')],
  [/^remote (\S+)$/, push('remotes')],
  [/^mtu (\d+)$/, number('mtu')],
  [/^description (.+)$/, put('description')],
  [/^address (\S+)$/, push('addresses')],
  [/^ip enable-arp-(?:accept|announce)$/, on('arpFlags')],
  [/^ipv6 dup-addr-detect-transmits (1)$/, nothing],
];
/** What stands behind `set service router-advert interface NAME`, or `… ipv6 router-advert` of VyOS 1.1. */
const advertLines: readonly (readonly [RegExp, Take])[] = [
  [/^(?:cur-)?hop-limit (\d+)$/, number('hopLimit')],
  [/^(?:interval max|max-interval) (\d+)$/, number('maxInterval')],
  [/^link-mtu (\d+)$/, nothing],
  [/^managed-flag(?: (true|false))?$/, on('managed')],
  [/^other-config-flag(?: (true|false))?$/, on('otherConfig')],
  [/^name-server (\S+)$/, push('rdnss')],
  [/^dnssl (\S+)$/, push('dnssl')],
  [/^prefix \S+ valid-lifetime (\d+)$/, number('validLifetime')],
  [/^prefix \S+ (?:autonomous|on-link)-flag (true)$/, nothing],
  [/^(?:reachable-time|retrans-timer) (0)$/, nothing],
  [/^send-advert (true)$/, nothing],
];
const underlayLines: readonly (readonly [RegExp, Take])[] = [
  [/^mtu (\d+)$/, number('mtu')],
  [/^address (\S+)$/, put('address')],
  [/^description (.+)$/, put('description')],
];

function takes(forms: readonly (readonly [RegExp, Take])[], fields: Fields, text: string): boolean {
  for (const [form, take] of forms) {
    const found = form.exec(text);
    if (found === null) continue;
    take(fields, found[1] ?? '');
    return true;
  }
  return false;
}

class Reading {
  readonly underlay: Fields = {};
  readonly vxlans = new Map<string, Fields>();
  old = false;
  port: number | undefined;

  /** @param commands all of them: of the interfaces, the one that VXLANs stand on may come after others */
  constructor(commands: readonly string[]) {
    for (const text of commands) {
      const [, name] =
        /^set interfaces vxlan vxlan\d+ (?:link|source-interface) '?([^\s.']+)/.exec(text) ?? [];
      if (name !== undefined) this.underlay['interface'] ??= name;
    }
  }

  take(text: string): boolean {
    const [, name = '', rest = ''] = /^set interfaces vxlan (vxlan\d+) (.+)$/.exec(text) ?? [];
    if (name !== '') return this.#vxlan(name, rest);
    const [, advertised = '', advert = ''] =
      /^set service router-advert interface (vxlan\d+) (.+)$/.exec(text) ?? [];
    if (advertised !== '') return takes(advertLines, this.#advertisements(advertised), advert);
    const [, link, vlan, setting = ''] =
      /^set interfaces (?:ethernet|bonding|bridge) (\w+)(?: vif (\d+))? (.+)$/.exec(text) ?? [];
    if (
      link === undefined ||
      (this.underlay['interface'] !== undefined && this.underlay['interface'] !== link)
    )
      return false;
    this.underlay['interface'] = link;
    if (vlan !== undefined) this.underlay['vlan'] = Number(vlan);
    return takes(underlayLines, this.underlay, setting);
  }

  #fields(name: string): Fields {
    const fields = this.vxlans.get(name) ?? {};
    this.vxlans.set(name, fields);
    return fields;
  }

  #advertisements(name: string): Fields {
    const fields = this.#fields(name);
    const before = fields['advertisements'];
    const own: Fields = typeof before === 'object' && before !== null ? { ...before } : {};
    fields['advertisements'] = own;
    return own;
  }

  #vxlan(name: string, text: string): boolean {
    const fields = this.#fields(name);
    const [, port] = /^(?:remote-)?port (\d+)$/.exec(text) ?? [];
    if (port !== undefined) {
      const same = this.port === undefined || this.port === Number(port);
      if (same) this.port = Number(port);
      return same;
    }
    const [, word, link] = /^(link|source-interface) (\S+)$/.exec(text) ?? [];
    if (link !== undefined) {
      if (word === 'link') this.old = true;
      const [own, vlan] = link.split('.');
      this.underlay['interface'] ??= own;
      if (vlan !== undefined) this.underlay['vlan'] ??= Number(vlan);
      return this.underlay['interface'] === own;
    }
    const [, advert] = /^ipv6 router-advert (.+)$/.exec(text) ?? [];
    if (advert !== undefined) return takes(advertLines, this.#advertisements(name), advert);
    return takes(vxlanLines, fields, text);
  }
}

/** The lines of a file as set commands. */
function linesOf(file: SourceFile): CommandLine[] {
  if (hasBraces(file)) return commandsOf(file);
  return file.text.split(/\r?\n/).map((raw, index) => ({ line: index + 1, text: raw.trim() }));
}

/**
 * Reads the VXLANs from set commands of VyOS, as `show configuration commands` prints them, or from its configuration
 * with braces.
 * @throws ToolError bad-input where no VXLAN is in it, or braces do not match
 */
export function read(files: readonly SourceFile[]): ReadValues {
  const left: LeftLine[] = [];
  const lines = files.flatMap((file) => linesOf(file).map((one) => ({ ...one, file: file.name })));
  const reading = new Reading(lines.map(({ text }) => text));
  for (const { file, line, text } of lines) {
    if (text === '') continue;
    const place = { file, line, text: visibleText(text, 1000) };
    if (/^(?:#|\/\/|\/\*)/.test(text)) left.push({ ...place, kind: 'comment', why: 'a comment' });
    // Only the last word of a command is quoted.
    else if (!reading.take(text.replace(/ '([^']*)'$/, ' $1')))
      left.push({
        ...place,
        kind: 'unknown',
        why: 'it is not about a VXLAN, or the form has no place for it',
      });
  }
  const vxlans = [...reading.vxlans.values()];
  const [first] = vxlans;
  if (first === undefined) {
    const names = files.map(({ name }) => name).join(', ');
    throw new ToolError('bad-input', `${names} has no "interfaces vxlan …": it is no VXLAN of VyOS`);
  }
  const outer = vxlans.flatMap(({ group, remotes }) => [group, ...(Array.isArray(remotes) ? remotes : [])]);
  const four = outer.some((address) => typeof address === 'string' && !address.includes(':'));
  return {
    values: {
      target: reading.old ? '1.1' : '1.4',
      underlay: { ...reading.underlay, family: four ? '4' : '6' },
      ...(reading.port === undefined ? {} : { port: reading.port }),
      vxlans,
    },
    left,
  };
}
