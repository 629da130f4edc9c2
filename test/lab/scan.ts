import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Lab } from './lab.ts';

/** The command line of the program, as built; `npm run build` makes it. */
export const linkscope = [process.execPath, join(import.meta.dirname, '../../bin/linkscope')] as const;

const scannedHost = z.looseObject({
  id: z.string(),
  deviceId: z.number().nullable(),
  change: z.string().nullable(),
  name: z.string().nullable(),
  names: z.array(z.object({ name: z.string(), source: z.string() })),
  mac: z.string().nullable(),
  macOrigin: z.string().nullable(),
  vendor: z.string().nullable(),
  role: z.string(),
  addresses: z.array(
    z.looseObject({
      address: z.string(),
      zone: z.string(),
      kind: z.string(),
      temporary: z.string(),
      sources: z.array(z.string()),
      confirmed: z.boolean(),
    }),
  ),
  services: z.array(z.looseObject({ type: z.string(), name: z.string(), source: z.string() })),
  sources: z.array(z.string()),
  firstSeen: z.string(),
});
/** A row as the command line prints it; times are ISO 8601 there. */
export type ScannedHost = z.infer<typeof scannedHost>;

const summarySchema = z.looseObject({
  scanId: z.number().nullable(),
  durationMs: z.number(),
  hosts: z.number(),
  addresses: z.number(),
  new: z.number(),
  changed: z.number(),
  gone: z.array(z.looseObject({ deviceId: z.number(), name: z.string() })),
  sources: z.array(
    z.looseObject({
      source: z.string(),
      zone: z.string().nullable(),
      state: z.string(),
      message: z.string().nullable(),
    }),
  ),
});
export type ScanSummary = z.infer<typeof summarySchema>;

const failureSchema = z.looseObject({ code: z.string(), message: z.string() });

const eventSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('started') }),
  z.looseObject({ type: z.literal('progress') }),
  z.looseObject({ type: z.literal('item'), hosts: z.array(scannedHost), removed: z.array(z.string()) }),
  z.looseObject({
    type: z.literal('warning'),
    source: z.string().nullable(),
    zone: z.string().nullable(),
    failure: failureSchema,
  }),
  z.looseObject({ type: z.literal('done'), summary: summarySchema }),
  z.looseObject({ type: z.literal('cancelled'), summary: summarySchema }),
  z.looseObject({ type: z.literal('failed'), failure: failureSchema, summary: summarySchema.nullable() }),
]);
export type ScanEvent = z.infer<typeof eventSchema>;

/** One printed event, with the milliseconds since the command was started. */
export interface TimedEvent {
  readonly atMs: number;
  readonly event: ScanEvent;
}

/** What a process used, as far as it was seen: the last look is at most 50 ms before its end. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** What one `linkscope discover --json` did. */
export interface Scan {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  readonly events: readonly TimedEvent[];
  /** The rows as they stood at the end. */
  readonly hosts: readonly ScannedHost[];
  readonly summary: ScanSummary | null;
  readonly warnings: readonly {
    readonly source: string | null;
    readonly message: string;
    readonly code: string;
  }[];
  readonly durationMs: number;
  readonly usage: Usage;
}

/** Looks at what a process and its ended children use, until it has ended. */
export function watchUsage(child: ChildProcess): () => Usage {
  let [ticks, peakKilobytes] = [0, 0];
  const look = () => {
    try {
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
      // proc(5): utime, stime, cutime and cstime are the fields 14 to 17; the name before them may hold spaces.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
      const high = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      peakKilobytes = Math.max(peakKilobytes, Number(high ?? 0));
    } catch (error) {
      // It has just ended.
      if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')))
        throw error;
    }
  };
  const timer = setInterval(look, 50);
  child.once('exit', () => clearInterval(timer));
  // Linux has counted 100 ticks a second for programs since it was written (sysconf(_SC_CLK_TCK)).
  return () => ({ cpuSeconds: ticks / 100, peakMegabytes: peakKilobytes / 1024 });
}

export interface ScanOptions {
  readonly interfaces?: readonly string[];
  /** Kept between scans where the same is named; `data` in the ordinary user's directory where left out. */
  readonly dataDirectory?: string;
  readonly arguments?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What runs the command line, in front of it. */
  readonly wrapper?: readonly string[];
  /** Told of each event as it comes, to act in the middle of a scan. */
  readonly onEvent?: (event: ScanEvent, child: ChildProcess) => void;
  readonly timeoutMs?: number;
}

/** Runs a discovery in the lab by the built command line, as an ordinary user. */
export async function scan(lab: Lab, options: ScanOptions = {}): Promise<Scan> {
  const dataDirectory = options.dataDirectory ?? join(lab.userDirectory, 'data');
  const interfaces = (options.interfaces ?? ['eth0']).flatMap((name) => ['--interface', name]);
  const argv = [...linkscope, 'discover', ...interfaces, '--json', '--data-dir', dataDirectory];
  const begun = performance.now();
  const child = lab.spawn(lab.scanner, [...(options.wrapper ?? []), ...argv, ...(options.arguments ?? [])], {
    env: options.env ?? {},
  });
  const usage = watchUsage(child);
  const { stdout } = child;
  if (stdout === null) throw new Error('the command has no output');
  const events: TimedEvent[] = [];
  const rows = new Map<string, ScannedHost>();
  let stderr = '';
  let problem: Error | undefined;
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  const timeoutMs = options.timeoutMs ?? 60_000;
  const timer = setTimeout(() => {
    const going = events.findLast(({ event }) => event.type === 'progress');
    problem ??= new Error(`the scan did not end within ${timeoutMs} ms: ${JSON.stringify(going)} ${stderr}`);
    child.kill('SIGKILL');
  }, timeoutMs);
  createInterface({ input: stdout }).on('line', (line) => {
    try {
      const event = eventSchema.parse(JSON.parse(line));
      events.push({ atMs: performance.now() - begun, event });
      if (event.type === 'item') {
        for (const id of event.removed) rows.delete(id);
        for (const host of event.hosts) rows.set(host.id, host);
      }
      options.onEvent?.(event, child);
    } catch (error) {
      problem ??= error instanceof Error ? error : new Error(String(error));
    }
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...end) => resolve(end));
  });
  clearTimeout(timer);
  if (problem !== undefined) throw problem;
  const last = events.at(-1)?.event;
  return {
    code,
    signal,
    stderr,
    events,
    hosts: [...rows.values()],
    summary:
      last?.type === 'done' || last?.type === 'cancelled' || last?.type === 'failed' ? last.summary : null,
    warnings: events.flatMap(({ event }) =>
      event.type === 'warning' ? [{ source: event.source, ...event.failure }] : [],
    ),
    durationMs: performance.now() - begun,
    usage: usage(),
  };
}
