import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineText, nodeFields } from '../../test/support/plans.ts';
import { ToolError } from '../api/errors.ts';
import { fromBigInt } from '../net/address.ts';
import { lengthOf, parsePrefix, prefixAt, prefixFamily, prefixOf } from '../net/prefix.ts';
import { rangeOf } from '../net/ranges.ts';
import { addPlaces, findPlaces, strategyNames } from './allocate.ts';
import { addNode, editNodes, moveNode, removeNode } from './edit.ts';
import { formatPlan, planOf } from './file.ts';
import { beginHistory, record, redo, undo } from './history.ts';
import { importList } from './import-plan.ts';
import { mergeNodes } from './merge-nodes.ts';
import { previewImport } from './merge-import.ts';
import { readNode } from './node.ts';
import { renumber } from './renumber.ts';
import { resizeNode, splitNode } from './resize.ts';
import { childrenOf, descendants, nodeAt, withNodes, type Plan } from './tree.ts';
import { addVlan, editVlan, removeVlan } from './vlans.ts';

const start = planOf('Start', [
  readNode({ id: 'top', ipv6: '2001:db8::/32', ipv4: '10.0.0.0/8', name: 'Top' }, 'node'),
  readNode({ id: 'site', parent: 'top', ipv6: '2001:db8:100::/40', growth6: 36, name: 'Site' }, 'node'),
  readNode({ id: 'lan', parent: 'site', ipv6: '2001:db8:100::/64', ipv4: '10.1.0.0/24' }, 'node'),
]);
/** The same with two halves, so that merging is not left to the chance that something was split just before. */
const withHalves = withNodes(
  start,
  new Map(
    [
      { id: 'pair', parent: 'top', ipv6: '2001:db8:200::/40' },
      { id: 'low', parent: 'pair', ipv6: '2001:db8:200::/41' },
      { id: 'high', parent: 'pair', ipv6: '2001:db8:280::/41' },
    ].map((fields) => [fields.id, readNode(fields, 'node')]),
  ),
);

/** Everything that a person does to a plan, each by two numbers and a node; what is refused is no step. */
const kinds: Record<string, (plan: Plan, id: string, one: number, other: number, text: string) => Plan> = {
  allocate: (plan, parent, one, other) => {
    const request = {
      parent,
      family: 6,
      length: 33 + (one % 32),
      strategy: strategyNames[other % strategyNames.length] ?? 'first',
    } as const;
    return addPlaces(plan, parent, findPlaces(plan, request, 1 + (other % 3)), 'part {n}').plan;
  },
  add: (plan, parent, one, _other, name) =>
    addNode(plan, { parent, name, ipv4: prefixAt(BigInt(one) << 8n, 24, 4) }).plan,
  edit: (plan, id, one, _other, name) => editNodes(plan, [id], { name, notes: name, vlan: 1 + (one % 4094) }),
  move: (plan, id, one) => moveNode(plan, id, nodeOf(plan, one)),
  remove: (plan, id, one) => removeNode(plan, id, one % 2 === 0 ? 'keep' : 'remove'),
  resize: (plan, id, one) => resizeNode(plan, id, 6, 30 + (one % 36)),
  split: (plan, id, one) => {
    const { ipv6 } = nodeAt(plan, id) ?? {};
    return ipv6 == null ? plan : splitNode(plan, id, 6, lengthOf(ipv6) + 1 + (one % 3));
  },
  merge: (plan, parent) =>
    mergeNodes(
      plan,
      childrenOf(plan, parent).map(({ node }) => node.id),
      6,
    ),
  renumber: (plan, id, one) => renumber(plan, id, prefixAt(BigInt(one) << 96n, 32 + (one % 9), 6)).apply(),
  import: (plan, _id, one) =>
    previewImport(
      plan,
      importList(`${prefixOf(fromBigInt(BigInt(one) << 88n, 6), 44)} Imported`, 'x'),
    ).apply(),
  addVlan: (plan, _id, one, _other, site) => addVlan(plan, { vid: 1 + (one % 4094), site }),
  editVlan: (plan, _id, one, _other, name) => {
    const vlan = plan.vlans[one % (plan.vlans.length || 1)];
    return vlan === undefined ? plan : editVlan(plan, vlan, { name });
  },
  removeVlan: (plan, _id, one) => {
    const vlan = plan.vlans[one % (plan.vlans.length || 1)];
    return vlan === undefined ? plan : removeVlan(plan, vlan);
  },
};

function nodeOf(plan: Plan, number: number): string {
  const ids = Array.from(descendants(plan, null), ({ node }) => node.id);
  return ids[number % ids.length] ?? 'none';
}

const step = fc.record({
  kind: fc.constantFrom(...Object.keys(kinds)),
  node: fc.nat(),
  one: fc.nat(0xffff),
  other: fc.nat(0xff),
  text: lineText,
});

const splitIt = { kind: 'split', node: 2, one: 0, other: 0, text: '' };
const mergeIt = { kind: 'merge', node: 2, one: 0, other: 0, text: '' };

test('after any steps, undo gives the bytes of every plan before, and redo those after', () => {
  const done = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let history = beginHistory(withHalves);
      const bytes = [formatPlan(withHalves)];
      for (const { kind, node, one, other, text } of steps) {
        const { plan } = history;
        try {
          const next = kinds[kind]?.(plan, nodeOf(plan, node), one, other, text) ?? plan;
          if (next === plan) continue;
          history = record(history, kind, next);
        } catch (error) {
          // A refusal is an answer; the plan from before is still in hand.
          if (!(error instanceof ToolError)) throw error;
          expect(formatPlan(plan)).toBe(bytes.at(-1));
          continue;
        }
        done.set(kind, (done.get(kind) ?? 0) + 1);
        bytes.push(formatPlan(history.plan));
      }
      const back = [formatPlan(history.plan)];
      while (history.past.length > 0) {
        history = undo(history);
        back.unshift(formatPlan(history.plan));
      }
      expect(back).toEqual(bytes);
      const forth = [formatPlan(history.plan)];
      while (history.future.length > 0) {
        history = redo(history);
        forth.push(formatPlan(history.plan));
      }
      expect(forth).toEqual(bytes);
    }),
    // Chance alone seldom makes neighbours that can be merged.
    { numRuns: 150, examples: [[[splitIt, mergeIt]]] },
  );
  // Every kind of step was really done, and not only refused.
  expect(Object.keys(kinds).filter((kind) => !done.has(kind))).toEqual([]);
});

test('a step after an undo forgets what was undone, and changes nothing else', () => {
  fc.assert(
    fc.property(fc.array(nodeFields, { minLength: 1, maxLength: 8 }), fc.nat(7), (edits, back) => {
      let history = beginHistory(start);
      for (const fields of edits) history = record(history, 'edit', editNodes(history.plan, ['lan'], fields));
      for (let count = 0; count < back; count++) history = undo(history);
      const kept = history.past.length;
      const before = formatPlan(history.plan);
      const added = addNode(history.plan, { parent: 'top', ipv6: parsePrefix('2001:db8:200::/40') }).plan;
      const next = record(history, 'add', added);
      expect([next.past.length, next.future.length]).toEqual([kept + 1, 0]);
      expect(formatPlan(undo(next).plan)).toBe(before);
    }),
  );
});

test('whatever is allocated, in either family, overlaps nothing and lies in its parent', () => {
  const request = fc.record({
    family: fc.constantFrom(4, 6),
    parent: fc.nat(),
    more: fc.integer({ min: 1, max: 10 }),
    strategy: fc.constantFrom(...strategyNames),
    room: fc.nat(3),
    nibble: fc.boolean(),
    count: fc.integer({ min: 1, max: 5 }),
  });
  let placed = 0;
  fc.assert(
    fc.property(fc.array(request, { maxLength: 25 }), (requests) => {
      let plan = start;
      for (const { family, parent: number, more, strategy, room, nibble, count } of requests) {
        const parent = nodeOf(plan, number);
        const node = nodeAt(plan, parent);
        const own = family === 6 ? node?.ipv6 : node?.ipv4;
        if (own == null) continue;
        const length = Math.min(lengthOf(own) + more, family === 6 ? 128 : 32);
        const asked = {
          parent,
          family,
          length,
          strategy,
          growth: Math.max(lengthOf(own), length - room),
          nibble,
        };
        try {
          const places = findPlaces(plan, asked, count);
          plan = addPlaces(plan, parent, places, '{n}').plan;
          placed += places.length;
        } catch (error) {
          if (!(error instanceof ToolError && error.code === 'conflict')) throw error;
        }
      }
      for (const which of [6, 4] as const) {
        for (const above of descendants(plan, null)) {
          const whole = which === 6 ? above.six : above.four;
          const held = childrenOf(plan, above.node.id).flatMap(
            ({ six, four }) => (which === 6 ? six : four) ?? [],
          );
          held.sort((one, other) => (one.heldFirst < other.heldFirst ? -1 : 1));
          for (const [index, extent] of held.entries()) {
            expect(prefixFamily(extent.prefix)).toBe(which);
            expect(rangeOf(extent.prefix).last + 1n).toBe(extent.end);
            if (whole !== undefined)
              expect([extent.heldFirst >= whole.first, extent.heldEnd <= whole.end]).toEqual([true, true]);
            const next = held[index + 1];
            if (next !== undefined) expect(next.heldFirst).toBeGreaterThanOrEqual(extent.heldEnd);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(placed).toBeGreaterThan(100);
});
