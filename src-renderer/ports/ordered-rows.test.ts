import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allAtOnce, orderedRows, type RowOrder } from './ordered-rows.ts';

interface Row {
  readonly name: string;
  readonly number: number;
  readonly at: number;
}

const order = (descending: boolean): RowOrder<Row> => ({
  text: ({ name }) => name,
  key: ({ number }) => number,
  descending,
  address: ({ name }) => name,
  port: ({ at }) => at,
});

const rowsOf = (values: readonly (readonly [string, number])[]): Row[] =>
  values.map(([name, number], at) => ({ name, number, at }));

test('rows come in the order that sorting them at once gives, however many there are', () => {
  const value = fc.tuple(fc.constantFrom('a', 'b', 'B', 'ab'), fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(fc.array(value, { size: 'max', maxLength: 6_000 }), fc.boolean(), (values, descending) => {
      const rows = rowsOf(values);
      const sign = descending ? -1 : 1;
      const expected = rows.toSorted(
        (one, other) =>
          sign * (one.number - other.number) ||
          (one.name < other.name ? -1 : one.name > other.name ? 1 : 0) ||
          one.at - other.at,
      );
      expect(allAtOnce(orderedRows(rows, '', order(descending)))).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

test('a row stays where it holds every word, in whichever case', () => {
  const rows = rowsOf([
    ['Alpha beta', 1],
    ['alpha', 2],
    ['beta', 3],
  ]);
  expect(allAtOnce(orderedRows(rows, 'BETA alpha', order(false))).map(({ number }) => number)).toEqual([1]);
});

test('no step of the work looks at more than a few thousand rows', () => {
  let looks = 0;
  let most = 0;
  const counted: RowOrder<Row> = {
    ...order(false),
    key: ({ number }) => {
      looks++;
      return number;
    },
  };
  const rows = rowsOf(Array.from({ length: 20_000 }, (_, index) => ['x', (index * 7919) % 20_000] as const));
  const steps = orderedRows(rows, '', counted);
  for (let step = steps.next(); step.done !== true; step = steps.next()) {
    most = Math.max(most, looks);
    looks = 0;
  }
  expect(most).toBeLessThanOrEqual(500);
});
