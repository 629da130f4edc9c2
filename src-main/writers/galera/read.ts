import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { tryParseAddress } from '../../../src-core/net/address.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { splitHostPort } from '../syntax/host-port.ts';
import { leftSetting, readSections, type Setting } from '../syntax/sections.ts';
import type { LeftLine, ReadValues } from '../writer.ts';

/** Settings that every file of the form has, with the values that they then have. */
const constant: Readonly<Record<string, readonly string[]>> = {
  binlog_format: ['row'],
  default_storage_engine: ['innodb'],
  innodb_autoinc_lock_mode: ['2'],
  wsrep_on: ['on', '1', 'true'],
};
/** What the form for 10.1 writes beside them. */
const ofOld: Readonly<Record<string, string>> = {
  query_cache_size: '0',
  query_cache_type: '0',
  innodb_doublewrite: '1',
};

/** What is of the node itself, and not of the cluster. */
const ofNode = new Set([
  'wsrep_node_name',
  'wsrep_node_address',
  'wsrep_sst_receive_address',
  'wsrep_provider_options',
]);

interface NodeFile {
  readonly node: Record<string, unknown>;
  members: readonly string[];
  /** The lines of the node itself, for when no member of the list is known to be this one. */
  readonly lines: LeftLine[];
}

/**
 * Reads the my.cnf of one node or of several into the form.
 * @throws ToolError bad-input where no file has a wsrep_cluster_address
 */
export function read(files: readonly SourceFile[]): ReadValues {
  const left: LeftLine[] = [];
  const common: Record<string, unknown> = {};
  let old = false;
  const nodeFiles = files.map((file): NodeFile => {
    const own: NodeFile = { node: {}, members: [], lines: [] };
    const { settings, comments } = readSections(file);
    left.push(...comments);
    for (const setting of settings) {
      const name = setting.name.replaceAll('-', '_');
      const value = unquoted(setting.value ?? '');
      if (ofOld[name] === value) old = true;
      else if (
        !(constant[name] ?? []).includes(value.toLowerCase()) &&
        !take(name, value, own, common, setting)
      )
        left.push(leftSetting(file, setting, whyNot(setting)));
      else if (ofNode.has(name))
        own.lines.push(leftSetting(file, setting, 'which member of the list this node is cannot be told'));
    }
    return own;
  });
  if (nodeFiles.every(({ members }) => members.length === 0)) {
    const names = files.map(({ name }) => visibleText(name)).join(', ');
    throw new ToolError(
      'bad-input',
      `${names}: no wsrep_cluster_address is in it: it is no node of a cluster`,
    );
  }
  const { nodes, unknown } = nodesOf(joined(nodeFiles));
  left.push(...unknown.flatMap(({ lines }) => lines));
  left.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
  return { values: { target: old ? '10.1' : '10.4', ...common, nodes }, left };
}

/** MariaDB reads several files: those without the members belong to the only file that has them, or to none. */
function joined(files: readonly NodeFile[]): NodeFile[] {
  const [only, ...more] = files.filter(({ members }) => members.length > 0);
  if (only === undefined || more.length > 0)
    // The members come from the first file that is looked at.
    return files.toSorted((one, other) => Number(other.members.length > 0) - Number(one.members.length > 0));
  return [
    {
      node: Object.assign({}, ...files.map(({ node }) => node)),
      members: only.members,
      lines: files.flatMap(({ lines }) => lines),
    },
  ];
}

/** What is said of settings of which a part is taken. */
const inPart: ReadonlyMap<string, string> = new Map([
  ['wsrep_cluster_address', 'the form has the members, and no options behind them'],
  [
    'wsrep_provider_options',
    'of these options the form has gmcast.listen_addr, gmcast.segment and ist.recv_addr alone',
  ],
]);

function whyNot({ section, name }: Setting): string {
  if (name.startsWith('!')) return 'another file is read here: open it as well';
  const part = inPart.get(name.replaceAll('-', '_'));
  if (part !== undefined) return part;
  return section === 'mysqld' || section === 'galera' || section === 'mariadb'
    ? `the form has no "${name}"`
    : 'the form has what the server reads: [mysqld], [mariadb], [galera]';
}

function take(
  name: string,
  value: string,
  own: NodeFile,
  common: Record<string, unknown>,
  { section }: Setting,
): boolean {
  if (!['mysqld', 'galera', 'mariadb', 'server'].includes(section)) return false;
  switch (name) {
    case 'bind_address':
      common['bind'] = value === '*' ? '::' : value;
      return true;
    case 'wsrep_provider':
      common['provider'] = value;
      return true;
    case 'wsrep_cluster_name':
      common['name'] = value;
      return true;
    case 'wsrep_sst_method':
      common['transfer'] = value;
      return true;
    case 'wsrep_cluster_address': {
      // What follows a "?" are options of the provider, as in wsrep_provider_options.
      const [, list, options] = /^gcomm:\/\/([^?]+)(\?.*)?$/.exec(value) ?? [];
      own.members = list?.split(',').map((member) => member.trim()) ?? [];
      return list !== undefined && options === undefined;
    }
    case 'wsrep_node_name':
      own.node['name'] = value;
      return true;
    case 'wsrep_node_address':
      return takePlace(value, 'port', own, common);
    case 'wsrep_sst_receive_address':
      return takePlace(value, 'sstPort', own, common);
    case 'wsrep_provider_options':
      return value
        .split(';')
        .filter((option) => option.trim() !== '')
        .map((option) => takeOption(option.trim(), own, common))
        .every((taken) => taken);
    default:
      return false;
  }
}

/** An address with a port: the same address is in several settings of a node. */
function takePlace(value: string, field: string, own: NodeFile, common: Record<string, unknown>): boolean {
  // Without brackets a bare IPv6 address is what the document warns of: the server takes its end for the port.
  const { host, port } = placeOf(value);
  const before = own.node['address'];
  if (before !== undefined && before !== host) return false;
  own.node['address'] = host;
  if (port !== undefined) common[field] = port;
  return true;
}

function takeOption(option: string, own: NodeFile, common: Record<string, unknown>): boolean {
  const [name = '', value = ''] = option.split(/\s*=\s*/, 2);
  if (name === 'ist.recv_addr') return takePlace(value, 'istPort', own, common);
  if (name === 'gmcast.segment') {
    own.node['segment'] = Number(value);
    return /^\d{1,3}$/.test(value);
  }
  const listen = name === 'gmcast.listen_addr' ? /^tcp:\/\/(.+)$/.exec(value)?.[1] : undefined;
  if (listen === undefined) return false;
  const { host, port } = splitHostPort(listen);
  if (port !== undefined) common['port'] = port;
  return host === '::' || host === '0.0.0.0';
}

function unquoted(text: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(text) ?? /^'((?:[^'\\]|\\.)*)'$/.exec(text);
  return (quoted?.[1] ?? text).replaceAll(/\\(["'\\])/g, '$1');
}

/** A host with its port; an address in the one form that it is compared in. */
function placeOf(text: string): { readonly host: string; readonly port: number | undefined } {
  const { host, port } = splitHostPort(text);
  return { host: tryParseAddress(host) ?? host, port };
}

/**
 * All nodes, in the order of the first list of members; a member without a file has a name and an address at most.
 * @returns the nodes, and the files that are of none of them as far as can be told
 */
function nodesOf(files: readonly NodeFile[]): {
  readonly nodes: Record<string, unknown>[];
  readonly unknown: readonly NodeFile[];
} {
  const members = files[0]?.members ?? [];
  const ownFirst = new Set(files.map((file) => file.members[0])).size === files.length;
  const unknown = [...files];
  const nodes = members.map((member, index) => {
    const { host } = placeOf(member);
    const isAddress = tryParseAddress(host) !== undefined;
    const position = unknown.findIndex(
      ({ node, members: list }) =>
        node['address'] === host ||
        (!isAddress && ownFirst && (files.length > 1 || members.length === 1) && list[0] === member) ||
        (!isAddress && typeof node['name'] === 'string' && host.split('.')[0] === node['name']),
    );
    const [found] = position < 0 ? [] : unknown.splice(position, 1);
    if (found !== undefined) return { ...found.node, ...(isAddress ? {} : { host }) };
    return isAddress ? { name: `node${index + 1}`, address: host } : { name: host.split('.')[0], host };
  });
  return { nodes, unknown };
}
