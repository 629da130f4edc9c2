import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tryParsePrefix } from '../net/prefix.ts';
import { addNode, editNodes, moveNode, removeNode } from './edit.ts';
import { nodeRoles, type NodePatch } from './node.ts';
import { checkWhole, findingsByNode, findingsOf, orderedFindings, recheck } from './recheck.ts';
import { checkPlan, rules, type Finding } from './rules.ts';
import { allEntries, descendants, emptyPlan, type Plan } from './tree.ts';

const sorted = (findings: Finding[]) => findings.map((each) => JSON.stringify(each)).toSorted();

const hex = fc.constantFrom('0', '1', '10', 'ff00');
const six = fc
  .tuple(
    fc.constantFrom('2001:db8', '2a00:1', 'fd00:0', 'fec0:0'),
    hex,
    fc.constantFrom(32, 46, 47, 48, 60, 64, 80),
  )
  .map(([start, group, length]) => tryParsePrefix(`${start}:${length > 40 ? group : 0}::/${length}`) ?? null);
const four = fc
  .tuple(fc.constantFrom('10.0', '192.0'), fc.constantFrom(0, 2, 3), fc.constantFrom(16, 23, 24))
  .map(([start, octet, length]) => tryParsePrefix(`${start}.${length > 16 ? octet : 0}.0/${length}`) ?? null);
const patch: fc.Arbitrary<NodePatch> = fc.record(
  {
    ipv6: fc.option(six),
    ipv4: fc.option(four),
    name: fc.constantFrom('a', 'b'),
    // Links more than others: two with one VLAN at one site are to come up in every run.
    role: fc.constantFrom(...nodeRoles, 'lan', 'lan', 'lan', 'lan'),
    site: fc.constantFrom('', 'north'),
    vlan: fc.constantFrom(5, 5, 5, 6, null),
    dynamic: fc.boolean(),
  },
  { requiredKeys: [] },
);
const step = fc.record({
  what: fc.constantFrom('add', 'add', 'add', 'edit', 'move', 'remove', 'keep', 'undo'),
  at: fc.nat(30),
  to: fc.nat(30),
  patch,
});

test('after any steps the same as of the whole plan, and of every rule there was a case', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let checked = checkWhole(emptyPlan('x'));
      const past: Plan[] = [];
      for (const each of steps) {
        const ids = Array.from(allEntries(checked.plan), ({ node }) => node.id);
        const next = attempted(() => apply(checked.plan, ids, each, past));
        if (next === undefined) continue;
        past.push(checked.plan);
        checked = recheck(checked, next);
        const whole = checkPlan(next);
        for (const { rule } of whole) seen.add(rule);
        expect(sorted(findingsOf(checked))).toEqual(sorted(whole));
        const ordered = orderedFindings(checked, findingsByNode(checked));
        expect(sorted(ordered)).toEqual(sorted(whole));
        const places = ordered.map(({ node }) => placesOf(next).get(node) ?? -1);
        expect(places).toEqual(places.toSorted((one, other) => one - other));
      }
      expect(sorted(findingsOf(checkWhole(checked.plan)))).toEqual(sorted(checkPlan(checked.plan)));
    }),
    { numRuns: 300 },
  );
  expect([...seen].toSorted()).toEqual(
    Object.keys(rules)
      .filter((rule) => rule !== 'gateway-outside')
      .toSorted(),
  );
});

function placesOf(plan: Plan): Map<string, number> {
  return new Map([...descendants(plan, null)].map(({ node }, place) => [node.id, place]));
}

function apply(
  plan: Plan,
  ids: readonly string[],
  { what, at, to, patch: fields }: { what: string; at: number; to: number; patch: NodePatch },
  past: readonly Plan[],
): Plan | undefined {
  const id = ids[at % (ids.length || 1)];
  const other = ids[to % (ids.length + 1)] ?? null;
  if (what === 'add') return addNode(plan, { ...fields, parent: other }).plan;
  if (what === 'undo') return past.at(-1);
  if (id === undefined) return undefined;
  if (what === 'edit') return editNodes(plan, [id], fields);
  if (what === 'move') return moveNode(plan, id, other);
  return removeNode(plan, id, what === 'keep' ? 'keep' : 'remove');
}

/** A step that is refused is none. */
function attempted(run: () => Plan | undefined): Plan | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
