/**
 * `npm run bench:plan`: a plan of 100,000 nodes is opened, edited, searched and allocated from. Once as a provider has
 * it (regions, sites, customers), once with all nodes right below one, which is the worst. Ends with status 1 where
 * opening takes a second or the median of a step 50 ms.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import {
  addPlaces,
  findNumbered,
  findPlaces,
  strategyNames,
  type AllocationRequest,
} from '../../src-core/plan/allocate.ts';
import { addNode, editNodes, moveNode, removeNode } from '../../src-core/plan/edit.ts';
import { formatPlan, parsePlan, planOf } from '../../src-core/plan/file.ts';
import { beginHistory, record, undo } from '../../src-core/plan/history.ts';
import { readNode, type PlanNode } from '../../src-core/plan/node.ts';
import { compareWithReality } from '../../src-core/plan/reality.ts';
import { checkWhole, findingsOf, recheck } from '../../src-core/plan/recheck.ts';
import { resizeNode } from '../../src-core/plan/resize.ts';
import { search } from '../../src-core/plan/search.ts';
import type { Plan } from '../../src-core/plan/tree.ts';
import { fromBigInt } from '../../src-core/net/address.ts';
import { parsePrefix, prefixAt } from '../../src-core/net/prefix.ts';
import { openInventory } from '../../src-main/inventory/inventory.ts';
import { median, printTable } from './table.ts';

const nodes = 100_000;
const rounds = 9;
const openLimitMs = 1000;
const stepLimitMs = 50;
const compareLimitMs = 200;
const manyLimitMs = 500;
const start = 0x2001_0db8n << 96n;

function node(index: number, length: number, place: bigint, parent: string | null): PlanNode {
  const ipv6 = prefixAt(start + place, length, 6);
  const name = parent === null ? 'Provider' : `Customer ${index} of ${parent}`;
  return readNode({ id: `c${index}`, parent, ipv6, name, status: 'used', tags: ['fibre'] }, 'node');
}

/** 100 sites of a /40, each with 999 customers of a /56 at every second place. */
function provider(): Plan {
  const made = [node(0, 32, 0n, null)];
  for (let site = 0; site < 100; site++) {
    const at = BigInt(site) << 88n;
    made.push(node(made.length, 40, at, 'c0'));
    const parent = `c${made.length - 1}`;
    for (let customer = 0; customer < 999; customer++)
      made.push(node(made.length, 56, at + (BigInt(2 * customer) << 72n), parent));
  }
  return planOf('Provider', made.slice(0, nodes));
}

/** All below one node, a gap after each. */
function flat(): Plan {
  const made = [node(0, 32, 0n, null)];
  while (made.length < nodes) made.push(node(made.length, 56, BigInt(2 * made.length) << 72n, 'c0'));
  return planOf('Flat', made);
}

function time(run: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  });
  return median(times) ?? Infinity;
}

const failed: string[] = [];
for (const [title, plan, parent, child] of [
  ['a provider: 100 sites of 999', provider(), 'c1', 'c500'],
  ['100,000 right below one', flat(), 'c0', 'c500'],
] as const) {
  const file = formatPlan(plan);
  const ask = (strategy: AllocationRequest['strategy'], growth?: number): AllocationRequest => ({
    parent,
    family: 6,
    length: 56,
    strategy,
    ...(growth === undefined ? {} : { growth }),
  });
  const checked = checkWhole(plan);
  const edits: [what: string, plan: Plan][] = [
    ['a name', editNodes(plan, [child], { name: 'x' })],
    ['one added that overlaps', addNode(plan, { parent, ipv6: parsePrefix('2001:db8::/52') }).plan],
    ['one moved', moveNode(plan, child, null)],
    ['one removed', removeNode(plan, child, 'keep')],
  ];
  const hosts = Array.from({ length: 10_000 }, (_, index) =>
    fromBigInt(start + (BigInt(7 * index) << 72n) + 1n, 6),
  );
  const allocate = (request: AllocationRequest) => addPlaces(plan, parent, findPlaces(plan, request), 'new');
  const steps: [what: string, run: () => unknown, limit: number][] = [
    ['open', () => parsePlan(file), openLimitMs],
    ['save', () => formatPlan(plan), openLimitMs],
    ['edit one', () => editNodes(plan, [child], { name: 'x' }), stepLimitMs],
    ['add', () => addNode(plan, { parent, ipv6: parsePrefix('2001:db8:ff00::/56') }), stepLimitMs],
    ['move', () => moveNode(plan, child, null), stepLimitMs],
    ['remove', () => removeNode(plan, child, 'keep'), stepLimitMs],
    ['grow', () => resizeNode(plan, child, 6, 55), stepLimitMs],
    [
      'undo',
      () => undo(record(beginHistory(plan), 'edit', editNodes(plan, [child], { name: 'x' }))),
      stepLimitMs,
    ],
    ['search words', () => search(plan, 'customer 99999'), stepLimitMs],
    ['search words, nothing', () => search(plan, 'no such thing'), stepLimitMs],
    ['search address', () => search(plan, '2001:db8:0:1f00::1'), stepLimitMs],
    ['search prefix', () => search(plan, '2001:db8::/44'), stepLimitMs],
    ['allocate first', () => allocate(ask('first')), stepLimitMs],
    ['allocate best', () => allocate(ask('best')), stepLimitMs],
    ['allocate sparse', () => allocate(ask('sparse')), stepLimitMs],
    ['allocate sparse, room to grow', () => allocate(ask('sparse', 52)), stepLimitMs],
    ['allocate centre', () => allocate(ask('centre')), stepLimitMs],
    ...strategyNames.flatMap((strategy): [string, () => unknown, number][] => [
      [`preview 1,000, ${strategy}`, () => findPlaces(plan, ask(strategy), 1000), stepLimitMs],
      [`preview 10,000, ${strategy}`, () => findPlaces(plan, ask(strategy), 10_000), manyLimitMs],
    ]),
    ['allocate by number', () => findNumbered(plan, ask('first'), 3999n), stepLimitMs],
    [
      '10,000 hosts against the plan',
      () => compareWithReality(plan, { prefixes: [], hosts }),
      compareLimitMs,
    ],
    ['rules, the whole plan', () => findingsOf(checkWhole(plan)), openLimitMs],
    ...edits.map(([what, edited]): [string, () => unknown, number] => [
      `rules after an edit: ${what}`,
      () => findingsOf(recheck(checked, edited)),
      stepLimitMs,
    ]),
  ];
  const rows = steps.map(([what, run, limit]) => {
    const took = time(run);
    if (took >= limit) failed.push(`${title}: ${what}`);
    return [what, `${took.toFixed(1)} ms`, `${limit} ms`];
  });
  printTable(title, ['step', 'median', 'limit'], rows);
}

/** Opens the stored plan as the page does, and stores one step after the other. */
const directory = mkdtempSync(join(tmpdir(), 'linkscope-bench-'));
const inventory = await openInventory({ directory, log: pino({ level: 'silent' }) });
try {
  const { plans } = inventory;
  const whole = provider();
  const { id } = await plans.create(formatPlan(whole));
  const opening: number[] = [];
  const saving: number[] = [];
  for (let revision = 1; revision <= rounds; revision++) {
    let begun = performance.now();
    parsePlan((await plans.read(id)).text);
    opening.push(performance.now() - begun);
    const put = [{ ...node(0, 32, 0n, null), notes: `step ${revision}` }];
    begun = performance.now();
    await plans.save({ id, revision, put, remove: [] });
    saving.push(performance.now() - begun);
  }
  const rows = [
    ['open: read and parse', median(opening) ?? Infinity, openLimitMs] as const,
    ['save one node', median(saving) ?? Infinity, stepLimitMs] as const,
  ].map(([what, took, limit]) => {
    if (took >= limit) failed.push(`stored: ${what}`);
    return [what, `${took.toFixed(1)} ms`, `${limit} ms`];
  });
  printTable('stored in the database: 100 sites of 999', ['step', 'median', 'limit'], rows);
} finally {
  await inventory.close();
  rmSync(directory, { recursive: true });
}
for (const each of failed) console.log(`Too slow: ${each}`);
process.exitCode = failed.length === 0 ? 0 : 1;
