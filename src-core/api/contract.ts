import { applicationContract } from './application.ts';
import { configFilesContract } from './config-files.ts';
import { configurationsContract } from './configurations.ts';
import { devicesContract } from './devices.ts';
import { discoveryContract } from './discovery.ts';
import { dnsContract } from './dns.ts';
import { interfacesContract } from './interfaces.ts';
import { pathContract } from './path.ts';
import { pathMtuContract } from './path-mtu.ts';
import { pingContract } from './ping.ts';
import { randomTargetsContract } from './random-targets.ts';
import { plansContract } from './plans.ts';
import { vendorsContract } from './vendors.ts';
import { parityContract } from './parity.ts';
import { portsContract } from './ports.ts';
import { shareContract } from './share.ts';
import { webPageContract } from './web-page.ts';
import { writersContract } from './writers.ts';
import { wakeContract } from './wake.ts';
import { terminalContract } from './terminal.ts';

/** Everything that the interface can ask of the program; every host serves this same contract. */
export const contract = {
  application: applicationContract,
  interfaces: interfacesContract,
  discovery: discoveryContract,
  devices: devicesContract,
  plans: plansContract,
  vendors: vendorsContract,
  ping: pingContract,
  path: pathContract,
  pathMtu: pathMtuContract,
  randomTargets: randomTargetsContract,
  ports: portsContract,
  parity: parityContract,
  webPage: webPageContract,
  share: shareContract,
  dns: dnsContract,
  wake: wakeContract,
  writers: writersContract,
  configurations: configurationsContract,
  configFiles: configFilesContract,
  terminal: terminalContract,
};
export type Contract = typeof contract;
