import type { PingItem, PingOptions, PingReport } from '../../src-core/api/ping.ts';
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
  };
  return {
    ...probes,
    /** Cancels every run and waits for their ends. */
    async close(): Promise<void> {
      await Promise.all(Object.values(probes).map((runs) => runs.close()));
    },
  };
}
