import { parseAddress } from '../../../../src-core/net/address.ts';
import { parsePrefix, prefixFamily } from '../../../../src-core/net/prefix.ts';
import { nodeRoles, nodeStatuses, type NodePatch } from '../../../../src-core/plan/node.ts';
import { badInput, type Arguments } from '../arguments.ts';
import { parsed } from '../parsed.ts';

/** Options for what is said of a node. "none" takes out what can be left empty. */
export const fieldOptions = {
  name: { value: 'TEXT', help: 'its name' },
  role: { value: 'ROLE', help: nodeRoles.join(', ') },
  status: { value: 'STATUS', help: nodeStatuses.join(', ') },
  site: { value: 'TEXT', help: 'the site, or "none"' },
  vlan: { value: 'N', help: 'the VLAN, 1 to 4094, or "none"' },
  gateway: { value: 'ADDRESS', many: true, help: 'a gateway, or "none"' },
  dns: { value: 'ADDRESS', many: true, help: 'a name server, or "none"' },
  tag: { value: 'WORD', many: true, help: 'a tag, or "none"' },
  notes: { value: 'TEXT', help: 'notes, or "none"' },
  colour: { value: '#RRGGBB', help: 'its colour, or "none"' },
  delegates: { value: 'N', help: 'the length in which a pool hands out its space, or "none"' },
} as const;

/** Options for the prefixes of a node that are given as they are. */
export const prefixOptions = {
  prefix: { value: 'PREFIX', many: true, help: 'its prefix; one of each family for a dual-stack node' },
  'growth-6': { value: 'N', help: 'the length into which its IPv6 prefix may grow, or "none"' },
  'growth-4': { value: 'N', help: 'the length into which its IPv4 prefix may grow, or "none"' },
} as const;

/** What the options say of a node; what is not given is left as it is. @throws ToolError `bad-input` */
export function fieldsFrom(args: Arguments): NodePatch {
  const role = args.oneOf('role', nodeRoles);
  const status = args.oneOf('status', nodeStatuses);
  const text = (option: string) => (args.text(option) === 'none' ? '' : args.text(option));
  const number = (option: string, least: number, most: number) =>
    args.text(option) === 'none' ? null : args.integer(option, least, most);
  const list = <T>(option: string, read: (word: string) => T): T[] | undefined => {
    const given = args.all(option);
    if (given.length === 0) return undefined;
    return given.length === 1 && given[0] === 'none'
      ? []
      : given.map((word) => parsed(`--${option}`, () => read(word)));
  };
  return defined({
    name: text('name'),
    role,
    status,
    site: text('site'),
    vlan: number('vlan', 1, 4094),
    gateways: list('gateway', parseAddress),
    dns: list('dns', parseAddress),
    tags: list('tag', String),
    notes: text('notes'),
    colour: text('colour'),
    delegates: number('delegates', 0, 128),
  });
}

/** The prefixes of --prefix, and their room to grow. @throws ToolError `bad-input` */
export function prefixesFrom(args: Arguments): NodePatch {
  const prefixes = args.all('prefix').map((word) => parsed('--prefix', () => parsePrefix(word)));
  const six = prefixes.filter((prefix) => prefixFamily(prefix) === 6);
  const four = prefixes.filter((prefix) => prefixFamily(prefix) === 4);
  if (six.length > 1 || four.length > 1)
    throw badInput('--prefix: a node has one prefix of each family at most');
  const growth = (option: string, bits: number) =>
    args.text(option) === 'none' ? null : args.integer(option, 0, bits);
  return defined({
    ipv6: six[0],
    ipv4: four[0],
    growth6: growth('growth-6', 128),
    growth4: growth('growth-4', 32),
  });
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what is not given. */
function defined<T extends object>(fields: T): Defined<T> {
  const kept: Defined<T> = {};
  for (const key in fields) {
    const value = fields[key];
    if (isGiven(value)) kept[key] = value;
  }
  return kept;
}

function isGiven<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}
