import { applicationRoutes, type ApplicationFacts } from './application.ts';
import { createBase } from './base.ts';
import { configFilesRoutes, type ConfigFiles } from './config-files.ts';
import { configurationsRoutes, type ConfigurationStore, type PlanForms } from './configurations.ts';
import { devicesRoutes, type DeviceStore } from './devices.ts';
import { discoveryRoutes, type Runs } from './discovery.ts';
import { dnsRoutes, type DnsRuns } from './dns.ts';
import type { FailureLog } from './failures.ts';
import { interfacesRoutes, type InterfaceList } from './interfaces.ts';
import { pathRoutes, type PathRuns } from './path.ts';
import { pathMtuRoutes, type PathMtuRuns } from './path-mtu.ts';
import { randomTargetsRoutes, type RandomTargetsRuns } from './random-targets.ts';
import { pingRoutes, type PingRuns } from './ping.ts';
import { plansRoutes, type PlanStore } from './plans.ts';
import { vendorsRoutes, type Vendors } from './vendors.ts';
import { wakeRoutes, type WakeRuns } from './wake.ts';
import { parityRoutes, type ParityRuns } from './parity.ts';
import { portsRoutes, type PortRuns } from './ports.ts';
import { shareRoutes, type ShareRuns } from './share.ts';
import { webPageRoutes, type WebPageRuns } from './web-page.ts';
import { terminalRoutes, type Terminals } from './terminal.ts';
import { writersRoutes, type WriterSet } from './writers.ts';

/** The runs of each probe. */
export interface ProbeParts {
  readonly ping: PingRuns;
  readonly path: PathRuns;
  readonly pathMtu: PathMtuRuns;
  readonly randomTargets: RandomTargetsRuns;
  readonly ports: PortRuns;
  readonly parity: ParityRuns;
  readonly webPage: WebPageRuns;
  readonly share: ShareRuns;
  readonly dns: DnsRuns;
  readonly wake: WakeRuns;
}

/** What the router gives access to. Inventory, plans and runs are opened at their first use. */
export interface RouterParts {
  readonly log: FailureLog;
  readonly application: ApplicationFacts;
  readonly readInterfaces: (signal?: AbortSignal) => Promise<InterfaceList>;
  readonly runs: () => Promise<Runs>;
  readonly inventory: () => Promise<DeviceStore>;
  readonly plans: () => Promise<PlanStore>;
  readonly vendors: Vendors;
  readonly probes: ProbeParts;
  readonly terminals: Terminals;
  readonly writers: WriterSet;
  readonly configurations: () => Promise<ConfigurationStore>;
  readonly planForms: PlanForms;
  readonly configFiles: ConfigFiles;
}

/** The one router that every host serves. */
export function createRouter(parts: RouterParts) {
  const base = createBase(parts.log);
  return base.router({
    application: applicationRoutes(base, parts.application),
    interfaces: interfacesRoutes(base, parts.readInterfaces),
    discovery: discoveryRoutes(base, parts.runs, parts.log),
    devices: devicesRoutes(base, parts.inventory),
    plans: plansRoutes(base, parts.plans, parts.readInterfaces, parts.log),
    vendors: vendorsRoutes(base, parts.vendors),
    ping: pingRoutes(base, parts.probes.ping, parts.log),
    path: pathRoutes(base, parts.probes.path, parts.log),
    pathMtu: pathMtuRoutes(base, parts.probes.pathMtu, parts.log),
    randomTargets: randomTargetsRoutes(base, parts.probes.randomTargets, parts.log),
    ports: portsRoutes(base, parts.probes.ports, parts.log),
    parity: parityRoutes(base, parts.probes.parity, parts.log),
    share: shareRoutes(base, parts.probes.share, parts.log),
    webPage: webPageRoutes(base, parts.probes.webPage, parts.log),
    dns: dnsRoutes(base, parts.probes.dns, parts.log),
    wake: wakeRoutes(base, parts.probes.wake, parts.log),
    terminal: terminalRoutes(base, parts.terminals, parts.log),
    writers: writersRoutes(base, parts.writers),
    configurations: configurationsRoutes(base, parts.configurations, parts.planForms),
    configFiles: configFilesRoutes(base, parts.configFiles),
  });
}
export type Router = ReturnType<typeof createRouter>;
