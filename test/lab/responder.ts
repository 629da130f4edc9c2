import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { startHostileMdns } from './responders/hostile-mdns.ts';
import { startLlmnr, startMdns } from './responders/mdns.ts';
import { startSsdp } from './responders/ssdp.ts';
import { startWsDiscovery } from './responders/ws-discovery.ts';

// One host's announcements, run inside of its namespace: node responder.ts CONFIGURATION

const configurationSchema = z.object({
  name: z.string(),
  services: z.array(z.enum(['mdns', 'avahi', 'ssdp', 'ws-discovery', 'llmnr', 'hostile-mdns'])).readonly(),
  addresses: z.array(z.string()),
});
export type ResponderConfiguration = z.infer<typeof configurationSchema>;

const starters = {
  mdns: startMdns,
  llmnr: startLlmnr,
  ssdp: startSsdp,
  'ws-discovery': startWsDiscovery,
  'hostile-mdns': startHostileMdns,
};

const [file] = process.argv.slice(2);
if (file !== undefined && import.meta.main) {
  const configuration = configurationSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const service of configuration.services) {
    if (service !== 'avahi') await starters[service](configuration);
  }
  process.stdout.write('ready\n');
}
