import { join } from 'node:path';
import { collect } from '../lab/commands.ts';
import { createPathLab, pathAddresses } from '../lab/path-lab.ts';
import { linkscope } from '../lab/scan.ts';

// What pinging 100 targets five times a second costs: this program and all its pings together, without the start.
// Run it as root after `npm run build`: node test/bench/probes-ping.ts

const targets = 100;
const intervalMs = 200;
const [shortSeconds, longSeconds] = [2, 22];
const mostPercent = 10;

await using lab = await createPathLab();

/** Processor seconds of one run, with those of its children, as bash's `time` counts them. */
async function cost(seconds: number): Promise<number> {
  const addresses = [...pathAddresses.ipv6, ...pathAddresses.ipv4];
  const all = Array.from({ length: targets }, (_, index) => addresses[index % addresses.length] ?? '');
  const options = ['--interval', String(intervalMs), '--duration', String(seconds), '--quiet'];
  const data = ['--data-dir', join(lab.userDirectory, 'data')];
  const script = 'TIMEFORMAT="%U %S"; time "$@" > /dev/null';
  const line = ['bash', '-c', script, 'bash', ...linkscope, 'ping', ...all, ...options, ...data];
  const { code, stderr } = await collect(lab.start(line), 120_000);
  const [user, system] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  if (code !== 0 || user === undefined || system === undefined || Number.isNaN(user + system)) {
    throw new Error(`ping ended with ${code}: ${stderr}`);
  }
  return user + system;
}

const short = await cost(shortSeconds);
const long = await cost(longSeconds);
const percent = ((long - short) / (longSeconds - shortSeconds)) * 100;
console.log(`start with ${targets} targets and ${shortSeconds} s: ${short.toFixed(2)} s of processor time`);
console.log(
  `${targets} targets every ${intervalMs} ms: ${percent.toFixed(1)}% of one core (at most ${mostPercent}%)`,
);
if (percent >= mostPercent) process.exitCode = 1;
