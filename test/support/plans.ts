import fc from 'fast-check';
import { lengthOf, type Prefix } from '../../src-core/net/prefix.ts';
import { planOf } from '../../src-core/plan/file.ts';
import { nodeRoles, nodeStatuses, readNode, type PlanNode } from '../../src-core/plan/node.ts';
import { descendants, type Plan } from '../../src-core/plan/tree.ts';
import { address, prefix4, prefix6 } from './addresses.ts';

/** Text of one line, in which every character that a table, a shell or a spreadsheet gives a meaning comes up. */
export const lineText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...`a'"=+-@,; |#é(7)\u00a0\ufeff`), maxLength: 8 }),
  fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter((text) => /^\P{Cc}*$/u.test(text) && text.length <= 255),
);

/** Text of several lines. */
export const linesText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...`a'"=\n\t,; `), maxLength: 8 }),
  lineText,
);

const word = fc.string({ unit: fc.constantFrom(...`a'"=+-@|#é_`), minLength: 1, maxLength: 4 });

/** Words, each once. */
export const words = fc.uniqueArray(word, { maxLength: 3 });

const either = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

/** All that a node says besides where it stands. */
export const nodeFields = fc.record({
  name: lineText,
  role: fc.constantFrom(...nodeRoles),
  status: fc.constantFrom(...nodeStatuses),
  site: lineText,
  vlan: either(fc.integer({ min: 1, max: 4094 })),
  gateways: fc.array(address, { maxLength: 3 }),
  dns: fc.array(address, { maxLength: 3 }),
  tags: words,
  notes: linesText,
  colour: fc.constantFrom('', '#00ff7f'),
  delegates: either(fc.nat(128)),
  dynamic: fc.boolean(),
});

const prefixes = fc
  .tuple(either(prefix6), either(prefix4), fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean())
  .filter(([six, four]) => six !== null || four !== null)
  .map(([ipv6, ipv4, share, grows]) => {
    const growth = (prefix: Prefix | null) =>
      prefix === null || !grows ? null : Math.floor(lengthOf(prefix) * share);
    return { ipv6, ipv4, growth6: growth(ipv6), growth4: growth(ipv4) };
  });

/** Any plan at all: trees of any shape, with prefixes that need not fit into each other. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .array(fc.tuple(nodeFields, prefixes, fc.nat(), fc.boolean()), { maxLength: 12 })
  .map((items) =>
    planOf(
      'Any',
      items.map(([fields, own, under, top], index) =>
        readNode(
          { ...fields, ...own, id: `x.${index}`, parent: top || index === 0 ? null : `x.${under % index}` },
          'node',
        ),
      ),
    ),
  );

/** What each node says, and the prefix above it, without ids: those that an import makes anew. */
export function contentOf(plan: Plan): unknown[] {
  const prefixOf = new Map<string, Prefix | null>();
  const own = ({ ipv6, ipv4 }: PlanNode) => ipv6 ?? ipv4;
  return Array.from(descendants(plan, null), ({ node }) => {
    prefixOf.set(node.id, own(node));
    const { id: _id, parent, ...fields } = node;
    return { ...fields, above: parent === null ? null : prefixOf.get(parent) };
  });
}
