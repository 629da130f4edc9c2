import { loadavg } from 'node:os';
import { join } from 'node:path';
import { collect } from '../lab/commands.ts';
import { createPathLab, pathAddresses } from '../lab/path-lab.ts';
import { linkscope } from '../lab/scan.ts';
import { median, printTable } from './table.ts';

// What pinging 100 targets five times a second costs: this program and all its pings together, without the start, and
// the pings by themselves in the same run.
// Run it as root after `npm run build`: node test/bench/probes-ping.ts

const targets = 100;
const intervalMs = 200;
const [shortSeconds, longSeconds] = [2, 22];
const mostPercent = 10;
/** What waking a process costs differs from minute to minute. */
const rounds = 3;

await using lab = await createPathLab();

const addresses = [...pathAddresses.ipv6, ...pathAddresses.ipv4];
const all = Array.from({ length: targets }, (_, index) => addresses[index % addresses.length] ?? '');

/** Processor seconds of a command, with those of its children, as bash's `time` counts them. */
async function timed(script: string, ...words: readonly string[]): Promise<number> {
  const line = ['bash', '-c', `TIMEFORMAT="%U %S"; time ${script}`, 'bash', ...words];
  const { code, stderr } = await collect(lab.start(line), 120_000);
  const [user, system] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  if (code !== 0 || user === undefined || system === undefined || Number.isNaN(user + system)) {
    throw new Error(`ping ended with ${code}: ${stderr}`);
  }
  return user + system;
}

async function own(seconds: number): Promise<number> {
  const options = ['--interval', String(intervalMs), '--duration', String(seconds), '--quiet'];
  const data = ['--data-dir', join(lab.userDirectory, 'data')];
  return await timed('"$@" > /dev/null', ...linkscope, 'ping', ...all, ...options, ...data);
}

/** The same pings by themselves: nobody reads what they print. */
async function alone(seconds: number): Promise<number> {
  const each = `ping -n -i ${intervalMs / 1000} -w ${seconds} "$target" > /dev/null &`;
  return await timed(`(for target in "$@"; do ${each} done; wait)`, ...all);
}

/** The part of one core that it takes, in percent, without the start. */
async function percentOf(cost: (seconds: number) => Promise<number>): Promise<number> {
  const short = await cost(shortSeconds);
  return (((await cost(longSeconds)) - short) / (longSeconds - shortSeconds)) * 100;
}

const plain: number[] = [];
const ours: number[] = [];
for (let round = 0; round < rounds; round++) {
  plain.push(await percentOf(alone));
  ours.push(await percentOf(own));
}
const percent = median(ours) ?? Infinity;
const met = percent < mostPercent;
const shown = (percents: readonly number[]) => [
  `${median(percents)?.toFixed(1)}%`,
  `${Math.min(...percents).toFixed(1)} to ${Math.max(...percents).toFixed(1)}%`,
];
printTable(
  `${targets} targets every ${intervalMs} ms, ${rounds} rounds (load of this computer: ${loadavg()[0]?.toFixed(1)})`,
  ['tool', 'of one core', 'all rounds', 'goal'],
  [
    ['the same pings alone, unread', ...shown(plain), ''],
    ['linkscope and its pings', ...shown(ours), `under ${mostPercent}% ${met ? 'met' : 'MISSED'}`],
  ],
);
if (!met) process.exitCode = 1;
