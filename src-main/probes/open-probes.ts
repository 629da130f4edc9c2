import type { DnsItem, DnsOptions, DnsReport } from '../../src-core/api/dns.ts';
import type { PingItem, PingOptions, PingReport } from '../../src-core/api/ping.ts';
import type { PathItem, PathOptions, PathReport } from '../../src-core/api/path.ts';
import type { PathMtuItem, PathMtuOptions, PathMtuReport } from '../../src-core/api/path-mtu.ts';
import type {
  RandomTargetItem,
  RandomTargetsOptions,
  RandomTargetsReport,
} from '../../src-core/api/random-targets.ts';
import type { WakeItem, WakeOptions, WakeReport } from '../../src-core/api/wake.ts';
import { prepareDns } from './dns/dns-job.ts';
import { preparePath, type PathJob } from './path/path-job.ts';
import { preparePathMtu } from './path-mtu/path-mtu-job.ts';
import { prepareRandomTargets } from './random-targets/random-targets-job.ts';
import type { ParityDevice, ParityOptions, ParitySummary } from '../../src-core/api/parity.ts';
import type { PortItem, PortOptions, PortSummary } from '../../src-core/api/ports.ts';
import { prepareParity, type ParityInventory } from './parity/parity-job.ts';
import { LanePool } from './ports/lane-pool.ts';
import { preparePorts } from './ports/port-job.ts';
import { preparePing, type PingJob } from './ping/ping-job.ts';
import type { WebPageItem, WebPageOptions, WebPageReport } from '../../src-core/api/web-page.ts';
import type { ShareItem, ShareOptions, ShareReport } from '../../src-core/api/share.ts';
import { prepareShare, type ShareJob } from './share/share-job.ts';
import { prepareWebPage, type WebPageJob } from './web-page/web-page-job.ts';
import { ProbeRuns, type ProbeLogger } from './probe-run.ts';
import { prepareWake } from './wake/wake-job.ts';

/** The newest outcomes that are kept for those who follow; what is older is in the windows of a run. */
const keptOutcomes = 10_000;
/** The newest requests that are kept of a page or a folder. */
const keptRequests = 2_000;

/**
 * The runs of every probe, none of which is going yet.
 * @param inventory where the devices of a comparison are read, opened at its first use
 */
export function openProbes(logger: ProbeLogger, inventory: () => Promise<ParityInventory>) {
  // Port scans and comparisons share their threads.
  const pool = new LanePool();
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
    ports: new ProbeRuns<PortOptions, PortItem, PortSummary>({
      prepare: (options, signal) => preparePorts(pool, options, signal),
      logger,
    }),
    share: new ProbeRuns<ShareOptions, ShareItem, ShareReport, ShareJob>({
      prepare: prepareShare,
      logger,
      keptItems: keptRequests,
    }),
    webPage: new ProbeRuns<WebPageOptions, WebPageItem, WebPageReport, WebPageJob>({
      prepare: prepareWebPage,
      logger,
      keptItems: keptRequests,
    }),
    parity: new ProbeRuns<ParityOptions, ParityDevice, ParitySummary>({
      prepare: async (options) => await prepareParity(pool, await inventory(), options),
      logger,
    }),
    dns: new ProbeRuns<DnsOptions, DnsItem, DnsReport>({ prepare: prepareDns, logger }),
    wake: new ProbeRuns<WakeOptions, WakeItem, WakeReport>({ prepare: prepareWake, logger }),
  };
  return {
    ...probes,
    /** Cancels every run and waits for their ends. */
    async close(): Promise<void> {
      await Promise.all(Object.values(probes).map((runs) => runs.close()));
      await pool.close();
    },
  };
}
