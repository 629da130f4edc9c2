/**
 * `npm run bench:net`: how many addresses a second are read, written in canonical form and looked for in a prefix, on
 * one core, beside the ip-address library on the same texts in the same run. It asserts nothing; it exits with 1 where
 * the two do not agree on an answer.
 */
import { Address4, Address6 } from 'ip-address';
import { parseAddress, type Address } from '../../src-core/net/address.ts';
import { containsAddress, parsePrefix, prefixAt, type Prefix } from '../../src-core/net/prefix.ts';
import { aggregate } from '../../src-core/net/prefix-sets.ts';
import { pages, split } from '../../src-core/net/split.ts';

const count = 100_000;
const rounds = 9;

/** A small generator with a seed (mulberry32), so that every run measures the same texts. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const next = random(3);
const group = () => Math.floor(next() * 65536).toString(16);
const octet = () => Math.floor(next() * 256);
const fill = (make: () => string) => Array.from({ length: count }, make);

/** The texts: as a system prints them, as a person types them, and as a table of another program writes them. */
const workloads: { name: string; prefix: string; texts: string[] }[] = [
  {
    name: 'IPv6, canonical (2001:db8:…::…)',
    prefix: '2001:db8::/33',
    texts: fill(() => `2001:db8:${group()}:${group()}::${group()}`),
  },
  {
    name: 'IPv6, canonical, eight random groups',
    prefix: '2001:db8::/32',
    texts: fill(() => `2001:db8:${group()}:${group()}:${group()}:${group()}:${group()}:${group()}`),
  },
  {
    name: 'IPv6, full form, upper case',
    prefix: 'fe80::/10',
    texts: fill(() =>
      ['fe80', '0', '0', '0', group(), group(), group(), group()]
        .map((text) => text.padStart(4, '0').toUpperCase())
        .join(':'),
    ),
  },
  { name: 'IPv4', prefix: '128.0.0.0/1', texts: fill(() => [octet(), octet(), octet(), octet()].join('.')) },
];

interface Contender {
  readonly name: string;
  /** Reads, writes and looks for every text; gives how many are in the prefix and how long the texts are together. */
  readonly run: (texts: readonly string[], prefix: string) => { contained: number; characters: number };
}

const own: Contender = {
  name: 'src-core/net',
  run: (texts, text) => {
    const prefix: Prefix = parsePrefix(text);
    let contained = 0;
    let characters = 0;
    for (const each of texts) {
      const address: Address = parseAddress(each);
      characters += address.length;
      if (containsAddress(prefix, address)) contained++;
    }
    return { contained, characters };
  },
};

const library: Contender = {
  name: 'ip-address',
  run: (texts, text) => {
    const prefix = text.includes(':') ? new Address6(text) : new Address4(text);
    let contained = 0;
    let characters = 0;
    for (const each of texts) {
      const address = each.includes(':') ? new Address6(each) : new Address4(each);
      characters += address.correctForm().length;
      if (address instanceof Address6 && prefix instanceof Address6 && address.isInSubnet(prefix))
        contained++;
      if (address instanceof Address4 && prefix instanceof Address4 && address.isInSubnet(prefix))
        contained++;
    }
    return { contained, characters };
  },
};

/** The best rate of each, in addresses a second. They take turns, so that what else the machine does hits both. */
function bestRates(contenders: readonly Contender[], texts: readonly string[], prefix: string) {
  const results = contenders.map(() => ({ rate: 0, answer: '' }));
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const start = performance.now();
      const { contained, characters } = contender.run(texts, prefix);
      const rate = (texts.length / (performance.now() - start)) * 1000;
      const before = results[index]?.rate ?? 0;
      results[index] = {
        rate: Math.max(before, rate),
        answer: `${contained} contained, ${characters} characters`,
      };
    }
  }
  return results;
}

const million = (rate: number) => `${(rate / 1_000_000).toFixed(2)} M/s`;
const rows = workloads.map(({ name, prefix, texts }) => {
  const [ours, theirs] = bestRates([own, library], texts, prefix);
  if (ours === undefined || theirs === undefined) throw new Error('nothing was measured');
  if (ours.answer !== theirs.answer) {
    process.exitCode = 1;
    console.error(`${name}: the answers differ: ${ours.answer} against ${theirs.answer}`);
  }
  return {
    'parse + format + contain': name,
    'src-core/net': million(ours.rate),
    'ip-address': million(theirs.rate),
    times: `${(ours.rate / theirs.rate).toFixed(1)}x`,
  };
});
console.log(`Node ${process.version}, one core, best of ${rounds} rounds of ${count} addresses`);
console.table(rows);

/** The shortest of some runs, in milliseconds. */
function shortest(run: () => number): { milliseconds: number; result: number } {
  let milliseconds = Infinity;
  let result = 0;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    result = run();
    milliseconds = Math.min(milliseconds, performance.now() - start);
  }
  return { milliseconds, result };
}

const scattered = Array.from({ length: count }, () => {
  const bits = BigInt(Math.floor(next() * 2 ** 32)) << 29n;
  return prefixAt((1n << 125n) | (bits << 64n), 32 + Math.floor(next() * 33), 6);
});
const jobs: { name: string; run: () => number }[] = [
  {
    name: 'split 2001:db8::/36 into its 1,048,576 /56s, as text',
    run: () => {
      let characters = 0;
      for (const page of pages(split(parsePrefix('2001:db8::/36'), 56)))
        characters += page.join('\n').length + 1;
      return characters;
    },
  },
  { name: `aggregate ${count} random prefixes of /32 to /64`, run: () => aggregate(scattered).length },
];
console.table(
  jobs.map(({ name, run }) => {
    const { milliseconds, result } = shortest(run);
    return { job: name, 'src-core/net': `${milliseconds.toFixed(0)} ms`, 'characters or prefixes': result };
  }),
);
