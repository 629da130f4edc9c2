import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { tryParseAddress } from '../../src-core/net/address.ts';
import { collect } from '../lab/commands.ts';
import { compare, timeline } from '../lab/compare.ts';
import { whyNoLab } from '../lab/ground.ts';
import { createLab, type Lab, type LabHost } from '../lab/lab.ts';
import { scan, watchUsage, type Scan } from '../lab/scan.ts';
import { median, milliseconds, printTable, ratio } from './table.ts';

// How fast and how completely hosts are found, beside plain tools on the same links in the same run:
//   npm run bench:discovery              all three sizes
//   npm run bench:discovery -- 50 250    only these
// Linkscope runs as an ordinary user; nmap needs root, and has it. Every run starts with an empty neighbour table and
// an empty inventory. Times are from the start of the command; `linkscope` counts its own start of Node as well.

const rounds = 3;

interface Result {
  readonly found: number;
  readonly firstRowMs: number | null;
  readonly allRowsMs: number | null;
  readonly completeMs: number | null;
  readonly wholeMs: number;
  readonly cpuSeconds: number | null;
  readonly peakMegabytes: number | null;
}

async function measureScan(lab: Lab): Promise<{ readonly result: Result; readonly scan: Scan }> {
  const dataDirectory = join(lab.userDirectory, 'bench');
  rmSync(dataDirectory, { recursive: true, force: true });
  await lab.flushNeighbours();
  const run = await scan(lab, { dataDirectory });
  const times = timeline(lab.answering, run.events);
  for (const host of times.incomplete.slice(0, 5)) console.log(`  incomplete: ${describe(host)}`);
  const found = lab.answering.length - compare(lab.answering, run.hosts).missing.length;
  return {
    scan: run,
    result: {
      found,
      firstRowMs: times.firstRowMs,
      allRowsMs: times.allRowsMs,
      completeMs: times.allCompleteMs,
      wholeMs: run.durationMs,
      cpuSeconds: run.usage.cpuSeconds,
      peakMegabytes: run.usage.peakMegabytes,
    },
  };
}

/** Runs a plain tool and counts the hosts of which it printed an address, and when. */
async function measureTool(lab: Lab, argv: readonly string[], user: 'root' | 'nobody'): Promise<Result> {
  await lab.flushNeighbours();
  const owners = new Map<string, LabHost>(
    lab.answering.flatMap((host) => host.addresses.map(({ address }) => [address, host] as const)),
  );
  const seen = new Set<LabHost>();
  const begun = performance.now();
  let firstRowMs: number | null = null;
  let allRowsMs: number | null = null;
  const child = lab.spawn(lab.scanner, argv, { user });
  const usage = watchUsage(child);
  child.stdout?.on('data', (chunk: Buffer) => {
    for (const [word] of chunk.toString('latin1').matchAll(/[0-9a-f:]{4,}/g)) {
      // nmap shortens a single group of zeros, which RFC 5952 does not.
      const address = tryParseAddress(word.replace(/:$/, ''));
      const host = address === undefined ? undefined : owners.get(address);
      if (host !== undefined) seen.add(host);
    }
    const now = performance.now() - begun;
    if (seen.size > 0) firstRowMs ??= now;
    if (seen.size === lab.answering.length) allRowsMs ??= now;
  });
  await collect(child, 60_000);
  const wholeMs = performance.now() - begun;
  return { found: seen.size, firstRowMs, allRowsMs, completeMs: null, wholeMs, ...usage() };
}

function describe(host: LabHost): string {
  return `${host.name} (${host.silent ?? host.identifier}): ${host.addresses.map(({ address }) => address).join(', ')}`;
}

function rowOf(name: string, results: readonly Result[], expected: number): string[] {
  const of = (pick: (result: Result) => number | null) => median(results.map(pick));
  return [
    name,
    results.map(({ found }) => `${found}`).join(' ') + ` of ${expected}`,
    milliseconds(of(({ firstRowMs }) => firstRowMs)),
    milliseconds(of(({ allRowsMs }) => allRowsMs)),
    milliseconds(of(({ completeMs }) => completeMs)),
    milliseconds(of(({ wholeMs }) => wholeMs)),
    of(({ cpuSeconds }) => cpuSeconds)?.toFixed(2) ?? '',
    of(({ peakMegabytes }) => peakMegabytes)?.toFixed(0) ?? '',
  ];
}

async function benchAnswering(size: number): Promise<boolean> {
  await using lab = await createLab({
    links: [{ interface: 'eth0', hosts: size, services: ['mdns', 'ssdp', 'ws-discovery'] }],
  });
  const own: Result[] = [];
  const nmap: Result[] = [];
  const ping: Result[] = [];
  const table: Result[] = [];
  const startMs: (number | null)[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { result, scan: run } = await measureScan(lab);
    own.push(result);
    startMs.push(timeline(lab.answering, run.events).startedMs);
    const script = ['nmap', '-6', '-e', 'eth0', '--script', 'targets-ipv6-multicast-echo'];
    nmap.push(await measureTool(lab, script, 'root'));
    ping.push(await measureTool(lab, ['ping', '-6', '-n', '-w', '2', 'ff02::1%eth0'], 'nobody'));
    table.push(await measureTool(lab, ['ip', '-6', 'neigh', 'show', 'dev', 'eth0'], 'nobody'));
  }
  const expected = lab.answering.length;
  printTable(
    `${size} hosts that answer, ${rounds} runs each, medians`,
    ['tool', 'found', 'first row', 'all rows', 'MAC, vendor, globals', 'whole', 'CPU s', 'peak MB'],
    [
      rowOf('linkscope', own, expected),
      rowOf('nmap (root)', nmap, expected),
      rowOf('ping -w 2', ping, expected),
      rowOf('ip -6 neigh', table, expected),
    ],
  );
  const nmapWhole = median(nmap.map(({ wholeMs }) => wholeMs));
  const allRows = median(own.map(({ allRowsMs }) => allRowsMs));
  const complete = median(own.map(({ completeMs }) => completeMs));
  const whole = median(own.map(({ wholeMs }) => wholeMs));
  const first = median(own.map(({ firstRowMs }) => firstRowMs));
  const started = median(startMs);
  const afterStart = first === null || started === null ? null : first - started;
  const wholeLimitMs = size > 250 ? 10_000 : 6000;
  const worstPeak = Math.max(...own.map(({ peakMegabytes }) => peakMegabytes ?? 0));
  const goals: readonly (readonly [string, string, boolean])[] = [
    [
      'every host, every run',
      own.map(({ found }) => found).join(' '),
      own.every(({ found }) => found === expected),
    ],
    [
      'first row within 200 ms of the run’s start',
      milliseconds(afterStart),
      afterStart !== null && afterStart <= 200,
    ],
    [
      'all rows within 0.25 of nmap’s time',
      ratio(allRows, nmapWhole),
      allRows !== null && nmapWhole !== null && allRows <= nmapWhole / 4,
    ],
    [
      'MACs, vendors, globals within nmap’s time',
      ratio(complete, nmapWhole),
      complete !== null && nmapWhole !== null && complete <= nmapWhole,
    ],
    [
      `whole run within ${wholeLimitMs / 1000} s`,
      milliseconds(whole),
      whole !== null && whole <= wholeLimitMs,
    ],
    ['memory under 200 MB', `${worstPeak.toFixed(0)} MB`, worstPeak < 200],
  ];
  printTable(
    'goals',
    ['goal', 'seen', ''],
    goals.map(([goal, seen, met]) => [goal, seen, met ? 'met' : 'MISSED']),
  );
  return goals.every(([, , met]) => met);
}

async function benchSilent(size: number): Promise<boolean> {
  const silent = Math.floor(size / 10);
  await using lab = await createLab({ links: [{ interface: 'eth0', hosts: size - silent, silent }] });
  const { scan: run } = await measureScan(lab);
  const compared = compare(lab.hosts, run.hosts);
  const firstBy = new Map<string, number>();
  const anyBy = new Map<string, number>();
  const kinds = new Map<string, { count: number; found: number; by: Map<string, number> }>();
  for (const host of lab.hosts) {
    const row = compared.found.get(host);
    const [first] = row?.sources ?? [];
    if (first !== undefined) firstBy.set(first, (firstBy.get(first) ?? 0) + 1);
    for (const source of row?.sources ?? []) anyBy.set(source, (anyBy.get(source) ?? 0) + 1);
    if (host.silent === null) continue;
    const kind = kinds.get(host.silent) ?? { count: 0, found: 0, by: new Map<string, number>() };
    kind.count += 1;
    if (row !== undefined && first !== undefined) {
      kind.found += 1;
      kind.by.set(first, (kind.by.get(first) ?? 0) + 1);
    }
    kinds.set(host.silent, kind);
  }
  printTable(
    `${size} hosts, ${silent} of them silent: which source found each`,
    ['source', 'first to see', 'saw'],
    [...anyBy]
      .sort((one, other) => other[1] - one[1])
      .map(([source, count]) => [source, `${firstBy.get(source) ?? 0}`, `${count}`]),
  );
  printTable(
    'silent hosts, by what they have',
    ['kind', 'found', 'first seen by'],
    [...kinds].map(([kind, { count, found, by }]) => [
      kind,
      `${found} of ${count}`,
      [...by].map(([source, number]) => `${source} ${number}`).join(', '),
    ]),
  );
  for (const host of compared.missing) console.log(`  not found: ${describe(host)}`);
  return compared.missing.length === 0;
}

const reason = whyNoLab();
if (reason !== null) {
  console.log(`skipped: ${reason}`);
  process.exit(0);
}
const sizes = process.argv.slice(2).map(Number);
let met = true;
for (const size of sizes.length > 0 ? sizes : [50, 250, 1000]) {
  met = (await benchAnswering(size)) && met;
  met = (await benchSilent(size)) && met;
}
console.log(met ? '\nall goals met' : '\nnot all goals were met');
process.exitCode = met ? 0 : 1;
