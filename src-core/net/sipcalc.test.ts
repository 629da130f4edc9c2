/** Compares with sipcalc on prefixes and splits that are generated anew in every run, and on nasty ones. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { address, prefix4, prefix6 } from '../../test/support/addresses.ts';
import { hasProgram, runProgram } from '../../test/support/programs.ts';
import { bitsOf, family, fullForm, parseAddress, toBigInt } from './address.ts';
import { lastOf, lengthOf, networkOf, parsePrefix, prefixFamily, prefixOf, type Prefix } from './prefix.ts';
import { reverseName } from './reverse.ts';
import { parts, split } from './split.ts';

const present = hasProgram('sipcalc', ['-v'], 'sipcalc');

/** What sipcalc prints for each argument, without the line that names it. */
function askSipcalc(options: readonly string[], questions: readonly string[]): string[] {
  // As arguments: of its standard input sipcalc 1.1.6 reads 20 characters at a time, and cuts longer lines.
  const { output } = runProgram('sipcalc', [...options, ...questions]);
  const answers = output.split(/^-\[.*\n/m).slice(1);
  expect(answers.length).toBe(questions.length);
  return answers;
}

/** The two addresses of a range, which IPv6 has on two lines. */
function ranges(answer: string, label: string): string[][] {
  const found = answer.matchAll(new RegExp(`^${label}\\s+- (\\S+)\\s+-\\s+(\\S+)`, 'gm'));
  return Array.from(found, ([, first = '', last = '']) => [first, last]);
}

const nasty = [
  '::/0',
  '::/128',
  '::1/128',
  'ffff::/16',
  '0.0.0.0/0',
  '255.255.255.255/32',
  '10.0.0.0/31',
  '::ffff:0:0/96',
];

test.skipIf(!present)('first and last address and full form of a prefix', () => {
  const prefixes = [...nasty.map(parsePrefix), ...fc.sample(prefix6, 600), ...fc.sample(prefix4, 300)];
  const different = askSipcalc([], prefixes).flatMap((answer, index) => {
    const prefix = prefixes[index];
    if (prefix === undefined) return [];
    const own = [networkOf(prefix), lastOf(prefix)].map(fullForm);
    const [theirs] = ranges(answer, 'Network range');
    return JSON.stringify(own) === JSON.stringify(theirs) ? [] : [{ prefix, own, theirs }];
  });
  expect(different).toEqual([]);
});

test.skipIf(!present)('the network of an address with host bits, and IPv4 as a number', () => {
  const questions = fc
    .sample(fc.tuple(address, fc.nat(128)), 800)
    .map(([each, length]) => ({ each, length: Math.min(length, bitsOf(family(each))) }));
  const answers = askSipcalc(
    [],
    questions.map(({ each, length }) => `${each}/${length}`),
  );
  const different = questions.flatMap(({ each, length }, index) => {
    const answer = answers[index] ?? '';
    const network = /^(?:Subnet prefix \(masked\)|Network address)\s+- ([^\s/]+)/m.exec(answer)?.[1] ?? '';
    const number = /^Host address \(decimal\)\s+- (\d+)/m.exec(answer)?.[1] ?? String(toBigInt(each));
    const own = [networkOf(prefixOf(each, length)), String(toBigInt(each))];
    const theirs = [parseAddress(network), number];
    return JSON.stringify(own) === JSON.stringify(theirs) ? [] : [{ each, length, own, theirs }];
  });
  expect(different).toEqual([]);
});

test.skipIf(!present)('the reverse name of an IPv6 address', () => {
  const questions = fc.sample(prefix6, 300).map(networkOf);
  const answers = askSipcalc(
    ['-r'],
    questions.map((each) => `${each}/128`),
  );
  expect(answers.map((answer) => /^([0-9a-f.]+\.ip6\.arpa)\.$/m.exec(answer)?.[1])).toEqual(
    questions.map(reverseName),
  );
});

test.skipIf(!present)('the parts of a split', () => {
  const bits = fc.integer({ min: 1, max: 8 });
  const cuts = [
    ...fc.sample(fc.tuple(prefix6, bits), 60),
    ...fc.sample(fc.tuple(prefix4, bits), 60),
    ...nasty.map((text): [Prefix, number] => [parsePrefix(text), 8]),
  ];
  for (const [prefix, more] of cuts) {
    const length = Math.min(bitsOf(prefixFamily(prefix)), lengthOf(prefix) + more);
    const [answer = ''] = askSipcalc([prefixFamily(prefix) === 6 ? '-S' : '-s', String(length)], [prefix]);
    // A prefix into itself is no split for sipcalc.
    if (length === lengthOf(prefix)) continue;
    const own = Array.from(parts(split(prefix, length)), (part) =>
      [networkOf(part), lastOf(part)].map(fullForm),
    );
    expect(ranges(answer, 'Network'), `${prefix} into /${length}`).toEqual(own);
  }
});
