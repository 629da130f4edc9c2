import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { tryParseAddress } from '../../../src-core/net/address.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { splitHostPort } from '../syntax/host-port.ts';
import { leftSetting, readSections, type Setting } from '../syntax/sections.ts';
import type { LeftLine, ReadValues } from '../writer.ts';

interface Monitors {
  readonly addresses: string[];
  readonly versions: Set<string>;
  /** What Ceph reads in another way than it was meant, in words. */
  readonly wrong: string[];
}

/**
 * Reads a ceph.conf into the form, and tells what is wrong with it: addresses without brackets, a family that is not
 * bound to.
 * @throws ToolError bad-input where no monitor is in it
 */
export function read(files: readonly SourceFile[]): ReadValues {
  const left: LeftLine[] = [];
  const values: Record<string, unknown> = {};
  let monitors: Monitors = { addresses: [], versions: new Set(), wrong: [] };
  let names: string[] = [];
  let leftNames: LeftLine | undefined;
  let newer = false;
  for (const file of files) {
    const { settings, comments } = readSections(file);
    left.push(...comments);
    const bound = new Map<string, string>();
    let hosts: Setting | undefined;
    for (const setting of settings) {
      // `mon host`, `mon-host` and `mon_host` are the same to Ceph; a comment may end a line.
      const name = setting.name.replaceAll(/[\s-]+/g, '_');
      const value = (setting.value ?? '').replace(/\s+[#;].*$/, '').replace(/^(["'])(.*)\1$/, '$2');
      const taken = (() => {
        if (setting.section !== 'global') return false;
        switch (name) {
          case 'fsid':
            values['fsid'] = value.toLowerCase();
            return true;
          case 'mon_initial_members':
            names = listOf(value);
            leftNames = leftSetting(
              file,
              setting,
              'mon_host has another number of monitors: which name is whose cannot be told',
            );
            return true;
          case 'mon_host':
            monitors = monitorsOf(value);
            hosts = setting;
            return true;
          case 'ms_bind_ipv4':
          case 'ms_bind_ipv6':
            newer ||= name === 'ms_bind_ipv4';
            bound.set(name, value);
            return ['true', 'false'].includes(value);
          case 'public_network':
            values['publicNetworks'] = listOf(value);
            return true;
          case 'cluster_network':
            values['clusterNetworks'] = listOf(value);
            return true;
          default:
            return false;
        }
      })();
      if (!taken) left.push(leftSetting(file, setting, whyNot(setting)));
    }
    if (hosts === undefined) continue;
    const six = monitors.addresses.some((address) => address.includes(':'));
    const wrong = [
      ...monitors.wrong,
      ...(six && bound.get('ms_bind_ipv6') !== 'true'
        ? ['ms_bind_ipv6 = true is missing: daemons bind to IPv4, and heartbeats fail']
        : []),
      ...(!six && bound.get('ms_bind_ipv6') === 'true'
        ? ['ms_bind_ipv6 is true, but the monitors are on IPv4']
        : []),
    ];
    for (const why of wrong) left.push(leftSetting(file, hosts, why));
  }
  if (monitors.addresses.length === 0) {
    const shown = files.map(({ name }) => visibleText(name)).join(', ');
    throw new ToolError('bad-input', `${shown}: no mon_host under [global]: it tells no monitor`);
  }
  const { addresses, versions } = monitors;
  if (leftNames !== undefined && names.length !== addresses.length) left.push(leftNames);
  left.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
  const list = addresses.map((address, index) => ({
    ...(names.length === addresses.length ? { name: names[index] } : {}),
    address,
  }));
  return {
    values: {
      target: newer || versions.size > 0 ? '14' : '13',
      oldProtocol: versions.has('v1') || versions.size === 0,
      ...values,
      monitors: list,
    },
    left,
  };
}

function whyNot({ section, name }: Setting): string {
  return section === 'global' ? `the form has no "${name}"` : `the form has no section [${section}]`;
}

function listOf(value: string): string[] {
  return value.split(/[\s,;]+/).filter((item) => item !== '');
}

/** Splits at commas, but not at those inside of brackets. */
function outerParts(value: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of value) {
    if (character === '[') depth++;
    if (character === ']') depth--;
    if (depth === 0 && /[\s,;]/.test(character)) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part].filter((one) => one !== '');
}

/** The addresses of `[a],[b]` and of `[v2:[a]:3300,v1:[a]:6789],…`. */
function monitorsOf(value: string): Monitors {
  const found: Monitors = { addresses: [], versions: new Set(), wrong: [] };
  for (const part of outerParts(value)) {
    const inner = /^\[(v[12]:.*)\]$/.exec(part)?.[1] ?? part;
    for (const place of outerParts(inner)) {
      const [, version, rest = ''] = /^(?:(v[12]):)?(.*?)(?:\/0)?$/.exec(place) ?? [];
      if (version !== undefined) found.versions.add(version);
      const { host, port } = splitHostPort(rest);
      const standard = version === 'v2' ? [3300] : version === 'v1' ? [6789] : [3300, 6789];
      if (port !== undefined && !standard.includes(port))
        found.wrong.push(`the form has the standard ports alone, not ${port}`);
      if (!rest.startsWith('[') && tryParseAddress(rest)?.includes(':') === true)
        found.wrong.push(`${rest} stands without brackets: Ceph may take its end for a port`);
      if (!found.addresses.includes(host)) found.addresses.push(host);
    }
  }
  return found;
}
