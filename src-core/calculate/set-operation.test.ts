import { expect, test } from 'vitest';
import { answerSetQuestion, type SetQuestion } from './set-operation.ts';

const empty: SetQuestion = { operation: 'summarise', list: '', others: '', prefix: '', length: '' };

test.each<[string, Partial<SetQuestion>, string, string[][]]>([
  [
    'summarises',
    { list: '10.0.0.0/25\n10.0.0.128-10.0.0.255' },
    '2 items in 1 prefix with 256 (2^8) addresses',
    [['10.0.0.0/24', '256 (2^8)']],
  ],
  [
    'a range to prefixes',
    { list: '192.0.2.5-192.0.2.7' },
    '1 item in 2 prefixes with 3 addresses',
    [
      ['192.0.2.5/32', '1'],
      ['192.0.2.6/31', '2'],
    ],
  ],
  [
    'excludes',
    { operation: 'exclude', list: '10.0.0.0/30', others: '10.0.0.0/31' },
    'What is left is 1 prefix with 2 addresses',
    [['10.0.0.2/31', '2']],
  ],
  [
    'intersects',
    { operation: 'intersect', list: '::/0', others: '2001:db8::/64\n10.0.0.0/8' },
    'Both lists have 1 prefix with 18,446,744,073,709,551,616 (2^64) addresses',
    [['2001:db8::/64', '18,446,744,073,709,551,616 (2^64)']],
  ],
  [
    'overlaps',
    { operation: 'overlaps', list: '10.0.0.0/8\n10.1.0.0/16\n11.0.0.0/8\n11.0.0.0/8' },
    '2 of 4 prefixes lie in another',
    [
      ['10.1.0.0/16', '10.0.0.0/8', '65,536 (2^16)'],
      ['11.0.0.0/8', '11.0.0.0/8 (twice)', '16,777,216 (2^24)'],
    ],
  ],
  [
    'contains all',
    { operation: 'contains', list: '10.0.0.0/8\n10.1.0.0/16', others: '10.1.2.3' },
    'Yes: the list contains all of it; 2 prefixes hold it alone',
    [
      ['10.0.0.0/8', 'holds all of it'],
      ['10.1.0.0/16', 'holds all of it'],
    ],
  ],
  [
    'contains it in two halves',
    { operation: 'contains', list: '10.0.0.0/9\n10.128.0.0/9', others: '10.0.0.0/8' },
    'Yes: the list contains all of it; 0 prefixes hold it alone',
    [],
  ],
  [
    'contains a part',
    { operation: 'contains', list: '10.0.0.0/25', others: '10.0.0.0/24' },
    'In part: 128 (2^7) of 256 (2^8) addresses are not in the list',
    [['10.0.0.128/25', 'is not in the list']],
  ],
  [
    'the next free',
    { operation: 'free', list: '2001:db8::/48', prefix: '2001:db8::/32', length: '40' },
    'The next free /40 in 2001:db8::/32; 255 fit into what is free',
    [['2001:db8:100::/40', '309,485,009,821,345,068,724,781,056 (2^88)']],
  ],
  [
    'none free',
    { operation: 'free', list: '10.0.0.0/9', prefix: '10.0.0.0/8', length: '8' },
    'No /8 is free in 10.0.0.0/8',
    [],
  ],
  [
    'networks for hosts',
    { operation: 'vlsm', list: '100, 50', prefix: '192.0.2.0/24' },
    '2 networks in 192.0.2.0/24 (/24); left: 192.0.2.192/26',
    [
      ['192.0.2.0/25', '100', '126', '26'],
      ['192.0.2.128/26', '50', '62', '12'],
    ],
  ],
])('%s', (_what, question, says, rows) => {
  expect(answerSetQuestion({ ...empty, ...question })).toMatchObject({ says, rows, problems: {} });
});

test.each<[Partial<SetQuestion>, object]>([
  [{ list: '10.0.0.0/8\nx' }, { list: [{ line: 2, column: 1 }] }],
  [{ operation: 'exclude', list: '10.0.0.0/8', others: '10.0.0.1/8' }, { others: [{ line: 1, column: 1 }] }],
  [{ operation: 'free', prefix: '10.0.0.1/8' }, { prefix: [{ why: expect.stringContaining('host bits') }] }],
  [
    { operation: 'free', prefix: '10.0.0.0/8', length: '33' },
    { length: [{ why: 'a prefix in 10.0.0.0/8 has a length of 8 to 32, not 33' }] },
  ],
  [
    { operation: 'vlsm', prefix: '192.0.2.0/24', list: '300' },
    { list: [{ why: expect.stringContaining('does not fit') }] },
  ],
])('refuses %j as a whole', (question, problems) => {
  expect(answerSetQuestion({ ...empty, ...question })).toMatchObject({ rows: [], problems });
});
