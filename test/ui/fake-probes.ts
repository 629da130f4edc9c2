import { setTimeout as sleep } from 'node:timers/promises';
import type { PathHop, PathItem, PathOptions, PathReport } from '../../src-core/api/path.ts';
import type { PathMtuItem, PathMtuOptions, PathMtuReport } from '../../src-core/api/path-mtu.ts';
import type {
  RandomTargetItem,
  RandomTargetsOptions,
  RandomTargetsReport,
} from '../../src-core/api/random-targets.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { ProbeRuns, type ProbeJob } from '../../src-main/probes/probe-run.ts';
import { fakeParts } from '../../src-main/api/fake-parts.test-support.ts';
import { fakeDns, fakeWake } from './fake-names.ts';
import { fakePings } from './fake-pings.ts';
import { fakePorts } from './fake-ports.ts';

const logger = { warn: () => undefined, error: () => undefined };
const doing = (words: string, done: number, total: number | null) =>
  ({ type: 'progress', doing: words, done, total, elapsedMs: done * 100, remainingMs: null }) as const;

interface FakePath extends ProbeJob<PathItem, PathReport> {
  report(): PathReport;
}

let runs = 0;

/** A path of four routers; every third and fourth run goes through another one in the middle. */
function fakePath({ target, family, rounds = 3 }: PathOptions): FakePath {
  const six = family !== 'ipv4';
  const other = Math.floor(runs++ / 2) % 2 === 1;
  const place = (hop: number) =>
    parseAddress(
      six ? `2001:db8:${hop === 3 && other ? 'f' : hop}::1` : `192.0.2.${hop === 3 && other ? 77 : hop}`,
    );
  const items: PathItem[] = [];
  let done = 0;
  const report = (): PathReport => ({
    target: { text: target, address: place(5), zone: null },
    zone: null,
    startedAt: Date.now(),
    method: 'traceroute',
    rounds: done,
    reached: done > 0,
    hops: [1, 2, 3, 4, 5].map((hop): PathHop => {
      const rtts = items.flatMap((item) => (item.hop === hop && item.rttMs !== null ? [item.rttMs] : []));
      const sent = items.filter((item) => item.hop === hop).length;
      const average = rtts.length === 0 ? null : rtts.reduce((sum, each) => sum + each, 0) / rtts.length;
      return {
        hop,
        addresses:
          hop === 4
            ? []
            : [{ address: place(hop), replies: rtts.length, name: hop === 1 ? 'router.example' : null }],
        sent,
        lost: sent - rtts.length,
        lastMs: rtts.at(-1) ?? null,
        avgMs: average,
        bestMs: rtts.length === 0 ? null : Math.min(...rtts),
        worstMs: rtts.length === 0 ? null : Math.max(...rtts),
        jitterMs: rtts.length === 0 ? null : 0.2,
        notes: [],
      };
    }),
  });
  return {
    title: `path to ${target}`,
    summary: report,
    report,
    async *steps(signal) {
      for (const last = rounds ?? Number.POSITIVE_INFINITY; done < last; done++) {
        await sleep(120, undefined, { signal }).catch(() => undefined);
        signal.throwIfAborted();
        const found = [1, 2, 3, 4, 5].map((hop): PathItem => {
          const silent = hop === 4 || (hop === 2 && done % 3 === 2);
          const rttMs = silent ? null : hop * 1.5 + Math.abs(Math.sin(done + hop));
          return { round: done + 1, hop, from: silent ? null : place(hop), rttMs, note: null };
        });
        items.push(...found);
        yield { type: 'item', items: found };
        yield doing(`asking the path to ${target}`, done + 1, rounds);
      }
    },
  };
}

/** `hole.example` has a black hole; everything else is behind a tunnel. */
function fakePathMtu({ target }: PathMtuOptions): ProbeJob<PathMtuItem, PathMtuReport> {
  const hole = target.startsWith('hole');
  const router = parseAddress('2001:db8:2::1');
  return {
    title: `path MTU to ${target}`,
    summary: () => ({
      target: { text: target, address: parseAddress('2001:db8:5::1'), zone: null },
      zone: null,
      firstMtu: 1500,
      mtu: 1480,
      drops: [{ router, hop: 2, mtu: 1480, silent: hole }],
      blackHole: hole,
      causes: [{ name: '6in4 or 6to4 tunnel', why: '1500 less the 20 octets of an IPv4 header' }],
      limits: [],
    }),
    async *steps(signal) {
      const sizes = [1500, 1280, 1390, 1445, 1472, 1486, 1479, 1482, 1480, 1481];
      for (const [index, size] of sizes.entries()) {
        await sleep(60, undefined, { signal });
        const big = size > 1480;
        const outcome = big ? (hole ? 'lost' : 'too-big') : 'passed';
        const from = outcome === 'too-big' ? router : null;
        const mtu = outcome === 'too-big' ? 1480 : null;
        yield { type: 'item', items: [{ size, hopLimit: null, outcome, from, mtu }] };
        yield doing(`sending ${size} octets`, index + 1, null);
      }
    },
  };
}

/** One in ten answers, one in ten is refused by a router. */
function fakeRandom(options: RandomTargetsOptions): ProbeJob<RandomTargetItem, RandomTargetsReport> {
  const { prefix, count } = options;
  const items: RandomTargetItem[] = [];
  const of = (outcome: RandomTargetItem['outcome']) => items.filter((item) => item.outcome === outcome);
  return {
    title: `${count} random addresses of ${prefix}`,
    summary: () => ({
      prefix,
      zone: null,
      asked: items.length,
      answered: of('answered').map(({ address, rttMs }) => ({ address, rttMs })),
      unreachable: of('unreachable').length,
      silent: of('silent').length,
    }),
    async *steps(signal) {
      for (let index = 0; index < count; index++) {
        await sleep(5, undefined, { signal });
        const outcome = (['answered', 'unreachable'] as const)[index % 10] ?? 'silent';
        const refused = outcome === 'unreachable';
        const item: RandomTargetItem = {
          address: parseAddress(
            `2001:db8:0:${((index * 40_503) % 65_536).toString(16)}:0:1:2:${index.toString(16)}`,
          ),
          zone: null,
          outcome,
          rttMs: outcome === 'answered' ? 1.5 + (index % 7) : null,
          from: refused ? parseAddress('2001:db8::1') : null,
          message: refused ? 'Destination unreachable: No route' : null,
        };
        items.push(item);
        yield { type: 'item', items: [item] };
        yield doing(`asking ${count} addresses`, index + 1, count);
      }
    },
  };
}

/** The probes over a made-up network. @param pingHistoryMs how long a ping has been going when it is started */
export function fakeProbes(pingHistoryMs = 0) {
  return {
    ...fakeParts().probes,
    ...fakePorts(),
    ping: fakePings(pingHistoryMs),
    dns: fakeDns(),
    wake: fakeWake(),
    path: new ProbeRuns<PathOptions, PathItem, PathReport, FakePath>({ prepare: fakePath, logger }),
    pathMtu: new ProbeRuns<PathMtuOptions, PathMtuItem, PathMtuReport>({ prepare: fakePathMtu, logger }),
    randomTargets: new ProbeRuns<RandomTargetsOptions, RandomTargetItem, RandomTargetsReport>({
      prepare: fakeRandom,
      logger,
    }),
  };
}
