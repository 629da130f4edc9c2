import { lengthForHosts, strategyNames } from '../../../../src-core/plan/allocate.ts';
import {
  addDualPlaces,
  findDualPlaces,
  type DualRequest,
  type FamilyRequest,
} from '../../../../src-core/plan/dual-stack.ts';
import type { Family } from '../../../../src-core/net/address.ts';
import type { NodePatch, PlanNode } from '../../../../src-core/plan/node.ts';
import { badInput, refuseWords, type Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitStatus } from '../statuses.ts';
import { fieldOptions, fieldsFrom } from './node-fields.ts';
import { nodeOf } from './node-of.ts';
import { changeOptions, finishChange, openPlan } from './plan-source.ts';
import { printNodes } from './print-nodes.ts';

/** What a prefix can be for, with its length in each family: RFC 6177, RFC 4291, RFC 6164, RFC 3021. */
const purposes = {
  site: { role: 'site', length: { 6: 48, 4: undefined } },
  customer: { role: 'customer', length: { 6: 56, 4: undefined } },
  lan: { role: 'lan', length: { 6: 64, 4: undefined } },
  'point-to-point': { role: 'point-to-point', length: { 6: 127, 4: 31 } },
  loopback: { role: 'loopback', length: { 6: 128, 4: 32 } },
  host: { role: 'host', length: { 6: 128, 4: 32 } },
} as const;
type Purpose = keyof typeof purposes;
const purposeNames = ['site', 'customer', 'lan', 'point-to-point', 'loopback', 'host'] as const;

function lengthIn(family: Family, args: Arguments, purpose: Purpose | undefined): number {
  const length = args.integer(family === 4 && args.has('length-4') ? 'length-4' : 'length', 0, 128);
  const hosts = args.integer('hosts', 1, 2 ** 31);
  // With both families --length is that of IPv6 alone.
  if (length !== undefined && (family === 6 || args.has('length-4') || args.text('family') !== 'both'))
    return length;
  if (hosts !== undefined) return lengthForHosts(hosts, family);
  const usual = purpose === undefined ? undefined : purposes[purpose].length[family];
  if (usual !== undefined) return usual;
  throw badInput(
    family === 6
      ? `how long? Give --length, --hosts or --for ${purposeNames.join('|')}`
      : 'how long is the IPv4 prefix? Give --hosts or --length-4',
  );
}

function requestFrom(parent: PlanNode, args: Arguments): DualRequest {
  const purpose = args.oneOf('for', purposeNames);
  const given = args.oneOf('family', ['4', '6', 'both']) ?? (parent.ipv6 === null ? '4' : '6');
  const growth = args.integer('growth', 0, 128);
  if (growth !== undefined && given === 'both')
    throw badInput('--growth is a length of one family: it does not go with --family both');
  const of = (family: Family): FamilyRequest => ({
    length: lengthIn(family, args, purpose),
    strategy: args.oneOf('strategy', strategyNames) ?? 'first',
    ...(growth === undefined ? {} : { growth }),
    // Reverse zones of IPv4 are cut by octets: nibbles mean nothing there.
    nibble: args.has('nibble') && family === 6,
  });
  return { parent: parent.id, ipv6: given === '4' ? null : of(6), ipv4: given === '6' ? null : of(4) };
}

export const allocateCommand: Command = {
  usage:
    'FILE|NAME --under NODE (--length N | --hosts N | --for WHAT) [--count N] [--name PATTERN] [--strategy HOW] [--dry-run] [--json] …',
  options: {
    under: { value: 'NODE', help: 'the node whose space is used, by its id, prefix or name' },
    length: { value: 'N', help: 'the length of the new prefix' },
    'length-4': { value: 'N', help: 'with --family both: the length of the IPv4 prefix' },
    hosts: { value: 'N', help: 'a subnet for so many hosts: a /64 in IPv6' },
    for: { value: 'WHAT', help: `the usual length and role: ${purposeNames.join(', ')}` },
    family: { value: '4|6|both', help: 'IPv6 where the node has it; both makes one dual-stack node' },
    count: { value: 'N', help: 'so many at once (1)' },
    strategy: {
      value: 'HOW',
      help: `${strategyNames.join(', ')}: the lowest place (the usual one), the smallest gap, or by RFC 3531`,
    },
    growth: { value: 'N', help: 'keeps the block of this length around each for it to grow' },
    nibble: { help: 'keeps the block up to the next nibble boundary (IPv6)' },
    ...fieldOptions,
    name: { value: 'PATTERN', help: 'the name, in which {n} is the number from 1, {n:3} with leading zeros' },
    ...changeOptions,
  },
  async run(args, context) {
    const [word, ...rest] = args.words;
    refuseWords(rest);
    const count = args.integer('count', 1, 65_536) ?? 1;
    const purpose = args.oneOf('for', purposeNames);
    const fields: NodePatch = {
      ...(purpose === undefined ? {} : { role: purposes[purpose].role }),
      ...fieldsFrom(args),
    };
    const source = await openPlan(word, args, context);
    const parent = nodeOf(source.plan, '--under', args.text('under'));
    const places = findDualPlaces(source.plan, requestFrom(parent, args), count);
    const pattern = args.text('name') ?? (count === 1 ? '' : `${purpose ?? 'subnet'}-{n}`);
    const { plan, nodes } = addDualPlaces(source.plan, parent.id, places, pattern, fields);
    await finishChange(source, plan, args, context);
    await printNodes(
      nodes.map((node) => ({ node, level: 0 })),
      args.has('json'),
      context,
    );
    return exitStatus.success;
  },
};
