import { loadavg } from 'node:os';
import { formatPorts } from '../../src-core/ports/port-set.ts';
import { topPorts } from '../../src-core/ports/top-ports.ts';
import { createLab, type Lab } from '../lab/lab.ts';
import { addressOf, firewall, listen, loseFive } from '../lab/port-hosts.ts';
import { measureScanners, type Round } from './port-scanners.ts';
import { median, milliseconds, printTable, ratio } from './table.ts';

// Port scans beside nmap. Linkscope scans as the running program does: the same process for all rounds, of which the
// first, which starts the threads, is told apart. nmap is started anew each time, as it has to be.

const middle = (rounds: readonly Round[]) => median(rounds.map(({ wholeMs }) => wholeMs));
const opens = (rounds: readonly Round[]) => rounds.map(({ open }) => open).join(' ');
const mostMegabytes = 250;

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
  const { own, nmap, peakMegabytes, ownSeconds, nmapSeconds } = await measureScanners(
    lab,
    each.rounds,
    each.ports,
    each.addresses,
  );
  const [first, ...warm] = own;
  const [time, nmapTime] = [middle(warm), middle(nmap)];
  const processor = (seconds: number, rounds: readonly Round[]) => (seconds / rounds.length).toFixed(2);
  printTable(
    each.title,
    ['tool', 'runs', 'open found', 'median', 'processor s a run', 'peak MB'],
    [
      [
        'linkscope, warm',
        `${warm.length}`,
        opens(warm),
        milliseconds(time),
        processor(ownSeconds, own),
        peakMegabytes.toFixed(0),
      ],
      ['linkscope, first', '1', `${first?.open}`, milliseconds(first?.wholeMs ?? null), '', ''],
      ['nmap', `${nmap.length}`, opens(nmap), milliseconds(nmapTime), processor(nmapSeconds, nmap), ''],
    ],
  );
  const quick = time !== null && nmapTime !== null && time <= nmapTime * each.most;
  const whole = own.every(({ open, unknown }) => open === each.expected && unknown === 0);
  const small = peakMegabytes < mostMegabytes;
  printTable(
    `goals (load of this computer: ${loadavg()[0]?.toFixed(1)})`,
    ['goal', 'seen', ''],
    [
      [`within ${each.most} of nmap’s time`, ratio(time, nmapTime), quick ? 'met' : 'MISSED'],
      [`all ${each.expected} open ports, every run`, opens(own), whole ? 'met' : 'MISSED'],
      [`memory under ${mostMegabytes} MB`, `${peakMegabytes.toFixed(0)} MB`, small ? 'met' : 'MISSED'],
    ],
  );
  return quick && whole && small;
}

const twenty = [
  22, 80, 443, 8080, 9000, 1234, 2222, 3333, 4444, 5555, 10_000, 12_345, 20_000, 23_456, 30_000, 34_567,
  40_000, 45_678, 50_000, 60_001,
];
const thousand = formatPorts(topPorts());

const smallLab = async () => await createLab({ links: [{ interface: 'eth0', hosts: 2, radvd: false }] });

/** The host to scan in a small lab, and its address. */
function oneHost(lab: Lab): { host: Lab['hosts'][number]; address: string } {
  const host = lab.hosts[1];
  if (host === undefined) throw new Error('too few hosts');
  return { host, address: addressOf(host, 'link-local') };
}

async function benchOpen(title: string, ports: string, most: number, rounds: number): Promise<boolean> {
  await using lab = await smallLab();
  const { host, address } = oneHost(lab);
  await listen(lab, host, twenty);
  const top = topPorts();
  const expected = ports === thousand ? twenty.filter((port) => top.includes(port)).length : twenty.length;
  return await benchCase(lab, { title, ports, addresses: [address], expected, most, rounds });
}

const dropRest = 'tcp dport != { 22, 80 } drop';

async function benchDropping(): Promise<boolean> {
  await using lab = await smallLab();
  const { host, address } = oneHost(lab);
  await listen(lab, host, [22, 80]);
  await firewall(lab, host, [dropRest]);
  return await benchCase(lab, {
    title: 'a host that drops 998 of 1,000',
    ports: thousand,
    addresses: [address],
    expected: 2,
    most: 0.5,
    rounds: 3,
  });
}

async function benchLossy(): Promise<boolean> {
  await using lab = await smallLab();
  const { host, address } = oneHost(lab);
  await listen(lab, host, [22, 80]);
  await firewall(lab, host, [loseFive, dropRest]);
  const { own } = await measureScanners(lab, 9, thousand, [address], false);
  const found = own.every(({ open }) => open === 2);
  printTable(
    'a host that drops 998 of 1,000, with 5% of what comes to it lost (nft numgen), ten runs',
    ['open found', 'median', 'losses seen', ''],
    [
      [
        opens(own),
        milliseconds(middle(own)),
        own.map(({ losses }) => losses).join(' '),
        found ? 'met' : 'MISSED',
      ],
    ],
  );
  return found;
}

const mostStopMs = 200;

async function benchCancel(): Promise<boolean> {
  await using lab = await smallLab();
  const { host, address } = oneHost(lab);
  await listen(lab, host, [22, 80]);
  await firewall(lab, host, [dropRest]);
  const { own } = await measureScanners(lab, 9, '1-65535', [address], false, 'cancel');
  const slowest = Math.max(...own.map(({ wholeMs }) => wholeMs));
  const met = slowest <= mostStopMs && own.every(({ unknown }) => unknown > 0);
  printTable(
    'a scan of 65,535 ports that is stopped in its middle, ten times: until no socket is left',
    ['median', 'slowest', `goal: ${mostStopMs} ms`],
    [[milliseconds(middle(own)), milliseconds(slowest), met ? 'met' : 'MISSED']],
  );
  return met;
}

async function benchMany(): Promise<boolean> {
  await using lab = await createLab({ links: [{ interface: 'eth0', hosts: 250, radvd: false }] });
  const [first] = lab.hosts;
  if (first === undefined) throw new Error('the lab has no hosts');
  await listen(lab, first, [22, 80]);
  return await benchCase(lab, {
    title: '250 hosts by 100 ports',
    ports: formatPorts(topPorts().slice(0, 100)),
    addresses: lab.hosts.map((host) => addressOf(host, 'link-local')),
    expected: 2,
    most: 1,
    rounds: 3,
  });
}

/** The measurements by name, each in a lab of its own; true where its goals were met. */
export const portBenches: Readonly<Record<string, () => Promise<boolean>>> = {
  'ports-all': () => benchOpen('65,535 ports of a link-local host, 20 open', '1-65535', 1, 5),
  'ports-top': () => benchOpen('1,000 common ports', thousand, 2, 9),
  'ports-drop': benchDropping,
  'ports-loss': benchLossy,
  'ports-cancel': benchCancel,
  'ports-many': benchMany,
};
