import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prefix4, prefix6 } from '../../test/support/addresses.ts';
import { prefixAt } from '../net/prefix.ts';
import { planOf } from './file.ts';
import { extentIn, readNode } from './node.ts';
import { overlapping } from './overlaps.ts';
import { takersOf } from './tree.ts';

/** A few prefixes that hold each other often, at the ends of the space as well. */
const near = (bits: 32 | 128, which: 4 | 6) =>
  fc
    .tuple(fc.nat(31), fc.integer({ min: 0, max: 6 }), fc.boolean())
    .map(([place, length, low]) =>
      low
        ? prefixAt(BigInt(place), bits - length, which)
        : prefixAt(BigInt(place) << BigInt(bits - 5), length, which),
    );

test.each([
  [6, fc.oneof(near(128, 6), prefix6)],
  [4, fc.oneof(near(32, 4), prefix4)],
] as const)('what overlaps in IPv%i is what shares addresses, in order', (which, prefix) => {
  fc.assert(
    fc.property(fc.array(prefix, { minLength: 1, maxLength: 30 }), (prefixes) => {
      const plan = planOf(
        'x',
        prefixes.map((each, index) =>
          readNode({ id: `n${index}`, ...(which === 6 ? { ipv6: each } : { ipv4: each }) }, 'node'),
        ),
      );
      const takers = takersOf(plan, null, which);
      for (const entry of takers) {
        const extent = extentIn(entry, which);
        if (extent === undefined) throw new Error('a node without its prefix');
        const expected = takers.filter((other) => {
          const taken = extentIn(other, which);
          return taken !== undefined && taken.first < extent.end && extent.first < taken.end;
        });
        expect(overlapping(takers, extent, which)).toEqual(expected);
      }
    }),
  );
});
