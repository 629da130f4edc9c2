import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatPorts } from './port-set.ts';
import { countPorts, formatRanges, readRanges, withoutPorts } from './port-ranges.ts';

it.each([
  ['22', '22', 1],
  ['1-3,5,4', '1-5', 5],
  ['80, 22-25,24-30', '22-30,80', 10],
  ['0-2,65530-99999', '1-2,65530-65535', 8],
  ['9-3', '', 0],
  ['x,,-5,7-,1000000,1', '1', 1],
])('reads %s', (text, list, count) => {
  const ranges = readRanges(text);
  expect([formatRanges(ranges), countPorts(ranges)]).toEqual([list, count]);
});

const port = fc.integer({ min: 1, max: 300 });
const parts = fc.array(fc.tuple(port, fc.integer({ min: 0, max: 30 })), { maxLength: 30 });

it('holds the same ports as a set of them, with and without some', () => {
  fc.assert(
    fc.property(parts, fc.array(port), (spans, taken) => {
      const all = new Set(
        spans.flatMap(([first, more]) => Array.from({ length: more + 1 }, (_, n) => first + n)),
      );
      const ranges = readRanges(spans.map(([first, more]) => `${first}-${first + more}`).join(','));
      const left = withoutPorts(ranges, taken);
      const expected = [...all].filter((each) => !taken.includes(each));
      expect([formatRanges(ranges), countPorts(ranges)]).toEqual([formatPorts(all), all.size]);
      expect([formatRanges(left), countPorts(left)]).toEqual([formatPorts(expected), expected.length]);
    }),
  );
});
