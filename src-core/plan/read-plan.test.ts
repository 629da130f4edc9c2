import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyPlan } from '../../test/support/plans.ts';
import { formatPlan, parsePlan, planOf } from './file.ts';
import { readNode } from './node.ts';
import { readSteps } from './read-plan.ts';
import { prefixAt } from '../net/prefix.ts';
import type { Plan } from './tree.ts';

function stepsOf(text: string): { readonly steps: number; readonly plan: Plan } {
  const reading = readSteps(text);
  for (let steps = 0; ; steps++) {
    const { done, value } = reading.next();
    if (done === true) return { steps, plan: value };
  }
}

/** What is read of a text, or how it is refused. */
function outcome(text: string): string {
  try {
    return formatPlan(parsePlan(text));
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

const large = formatPlan(
  planOf(
    'Large',
    Array.from({ length: 2500 }, (_, index) =>
      readNode(
        { id: `n${index}`, ipv6: prefixAt(BigInt(index) << 64n, 64, 6), name: `a "quoted" ${index}` },
        'node',
      ),
    ),
  ),
);

test('a large file is read in steps, by its lines and in any other form', () => {
  const byLine = stepsOf(large);
  expect([byLine.steps, formatPlan(byLine.plan)]).toEqual([3, large]);
  for (const form of [
    JSON.stringify(JSON.parse(large)),
    JSON.stringify(JSON.parse(large), null, 2),
    ` ${large}`,
    `${large}\n`,
  ]) {
    const other = stepsOf(form);
    expect([other.steps, formatPlan(other.plan)]).toEqual([3, large]);
  }
});

/** A file and a place in it, where it is cut and joined again: commas, ends of lines, brackets and more of them. */
const mended = fc.record({
  plan: anyPlan,
  at: fc.nat(),
  length: fc.nat(3),
  put: fc.constantFrom(
    '',
    ',',
    '\n',
    ',\n',
    '\n,',
    ']',
    '[',
    '{',
    '}',
    '],"nodes":[',
    '\n]}\n',
    ' ',
    '"',
    '{}',
    'null,',
  ),
});

test('by its lines, what is taken and what is refused is the same as of the whole', () => {
  fc.assert(
    fc.property(mended, ({ plan, at, length, put }) => {
      const text = formatPlan(plan);
      const place = at % text.length;
      const changed = text.slice(0, place) + put + text.slice(place + length);
      // With a blank in front it is no longer in lines, and is taken apart at once; the parser of JSON quotes the blank.
      const same = (file: string) => outcome(file).replace(/(not a plan file: ).*JSON.*/s, '$1no JSON');
      expect(same(changed)).toBe(same(` ${changed}`));
    }),
    { numRuns: 500 },
  );
});
