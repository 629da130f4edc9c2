import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { collect } from '../lab/commands.ts';
import type { Lab } from '../lab/lab.ts';
import { watchUsage } from '../lab/scan.ts';

const round = z.object({ wholeMs: z.number(), open: z.number(), unknown: z.number(), losses: z.number() });
export type Round = z.infer<typeof round>;

export interface Measured {
  /** Linkscope's rounds in one process; the first starts the threads. */
  readonly own: readonly Round[];
  readonly nmap: readonly Round[];
  readonly peakMegabytes: number;
  /** Processor time of all rounds of each. */
  readonly ownSeconds: number;
  readonly nmapSeconds: number;
}

/** Scans with nmap once, with all that starting it takes. */
async function nmapRound(
  lab: Lab,
  ports: string,
  addresses: readonly string[],
): Promise<{ round: Round; seconds: number }> {
  const family = addresses[0]?.includes(':') === true ? ['-6'] : [];
  const argv = ['nmap', ...family, '-sT', '-n', '-Pn', '-p', ports, '-oG', '-', ...addresses];
  const begun = performance.now();
  const child = lab.spawn(lab.scanner, argv);
  const usage = watchUsage(child);
  const { code, stdout, stderr } = await collect(child, 60_000);
  if (code !== 0) throw new Error(`nmap ended with ${code}: ${stderr}`);
  const wholeMs = performance.now() - begun;
  const open = [...stdout.matchAll(/\d+\/open\/tcp/g)].length;
  return { round: { wholeMs, open, unknown: 0, losses: 0 }, seconds: usage().cpuSeconds };
}

/**
 * Scans with Linkscope, in one process as the program that is running, and with nmap, in turn: whatever else this
 * computer does, it does to both.
 * @param rounds how many of each, after a first one of Linkscope that starts its threads
 * @param what `cancel` stops each scan in its middle: its time is then that of stopping
 */
export async function measureScanners(
  lab: Lab,
  rounds: number,
  ports: string,
  addresses: readonly string[],
  withNmap = true,
  what: 'scan' | 'cancel' = 'scan',
): Promise<Measured> {
  const runner = join(import.meta.dirname, 'port-rounds.ts');
  const child = lab.spawn(lab.scanner, [process.execPath, runner, ports, ...addresses], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('the scanner has no input or output');
  const ended = once(child, 'close');
  const usage = watchUsage(child);
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const own: Round[] = [];
  const nmap: Round[] = [];
  let nmapSeconds = 0;
  try {
    for (let index = 0; index <= rounds; index++) {
      stdin.write(`${what}\n`);
      const line = await lines.next();
      if (line.done === true) throw new Error('the scanner ended before its last round');
      own.push(round.parse(JSON.parse(line.value)));
      if (!withNmap || index === 0) continue;
      const beside = await nmapRound(lab, ports, addresses);
      nmap.push(beside.round);
      nmapSeconds += beside.seconds;
    }
  } finally {
    stdin.end();
    await ended;
  }
  const { peakMegabytes, cpuSeconds } = usage();
  return { own, nmap, peakMegabytes, ownSeconds: cpuSeconds, nmapSeconds };
}
