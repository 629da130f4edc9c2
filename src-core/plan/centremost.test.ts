import { expect, test } from 'vitest';
import { findPlaces } from './allocate.ts';
import { planOf } from './file.ts';
import { readNode } from './node.ts';

const plan = planOf('test', [readNode({ id: 'all', ipv4: '10.0.0.0/16' }, 'node')]);

/**
 * The order of RFC 3531 section 3.3, step by step as it stands there:
 *
 * 1. the first round takes the bit in the middle, of an even count the one that follows the centre;
 * 2. all combinations of the bits taken so far that have not come yet are given out;
 * 3. another bit is added: in even rounds the one before those taken, in odd rounds the one after;
 * 4. 2 and 3 are repeated until no bit is left.
 *
 * Step 2 does not say in which order the combinations of one round come, and there the sources part, from the tenth
 * number of eight bits on. This program and the ones that count upwards within a round go on with 00100000, 00100100,
 * 00101000; one table, which calls itself unchecked, counts with the bits in the order in which they were added:
 * 00100000, 00101000, 00110000. Both hand out the same numbers in the same round, which is all that the method needs:
 * the borders stay free as long. Counting upwards is also what section 3.2 does with all bits taken.
 */
function centremost(bits: number): number[][] {
  let before = Math.floor(bits / 2);
  let after = before;
  // Bits are counted from the left, from 0; those from `before` up to and without `after` are taken.
  const rounds: number[][] = [[0]];
  const given = new Set([0]);
  for (let round = 1; round <= bits; round++) {
    if (round > 1 && round % 2 === 0) before--;
    else after++;
    const created: number[] = [];
    for (let value = 0; value < 2 ** bits; value++) {
      const digits = value.toString(2).padStart(bits, '0');
      const others = digits.slice(0, before) + digits.slice(after);
      if (!others.includes('1') && !given.has(value)) created.push(value);
    }
    for (const value of created) given.add(value);
    rounds.push(created);
  }
  return rounds;
}

test('centre takes the steps of RFC 3531 section 3.3 for every count of bits', () => {
  for (let bits = 1; bits <= 9; bits++) {
    const order = centremost(bits).flat();
    expect(
      findPlaces(plan, { parent: 'all', family: 4, length: 16 + bits, strategy: 'centre' }, 2 ** bits).map(
        ({ prefix }) => prefix,
      ),
      `${bits} bits`,
    ).toEqual(
      order.map((number) => {
        const value = number * 2 ** (16 - bits);
        return `10.0.${value >> 8}.${value & 255}/${16 + bits}`;
      }),
    );
  }
  // The one table that counts otherwise has the same numbers in each round.
  const columns = [3, 4, 2, 5, 1, 6, 0, 7];
  const table = Array.from({ length: 256 }, (_, count) =>
    columns.reduce((value, place, index) => value | (((count >> index) & 1) << place), 0),
  );
  expect(table.slice(8, 12)).toEqual([0b00100000, 0b00101000, 0b00110000, 0b00111000]);
  let from = 0;
  for (const round of centremost(8)) {
    expect(table.slice(from, from + round.length).toSorted((one, other) => one - other)).toEqual(round);
    from += round.length;
  }
});
