import type { PingItem, PingOptions, PingReport } from '../../src-core/api/ping.ts';
import type { PathItem, PathOptions, PathReport } from '../../src-core/api/path.ts';
import type { PathMtuItem, PathMtuOptions, PathMtuReport } from '../../src-core/api/path-mtu.ts';
import type {
  RandomTargetItem,
  RandomTargetsOptions,
  RandomTargetsReport,
} from '../../src-core/api/random-targets.ts';
import { preparePath, type PathJob } from './path/path-job.ts';
import { preparePathMtu } from './path-mtu/path-mtu-job.ts';
import { prepareRandomTargets } from './random-targets/random-targets-job.ts';
import { preparePing, type PingJob } from './ping/ping-job.ts';
import { ProbeRuns, type ProbeLogger } from './probe-run.ts';

/** The newest outcomes that are kept for those who follow; what is older is in the windows of a run. */
const keptOutcomes = 10_000;

/** The runs of every probe, none of which is going yet. */
export function openProbes(logger: ProbeLogger) {
  const probes = {
    ping: new ProbeRuns<PingOptions, PingItem, PingReport, PingJob>({
      prepare: preparePing,
      logger,
      keptItems: keptOutcomes,
    }),
    path: new ProbeRuns<PathOptions, PathItem, PathReport, PathJob>({
      prepare: preparePath,
      logger,
      keptItems: keptOutcomes,
    }),
    pathMtu: new ProbeRuns<PathMtuOptions, PathMtuItem, PathMtuReport>({ prepare: preparePathMtu, logger }),
    randomTargets: new ProbeRuns<RandomTargetsOptions, RandomTargetItem, RandomTargetsReport>({
      prepare: prepareRandomTargets,
      logger,
    }),
  };
  return {
    ...probes,
    /** Cancels every run and waits for their ends. */
    async close(): Promise<void> {
      await Promise.all(Object.values(probes).map((runs) => runs.close()));
    },
  };
}
