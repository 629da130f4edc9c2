import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { readStatements, statementText, type Statement } from '../syntax/statements.ts';
import type { LeftLine, ReadValues } from '../writer.ts';
import { forever } from '../forms/router-advertisement-fields.ts';

type Fields = Record<string, unknown>;
/** What a word after the keyword means: a flag, a number, a length of time, or a word. */
type Reading = readonly [field: string, kind: 'flag' | 'number' | 'time' | 'word'];

const interfaceOptions: Readonly<Record<string, Reading>> = {
  IgnoreIfMissing: ['ignoreIfMissing', 'flag'],
  UnicastOnly: ['unicastOnly', 'flag'],
  MinRtrAdvInterval: ['minInterval', 'number'],
  MaxRtrAdvInterval: ['maxInterval', 'number'],
  AdvManagedFlag: ['managed', 'flag'],
  AdvOtherConfigFlag: ['otherConfig', 'flag'],
  AdvDefaultLifetime: ['defaultLifetime', 'number'],
  AdvDefaultPreference: ['preference', 'word'],
  AdvLinkMTU: ['mtu', 'number'],
  AdvCurHopLimit: ['hopLimit', 'number'],
  AdvReachableTime: ['reachableTime', 'number'],
  AdvRetransTimer: ['retransmitTimer', 'number'],
};
const prefixOptions: Readonly<Record<string, Reading>> = {
  AdvOnLink: ['onLink', 'flag'],
  AdvAutonomous: ['autonomous', 'flag'],
  AdvValidLifetime: ['validLifetime', 'time'],
  AdvPreferredLifetime: ['preferredLifetime', 'time'],
  DeprecatePrefix: ['deprecateAtEnd', 'flag'],
  DecrementLifetimes: ['decrementLifetimes', 'flag'],
};
const routeOptions: Readonly<Record<string, Reading>> = {
  AdvRouteLifetime: ['lifetime', 'time'],
  AdvRoutePreference: ['preference', 'word'],
};

/**
 * Reads radvd.conf(5) into the form. What radvd itself takes for its default is the form's default too.
 * @throws ToolError bad-input where braces do not match or no interface is in it
 */
export function read(files: readonly SourceFile[]): ReadValues {
  const left: LeftLine[] = [];
  const interfaces: Fields[] = [];
  for (const file of files) {
    const { statements, comments } = readStatements(file, { comments: ['#'] });
    left.push(...comments);
    const unknown = (statement: Statement, why: string) =>
      left.push({
        file: file.name,
        line: statement.line,
        text: statementText(statement),
        kind: 'unknown',
        why,
      });
    for (const statement of statements) {
      const [keyword, name, ...more] = statement.words;
      if (
        spelt(keyword?.text ?? '') === 'interface' &&
        name !== undefined &&
        more.length === 0 &&
        statement.body !== undefined
      )
        interfaces.push(readInterface(name.text, statement.body, unknown));
      else if (statement.words.length > 0)
        unknown(statement, 'radvd.conf has blocks "interface NAME { … };" only');
    }
  }
  if (interfaces.length === 0) {
    const names = files.map(({ name }) => name).join(', ');
    throw new ToolError('bad-input', `${names} has no "interface NAME { … };": it is no radvd.conf`);
  }
  const newer = interfaces.some(({ nat64 }) => Array.isArray(nat64) && nat64.length > 0);
  left.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
  return { values: { target: newer ? '2.20' : '2.19', interfaces }, left };
}

type Unknown = (statement: Statement, why: string) => void;

function readInterface(name: string, body: readonly Statement[], unknown: Unknown): Fields {
  const fields: Fields = { name };
  const lists: Record<'prefixes' | 'routes' | 'rdnss' | 'dnssl' | 'nat64', Fields[]> = {
    prefixes: [],
    routes: [],
    rdnss: [],
    dnssl: [],
    nat64: [],
  };
  for (const statement of body) {
    const [first = '', ...words] = statement.words.map(({ text }) => text);
    const keyword = spelt(first);
    // Of the blocks, prefixes alone may do without their braces (gram.y of radvd).
    const own = statement.body ?? (words.length === 1 && keyword === 'prefix' ? [] : undefined);
    if (own === undefined) {
      if (keyword === 'AdvSendAdvert') {
        if (words[0]?.toLowerCase() !== 'on')
          unknown(statement, 'without AdvSendAdvert on, radvd is silent there: the form always turns it on');
      } else take(fields, statement, interfaceOptions, unknown);
    } else if (keyword === 'prefix' && own.some(({ words: [word] }) => /^Base6/i.test(word?.text ?? '')))
      unknown(
        statement,
        'radvd makes this prefix of what another interface has: the form has no such prefix',
      );
    else if (keyword === 'prefix')
      lists.prefixes.push(block({ prefix: words[0] }, own, prefixOptions, unknown));
    else if (keyword === 'route') lists.routes.push(block({ prefix: words[0] }, own, routeOptions, unknown));
    else if (keyword === 'RDNSS')
      lists.rdnss.push(block({ addresses: words }, own, { AdvRDNSSLifetime: ['lifetime', 'time'] }, unknown));
    else if (keyword === 'DNSSL')
      lists.dnssl.push(block({ domains: words }, own, { AdvDNSSLLifetime: ['lifetime', 'time'] }, unknown));
    else if (keyword === 'nat64prefix')
      lists.nat64.push(block({ prefix: words[0] }, own, { AdvValidLifetime: ['lifetime', 'time'] }, unknown));
    else unknown(statement, `the form has no "${first}"`);
  }
  return { ...fields, ...lists };
}

const spellings: ReadonlyMap<string, string> = new Map(
  [
    ...Object.keys({ ...interfaceOptions, ...prefixOptions, ...routeOptions }),
    'interface',
    'AdvSendAdvert',
    'prefix',
    'route',
    'RDNSS',
    'AdvRDNSSLifetime',
    'DNSSL',
    'AdvDNSSLLifetime',
    'nat64prefix',
  ].map((word) => [word.toLowerCase(), word]),
);

/** The keyword as radvd.conf(5) spells it: radvd 2.20 takes capitals and small letters for the same. */
function spelt(word: string): string {
  return spellings.get(word.toLowerCase()) ?? word;
}

function block(
  fields: Fields,
  body: readonly Statement[],
  options: Readonly<Record<string, Reading>>,
  unknown: Unknown,
): Fields {
  for (const statement of body) take(fields, statement, options, unknown);
  return fields;
}

/** Reads one `Keyword value;` into the fields. */
function take(
  fields: Fields,
  statement: Statement,
  options: Readonly<Record<string, Reading>>,
  unknown: Unknown,
): void {
  const [first = '', value, ...more] = statement.words.map(({ text }) => text);
  const keyword = spelt(first);
  const reading = Object.hasOwn(options, keyword) ? options[keyword] : undefined;
  if (reading === undefined) return unknown(statement, `the form has no "${first}"`);
  const [field, kind] = reading;
  const found = value === undefined || more.length > 0 ? undefined : valueOf(value, kind);
  if (found === undefined) return unknown(statement, `"${value ?? ''}" is no value of ${keyword}`);
  fields[field] = found;
}

function valueOf(text: string, kind: Reading[1]): unknown {
  const word = text.toLowerCase();
  if (kind === 'flag') return word === 'on' ? true : word === 'off' ? false : undefined;
  if (kind === 'word') return word;
  if (kind === 'time' && word === 'infinity') return forever;
  return /^\d{1,10}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}
