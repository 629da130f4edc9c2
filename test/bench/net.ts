/**
 * `npm run bench:net`: how many addresses a second are read, written in canonical form and looked for in a prefix, on
 * one core, beside the ip-address library, Python's ipaddress and sipcalc on the same texts in the same run; then
 * splitting and aggregating. It asserts nothing of times; it exits with 1 where an answer is not the same.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { Address4, Address6 } from 'ip-address';
import { parseAddress, type Address } from '../../src-core/net/address.ts';
import { containsAddress, parsePrefix, prefixAt, type Prefix } from '../../src-core/net/prefix.ts';
import { aggregate } from '../../src-core/net/prefix-sets.ts';
import { pages, split } from '../../src-core/net/split.ts';
import { milliseconds, printTable } from './table.ts';

const count = 100_000;
const rounds = 9;
/** Python and sipcalc take ten to a hundred times as long: they get the first of the texts, in fewer rounds. */
const fewer = { texts: 20_000, rounds: 3 };

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
const low = () => (octet() % 16).toString(16);
const pair = () => octet().toString(16).padStart(2, '0');

/** One of these, all as often: of ten texts four are global, two link-local from a MAC, one in full, three are IPv4. */
const mixed: (() => string)[] = [
  () => `2001:db8:${group()}:${low()}::${low()}`,
  () => `2001:db8:${group()}:${low()}::${group()}`,
  () => `2001:db8:${group()}:${low()}:${group()}:${group()}:${group()}:${group()}`,
  () => `2001:db8:${group()}:${low()}:${group()}:${group()}:${group()}:${group()}`,
  () => `fe80::${group()}:${pair()}ff:fe${pair()}:${group()}`,
  () => `fe80::${group()}:${pair()}ff:fe${pair()}:${group()}`,
  () => `2001:0db8:0000:${group().padStart(4, '0')}:0000:0000:0000:${group().padStart(4, '0')}`,
  () => `10.0.${octet()}.${octet()}`,
  () => `192.168.${octet()}.${octet()}`,
  () => [octet(), octet(), octet(), octet()].join('.'),
];

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
  {
    name: 'a mix, as in tables of neighbours and routes',
    prefix: '2001:db8::/33',
    texts: fill(() => (mixed[Math.floor(next() * mixed.length)] ?? group)()),
  },
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
function bestRates(contenders: readonly Contender[], texts: readonly string[], prefix: string): number[] {
  const rates = contenders.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const start = performance.now();
      contender.run(texts, prefix);
      const rate = (texts.length / (performance.now() - start)) * 1000;
      rates[index] = Math.max(rates[index] ?? 0, rate);
    }
  }
  return rates;
}

/** Asks Python; undefined where there is none. Each answer is the seconds of the best run, and what came out. */
function askPython(question: readonly unknown[]): [seconds: number, result: unknown] | undefined {
  const script = resolve(import.meta.dirname, 'net.py');
  const { error, status, stdout, stderr } = spawnSync('python3', ['-I', script], {
    input: `${JSON.stringify(question)}\n`,
    encoding: 'utf8',
  });
  if (error !== undefined) return undefined;
  if (status !== 0) throw new Error(`net.py failed: ${stderr}`);
  const answer: [number, unknown] = JSON.parse(stdout);
  return answer;
}

/** Addresses a second that sipcalc reads and tells of, with its own start; it has no question of what contains what. */
function sipcalcRate(texts: readonly string[]): number | undefined {
  let best: number | undefined;
  for (let round = 0; round < fewer.rounds; round++) {
    const start = performance.now();
    const { error, status } = spawnSync('sipcalc', texts, { stdio: 'ignore' });
    if (error !== undefined) return undefined;
    if (status !== 0) throw new Error(`sipcalc ended with ${status}`);
    best = Math.max(best ?? 0, (texts.length / (performance.now() - start)) * 1000);
  }
  return best;
}

/** Says so, and lets the run fail, where another one does not find the same. */
function compare(what: string, ours: unknown, theirs: unknown): void {
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return;
  process.exitCode = 1;
  console.error(`${what}: the answers differ: ${JSON.stringify(ours)} against ${JSON.stringify(theirs)}`);
}

const million = (rate: number | undefined) =>
  rate === undefined ? 'not installed' : `${(rate / 1_000_000).toFixed(rate < 1_000_000 ? 3 : 2)} M/s`;
const rows = workloads.map(({ name, prefix, texts }) => {
  const some = texts.slice(0, fewer.texts);
  compare(`${name}, ip-address`, own.run(texts, prefix), library.run(texts, prefix));
  const [ours = 0, theirs = 0] = bestRates([own, library], texts, prefix);
  const python = askPython(['rate', prefix, some, fewer.rounds]);
  const { contained, characters } = own.run(some, prefix);
  if (python !== undefined) compare(`${name}, Python`, [contained, characters], python[1]);
  return [
    name,
    million(ours),
    million(theirs),
    `${(ours / theirs).toFixed(1)}x`,
    million(python && some.length / python[0]),
    million(sipcalcRate(some)),
  ];
});
printTable(
  `Addresses a second, parse + format + contain; Node ${process.version}, one core, best of ${rounds} rounds of ${count}\n` +
    `(Python and sipcalc: of ${fewer.rounds} rounds of ${fewer.texts}; sipcalc reads and prints, with its start, and contains nothing)`,
  ['texts', 'src-core/net', 'ip-address', 'times', 'Python ipaddress', 'sipcalc'],
  rows,
);

/** The shortest of some runs, in milliseconds. */
function shortest(run: () => number): { taken: number; result: number } {
  let taken = Infinity;
  let result = 0;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    result = run();
    taken = Math.min(taken, performance.now() - start);
  }
  return { taken, result };
}

const scattered = Array.from({ length: count }, () => {
  const bits = BigInt(Math.floor(next() * 2 ** 32)) << 29n;
  return prefixAt((1n << 125n) | (bits << 64n), 32 + Math.floor(next() * 33), 6);
});
const jobs: { name: string; run: () => number; question: readonly unknown[] }[] = [
  {
    name: 'split 2001:db8::/36 into its 1,048,576 /56s, as text',
    run: () => {
      let characters = 0;
      for (const page of pages(split(parsePrefix('2001:db8::/36'), 56)))
        characters += page.join('\n').length + 1;
      return characters;
    },
    question: ['split', '2001:db8::/36', 56],
  },
  {
    name: `aggregate ${count} random prefixes of /32 to /64`,
    run: () => aggregate(scattered).length,
    question: ['aggregate', scattered],
  },
];
printTable(
  `The best of ${rounds} runs; Python's only one. ip-address does neither; for sipcalc see bench:split`,
  ['job', 'src-core/net', 'Python ipaddress', 'characters or prefixes'],
  jobs.map(({ name, run, question }) => {
    const { taken, result } = shortest(run);
    const python = askPython(question);
    if (python !== undefined) compare(name, result, python[1]);
    return [
      name,
      milliseconds(taken),
      python === undefined ? 'not installed' : milliseconds(python[0] * 1000),
      String(result),
    ];
  }),
);
