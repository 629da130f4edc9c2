import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAddress } from './address.ts';
import { parsePrefix } from './prefix.ts';
import {
  isGloballyReachable,
  specialPurposes,
  specialPurposesOf,
  specialPurposesWithin,
} from './special-purpose.ts';

/** The registry as IANA published it, one row a block, without its footnote marks. */
function registry(version: 4 | 6): string[][] {
  const file = new URL(
    `../../test/support/fixtures/iana/iana-ipv${version}-special-registry-1.csv`,
    import.meta.url,
  );
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)])
    .map((fields) =>
      fields.map(([, quoted, plain]) =>
        (quoted?.replaceAll('""', '"') ?? plain ?? '').replace(/ \[\d\]$/, ''),
      ),
    )
    .flatMap(([blocks = '', ...fields]) => blocks.split(', ').map((block) => [block, ...fields]));
}

const flags: Record<string, boolean | null> = { True: true, False: false };

test('holds the registries of IANA, row by row', () => {
  const expected = [...registry(4), ...registry(6)].map(
    ([block = '', name, source = '', , ended, ...columns]) => ({
      prefix: parsePrefix(block),
      name,
      sources: source.match(/RFC ?(Errata )?\d+/g)?.map((each) => each.replace(/^RFC(?=\d)/, 'RFC ')),
      terminated: ended !== 'N/A',
      flags: columns.map((column) => flags[column] ?? null),
    }),
  );
  const found = specialPurposes
    .filter((block) => block.registry === 'special-purpose')
    .map((block) => ({
      prefix: block.prefix,
      name: block.name,
      sources: block.sources.map((each) => each.replace(/ section .*/, '')),
      terminated: block.terminated,
      flags: [
        block.validSource,
        block.validDestination,
        block.forwardable,
        block.globallyReachable,
        block.reservedByProtocol,
      ],
    }));
  expect(found).toEqual(expected);
  expect(found).toHaveLength(51);
});

test('says of every block what it means for use', () => {
  expect(specialPurposes.filter(({ use }) => !/^[A-Z].*\.$/.test(use))).toEqual([]);
});

test('finds every block of an address, the narrowest first', () => {
  const rows: [string, string[]][] = [
    ['2001:db8::1', ['2001:db8::/32']],
    ['2001:db7:ffff:ffff:ffff:ffff:ffff:ffff', []],
    ['2001:db9::', []],
    ['2001:1::1', ['2001:1::1/128', '2001::/23']],
    ['2001:1::4', ['2001::/23']],
    ['2001:0:1::', ['2001::/32', '2001::/23']],
    ['2001:200::', []],
    ['::1', ['::1/128', '::/96']],
    ['::ffff:10.0.0.1', ['::ffff:0.0.0.0/96']],
    ['fe80::1', ['fe80::/10']],
    ['fec0::1', ['fec0::/10']],
    ['fd00::1', ['fc00::/7']],
    ['ff02::1', ['ff00::/8']],
    ['2600::1', []],
    ['3fff:fff:ffff::', ['3fff::/20']],
    ['3fff:1000::', []],
    ['192.0.0.9', ['192.0.0.9/32', '192.0.0.0/24']],
    ['192.0.0.7', ['192.0.0.0/29', '192.0.0.0/24']],
    ['0.0.0.0', ['0.0.0.0/32', '0.0.0.0/8']],
    ['255.255.255.255', ['255.255.255.255/32', '240.0.0.0/4']],
    ['172.31.255.255', ['172.16.0.0/12']],
    ['172.32.0.0', []],
    ['233.252.0.1', ['233.252.0.0/24', '224.0.0.0/4']],
    ['8.8.8.8', []],
  ];
  expect(
    rows.map(([text]) => [text, specialPurposesOf(parseAddress(text)).map(({ prefix }) => prefix)]),
  ).toEqual(rows);
});

test('says whether an address is reachable from other networks, or that nothing says so', () => {
  const rows: [string, boolean | null][] = [
    ['2600::1', true],
    ['2001:db8::1', false],
    ['2001:1::1', true],
    ['2001:1::4', false],
    ['64:ff9b::808:808', true],
    ['64:ff9b:1::1', false],
    ['2002:808:808::1', null],
    ['2001::1', null],
    ['2001:10::1', null],
    ['fd00::1', false],
    ['fe80::1', false],
    ['::1', false],
    ['::', false],
    ['::2', null],
    ['fec0::1', null],
    ['ff0e::1', null],
    ['4000::1', false],
    ['8.8.8.8', true],
    ['10.0.0.1', false],
    ['192.0.0.10', true],
    ['192.88.99.1', null],
    ['192.88.99.2', false],
    ['224.0.0.1', null],
    ['240.0.0.1', false],
  ];
  expect(rows.map(([text]) => [text, isGloballyReachable(parseAddress(text))])).toEqual(rows);
});

test('finds the blocks that a prefix lies in and those that lie in it, of its own family alone', () => {
  const rows: [string, string[]][] = [
    ['2001:db8:1::/48', ['2001:db8::/32']],
    [
      '2001::/16',
      [
        '2001:1::1/128',
        '2001:1::2/128',
        '2001:1::3/128',
        '2001:2::/48',
        '2001:4:112::/48',
        '2001::/32',
        '2001:3::/32',
        '2001:db8::/32',
        '2001:10::/28',
        '2001:20::/28',
        '2001:30::/28',
        '2001::/23',
      ],
    ],
    ['2620::/16', ['2620:4f:8000::/48']],
    ['2a00::/12', []],
    ['192.168.0.0/24', ['192.168.0.0/16']],
    ['10.0.0.0/7', ['10.0.0.0/8']],
  ];
  expect(
    rows.map(([text]) => [text, specialPurposesWithin(parsePrefix(text)).map(({ prefix }) => prefix)]),
  ).toEqual(rows);
  expect(specialPurposesWithin(parsePrefix('::/0')).every(({ prefix }) => prefix.includes(':'))).toBe(true);
});
