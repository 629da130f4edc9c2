import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { toBigInt, tryParseAddress } from '../../../src-core/net/address.ts';
import { prefixesOfRange } from '../../../src-core/net/ranges.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { forever } from '../forms/dhcp6-fields.ts';
import { readStatements, statementText, type Statement } from '../syntax/statements.ts';
import type { LeftLine, ReadValues } from '../writer.ts';

type Fields = Record<string, unknown>;
type Unknown = (statement: Statement, why: string) => void;
type Place = 'file' | 'group' | 'shared-network' | 'subnet';

/**
 * Reads dhcpd6.conf into the form.
 * @throws ToolError bad-input where braces do not match, or nothing is in it that the form has
 */
export function read(files: readonly SourceFile[]): ReadValues {
  const left: LeftLine[] = [];
  const values: Fields = {};
  const subnets: Fields[] = [];
  const hosts: Fields[] = [];
  for (const file of files) {
    const { statements, comments } = readStatements(file, { comments: ['#'], alone: ',' });
    left.push(...comments);
    const unknown: Unknown = (statement, why) =>
      left.push({
        file: file.name,
        line: statement.line,
        text: statementText(statement),
        kind: 'unknown',
        why,
      });
    /** @param place what holds the statements: its options are for all that stands in it */
    const walk = (list: readonly Statement[], fields: Fields, place: Place) => {
      for (const statement of list) {
        const [keyword, name] = statement.words.map(({ text }) => text);
        const { body } = statement;
        if (body === undefined) {
          if (place === 'group' || !option(fields, statement, place))
            unknown(statement, `the form has no "${visibleText(keyword ?? '', 60)}" here`);
        } else if (keyword === 'subnet6') {
          const subnet: Fields = { prefix: name, pools: [], prefixPools: [] };
          readSubnet(subnet, body, unknown, walk);
          subnets.push(subnet);
        } else if (keyword === 'host') hosts.push(readHost(name, body, unknown));
        else if (keyword === 'shared-network' || keyword === 'group') {
          unknown(
            { ...statement, body: undefined },
            `what is in this ${keyword} was read as if it stood outside`,
          );
          const shared: Fields = {};
          const first = subnets.length;
          walk(body, shared, keyword);
          // What a subnet does not say by itself it has from its shared network.
          subnets.forEach((subnet, index) => {
            if (index >= first) subnets[index] = { ...shared, ...subnet };
          });
        } else unknown(statement, `the form has no "${visibleText(keyword ?? '', 60)}"`);
      }
    };
    walk(statements, values, 'file');
  }
  if (subnets.length === 0 && hosts.length === 0 && Object.keys(values).length === 0) {
    const names = files.map(({ name }) => visibleText(name)).join(', ');
    throw new ToolError(
      'bad-input',
      `${names} has no subnet6, no host and no option that the form has: is it a dhcpd6.conf?`,
    );
  }
  left.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
  return { values: { ...values, subnets, hosts }, left };
}

/** Reads a statement without braces that may stand everywhere. @returns false where it is none that the form has */
function option(fields: Fields, { words }: Statement, place: Place): boolean {
  const [first, second, ...rest] = words.map(({ text }) => text);
  const keyword = first === 'option' ? `option ${second ?? ''}` : (first ?? '');
  const given = first === 'option' ? rest : words.slice(1).map(({ text }) => text);
  const [only, ...more] = given;
  const put = (field: string, value: unknown): boolean => {
    if (value === undefined || fields[field] !== undefined) return false;
    if (place !== 'file' && ofTheServer.has(field)) return false;
    fields[field] = value;
    return true;
  };
  const single = more.length === 0 ? only : undefined;
  if (Object.hasOwn(numbers, keyword)) return put(numbers[keyword] ?? '', number(single));
  if (keyword === 'option dhcp6.name-servers') return put('dnsServers', items(given));
  if (keyword === 'option dhcp6.domain-search') return put('domainSearch', items(given));
  if (keyword === 'option dhcp6.bootfile-url') return put('bootFile', single);
  if (keyword === 'dhcpv6-lease-file-name') return put('leaseFile', single);
  return false;
}

/** Fields that the form has once, for all subnets. */
const ofTheServer = new Set(['bootFile', 'informationRefresh', 'leaseFile']);

const numbers: Readonly<Record<string, string>> = {
  'default-lease-time': 'validLifetime',
  'preferred-lifetime': 'preferredLifetime',
  'option dhcp-renewal-time': 'renewTimer',
  'option dhcp-rebinding-time': 'rebindTimer',
  'option dhcp6.info-refresh-time': 'informationRefresh',
};

function number(text: string | undefined): number | undefined {
  if (text === 'infinite') return forever;
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

/** Words between commas; undefined where two stand together or one lacks. */
function items(given: readonly string[]): string[] | undefined {
  const list: string[] = [];
  for (const [index, text] of given.entries()) {
    if ((index % 2 === 1) !== (text === ',')) return undefined;
    if (text !== ',') list.push(text);
  }
  return given.length % 2 === 1 ? list : undefined;
}

function readSubnet(
  subnet: Fields & { pools?: unknown; prefixPools?: unknown },
  body: readonly Statement[],
  unknown: Unknown,
  walk: (list: readonly Statement[], fields: Fields, place: Place) => void,
): void {
  const pools: Fields[] = [];
  const prefixPools: Fields[] = [];
  const inside = (list: readonly Statement[]) => {
    for (const statement of list) {
      const [keyword, first, second, ...more] = statement.words.map(({ text }) => text);
      if (statement.body !== undefined && keyword === 'pool6') inside(statement.body);
      else if (statement.body !== undefined) walk([statement], subnet, 'subnet');
      else if (keyword === 'range6') {
        const range = rangeText(first, second);
        if (range === undefined || more.length > 0)
          unknown(statement, 'the form has ranges and prefixes alone');
        else pools.push({ range });
      } else if (keyword === 'prefix6') {
        const found = delegated(first, second, more.join(''));
        if (found.length === 0) unknown(statement, 'expected "prefix6 FIRST LAST /LENGTH"');
        prefixPools.push(...found);
      } else if (!option(subnet, statement, 'subnet'))
        unknown(statement, 'the form does not have this in a subnet');
    }
  };
  inside(body);
  Object.assign(subnet, { pools, prefixPools });
}

function rangeText(first: string | undefined, second: string | undefined): string | undefined {
  if (first === undefined || second === 'temporary') return undefined;
  return second === undefined ? first : `${first}-${second}`;
}

/** The pools of `prefix6 FIRST LAST /LENGTH`: more than one where the two do not bound a prefix. */
function delegated(first: string | undefined, last: string | undefined, length: string): Fields[] {
  const from = tryParseAddress(first ?? '');
  const to = tryParseAddress(last ?? '');
  const delegatedLength = Number(/^\/(\d{1,3})$/.exec(length)?.[1] ?? 'none');
  if (from === undefined || to === undefined || !(delegatedLength >= 1 && delegatedLength <= 128)) return [];
  const begin = toBigInt(from);
  const end = toBigInt(to) + (1n << BigInt(128 - delegatedLength)) - 1n;
  if (end < begin || end >= 1n << 128n) return [];
  return prefixesOfRange({ family: 6, first: begin, last: end }).map((prefix) => ({
    prefix,
    delegatedLength,
  }));
}

function readHost(name: string | undefined, body: readonly Statement[], unknown: Unknown): Fields {
  const prefixes: string[] = [];
  const host: Fields = { name };
  for (const statement of body) {
    const words = statement.words.map(({ text }) => text);
    const last = words.at(-1);
    const begin = statement.body === undefined ? words.slice(0, -1).join(' ') : '';
    const field = Object.hasOwn(hostFields, begin) ? hostFields[begin] : undefined;
    if (begin === 'fixed-prefix6' && last !== undefined) prefixes.push(last);
    else if (field !== undefined && host[field] === undefined) host[field] = last;
    else unknown(statement, 'the form does not have this in a host');
  }
  return { ...host, prefixes };
}

const hostFields: Readonly<Record<string, string>> = {
  'hardware ethernet': 'mac',
  'host-identifier option dhcp6.client-id': 'duid',
  'fixed-address6': 'address',
};
