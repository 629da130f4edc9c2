import { expect, test } from 'vitest';
import { readHostCounts, readPrefixList } from './prefix-list.ts';

test('reads prefixes, ranges and addresses, with comments and any line ends', () => {
  const text = '# in use\n10.0.0.0/25\r\n\n  10.0.0.128-10.0.0.130 # lab\r2001:db8::1\n';
  expect(readPrefixList(text)).toEqual({
    values: ['10.0.0.0/25', '10.0.0.128/31', '10.0.0.130/32', '2001:db8::1/128'],
    items: 3,
    problems: [],
  });
});

test('every line that is wrong is told with its place and the reason', () => {
  const text = [
    '10.0.0.0/8',
    '10.0.0.1/8',
    '  2001:db8::g',
    '10.0.0.9 - 10.0.0.1',
    '1.2.3.4-1.2.3.999',
    '10.0.0.0/33 # no',
  ].join('\n');
  expect(readPrefixList(text)).toEqual({
    values: ['10.0.0.0/8'],
    items: 6,
    problems: [
      { line: 2, column: 1, why: 'it has host bits set; the prefix that holds it is 10.0.0.0/8' },
      { line: 3, column: 13, why: expect.stringContaining('hexadecimal') },
      { line: 4, column: 12, why: 'the last address is before the first' },
      { line: 5, column: 15, why: 'an octet is larger than 255' },
      { line: 6, column: 10, why: 'the length is larger than 32' },
    ],
  });
});

test('a hundred thousand lines are read, and a text without end is refused', () => {
  const lines = Array.from(
    { length: 100_000 },
    (_, index) => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
  );
  expect(readPrefixList(lines.join('\n'))).toMatchObject({ items: 100_000, problems: [] });
  expect(readPrefixList('\n'.repeat(1_000_000)).problems).toEqual([
    { line: 1_000_001, column: 1, why: 'there are more than 1000000 lines' },
  ]);
});

test('numbers of hosts stand on lines, or with commas or blanks between them', () => {
  expect(readHostCounts('100, 50\n25 # printers\n\n18446744073709551617')).toEqual({
    values: [100n, 50n, 25n, 18_446_744_073_709_551_617n],
    items: 3,
    problems: [],
  });
  expect(readHostCounts('10\n2x').problems).toEqual([
    { line: 2, column: 2, why: 'a whole number was expected' },
  ]);
});
