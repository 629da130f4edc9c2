import { join } from 'node:path';
import { z } from 'zod';
import { topPorts } from '../../src-core/ports/top-ports.ts';
import { collect } from '../lab/commands.ts';
import { createLab, type Lab } from '../lab/lab.ts';
import { addressOf, firewall, listen, loseFive } from '../lab/port-hosts.ts';
import { watchUsage } from '../lab/scan.ts';
import { median, milliseconds, printTable, ratio } from './table.ts';

// Port scans beside nmap. Linkscope scans as the running program does: the same process for all rounds, of which the
// first, which starts the threads, is told apart. nmap is started anew each time, as it has to be; its start is told
// by its smallest scan.

const round = z.object({ wholeMs: z.number(), open: z.number(), unknown: z.number(), losses: z.number() });
type Round = z.infer<typeof round>;

interface Measured {
  readonly rounds: readonly Round[];
  readonly peakMegabytes: number;
}

async function measureOwn(
  lab: Lab,
  count: number,
  ports: string,
  addresses: readonly string[],
): Promise<Measured> {
  const runner = join(import.meta.dirname, 'port-rounds.ts');
  const child = lab.spawn(lab.scanner, [process.execPath, runner, String(count), ports, ...addresses]);
  const usage = watchUsage(child);
  const { code, stdout, stderr } = await collect(child, 180_000);
  if (code !== 0) throw new Error(`the scan failed: ${stderr}`);
  const rounds = stdout
    .trim()
    .split('\n')
    .map((line) => round.parse(JSON.parse(line)));
  return { rounds, peakMegabytes: usage().peakMegabytes };
}

async function measureNmap(
  lab: Lab,
  count: number,
  ports: string,
  addresses: readonly string[],
): Promise<Round[]> {
  const rounds: Round[] = [];
  const family = addresses[0]?.includes(':') === true ? ['-6'] : [];
  for (let index = 0; index < count; index++) {
    const begun = performance.now();
    const argv = ['nmap', ...family, '-sT', '-n', '-Pn', '-p', ports, '-oG', '-', ...addresses];
    const { stdout } = await lab.exec(lab.scanner, argv, { timeoutMs: 180_000 });
    const wholeMs = performance.now() - begun;
    const open = [...stdout.matchAll(/\d+\/open\/tcp/g)].length;
    rounds.push({ wholeMs, open, unknown: 0, losses: 0 });
  }
  return rounds;
}

const middle = (rounds: readonly Round[]) => median(rounds.map(({ wholeMs }) => wholeMs));
const opens = (rounds: readonly Round[]) => rounds.map(({ open }) => open).join(' ');

interface Case {
  readonly title: string;
  readonly ports: string;
  readonly addresses: readonly string[];
  readonly expected: number;
  /** The largest part of nmap's time that meets the goal. */
  readonly most: number;
  readonly rounds: number;
}

async function benchCase(lab: Lab, each: Case): Promise<boolean> {
  const nmap = await measureNmap(lab, Math.min(5, each.rounds), each.ports, each.addresses);
  const own = await measureOwn(lab, each.rounds + 1, each.ports, each.addresses);
  const [first, ...warm] = own.rounds;
  const time = middle(warm);
  const nmapTime = middle(nmap);
  printTable(
    each.title,
    ['tool', 'runs', 'open found', 'median', 'peak MB'],
    [
      ['linkscope, warm', `${warm.length}`, opens(warm), milliseconds(time), own.peakMegabytes.toFixed(0)],
      ['linkscope, first', '1', `${first?.open}`, milliseconds(first?.wholeMs ?? null), ''],
      ['nmap', `${nmap.length}`, opens(nmap), milliseconds(nmapTime), ''],
    ],
  );
  const quick = time !== null && nmapTime !== null && time <= nmapTime * each.most;
  const whole = own.rounds.every(({ open, unknown }) => open === each.expected && unknown === 0);
  const small = own.peakMegabytes < 250;
  printTable(
    'goals',
    ['goal', 'seen', ''],
    [
      [`within ${each.most} of nmap’s time`, ratio(time, nmapTime), quick ? 'met' : 'MISSED'],
      [`all ${each.expected} open ports, every run`, opens(own.rounds), whole ? 'met' : 'MISSED'],
      ['memory under 250 MB', `${own.peakMegabytes.toFixed(0)} MB`, small ? 'met' : 'MISSED'],
    ],
  );
  return quick && whole && small;
}

const twenty = [
  22, 80, 443, 8080, 9000, 1234, 2222, 3333, 4444, 5555, 10_000, 12_345, 20_000, 23_456, 30_000, 34_567,
  40_000, 45_678, 50_000, 60_001,
];

/** Measures port scans; true where all goals were met. */
export async function benchPorts(): Promise<boolean> {
  let met = true;
  const top = topPorts();
  {
    await using lab = await createLab({ links: [{ interface: 'eth0', hosts: 3, radvd: false }] });
    const [, many, dropping] = lab.hosts;
    if (many === undefined || dropping === undefined) throw new Error('too few hosts');
    await listen(lab, many, twenty);
    await listen(lab, dropping, [22, 80]);
    await firewall(lab, dropping, ['tcp dport != { 22, 80 } drop']);
    const address = addressOf(many, 'link-local');
    const silent = addressOf(dropping, 'link-local');
    const inTop = twenty.filter((port) => top.includes(port)).length;
    const cases: Case[] = [
      {
        title: '65,535 ports of a link-local host, 20 open',
        ports: '1-65535',
        addresses: [address],
        expected: 20,
        most: 1,
        rounds: 5,
      },
      {
        title: 'the 1,000 most common ports',
        ports: top.join(','),
        addresses: [address],
        expected: inTop,
        most: 2,
        rounds: 9,
      },
      {
        title: 'a host that drops 998 of 1,000',
        ports: top.join(','),
        addresses: [silent],
        expected: 2,
        most: 0.5,
        rounds: 3,
      },
    ];
    for (const each of cases) met = (await benchCase(lab, each)) && met;
    await firewall(lab, dropping, [loseFive, 'tcp dport != { 22, 80 } drop']);
    const lossy = await measureOwn(lab, 10, top.join(','), [silent]);
    const found = lossy.rounds.every(({ open }) => open === 2);
    printTable(
      'the same with 5% of what comes to it lost (nft numgen), ten runs',
      ['open found', 'median', 'losses seen', ''],
      [
        [
          opens(lossy.rounds),
          milliseconds(middle(lossy.rounds)),
          lossy.rounds.map(({ losses }) => losses).join(' '),
          found ? 'met' : 'MISSED',
        ],
      ],
    );
    met = met && found;
  }
  await using lab = await createLab({ links: [{ interface: 'eth0', hosts: 250, radvd: false }] });
  const [first] = lab.hosts;
  if (first === undefined) throw new Error('the lab has no hosts');
  await listen(lab, first, [22, 80]);
  return (
    (await benchCase(lab, {
      title: '250 hosts by 100 ports',
      ports: top.slice(0, 100).join(','),
      addresses: lab.hosts.map((host) => addressOf(host, 'link-local')),
      expected: 2,
      most: 1,
      rounds: 3,
    })) && met
  );
}
