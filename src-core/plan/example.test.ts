import { expect, test } from 'vitest';
import { examplePlan } from './example.ts';
import { formatPlan, parsePlan } from './file.ts';
import { checkPlan } from './rules.ts';

test('the example is a plan in order: only its space is that of the documentation', () => {
  const plan = examplePlan();
  expect(checkPlan(plan).map(({ rule, node }) => `${rule} ${node}`)).toEqual([
    'documentation-space provider',
  ]);
  expect(formatPlan(parsePlan(formatPlan(plan)))).toBe(formatPlan(plan));
});
