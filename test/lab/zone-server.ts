import { setTimeout as sleep } from 'node:timers/promises';
import type { PairLab } from './pair-lab.ts';

/** So many octets of text, in strings of 100. */
function longText(octets: number): string {
  return Array.from({ length: Math.ceil(octets / 101) }, () => `"${'x'.repeat(100)}"`).join(' ');
}

const zone = `
$ORIGIN example.
$TTL 3600
@ SOA ns hostmaster 1 7200 900 1209600 300
@ NS ns
ns AAAA 2001:db8:1::2
ns A 192.0.2.66
nas AAAA 2001:db8:1::53
nas A 192.0.2.67
www CNAME nas
@ MX 10 nas
_ssh._tcp SRV 0 5 22 nas
text TXT "one two" "quote \\" and \\233"
@ CAA 0 issue "ca.example"
web HTTPS 1 . alpn=h2,h3 port=8443 ipv6hint=2001:db8:1::53
large TXT ${longText(3000)}
huge TXT ${longText(6000)}
`;

const reverse = `
$TTL 3600
@ SOA ns.example. hostmaster.example. 1 7200 900 1209600 300
@ NS ns.example.
3.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0 PTR nas.example.
`;

/** Starts nsd with zones of its own on the other computer of a lab; returns when it answers. */
export async function startZoneServer(lab: PairLab): Promise<void> {
  const directory = lab.userDirectory;
  const configuration = lab.file(
    'nsd.conf',
    `
server:
  ip-address: ::0
  ip-address: 0.0.0.0
  username: ""
  zonesdir: ""
  pidfile: ""
  database: ""
  logfile: ""
  zonelistfile: "${directory}/zone.list"
  xfrdfile: ""
  xfrdir: "${directory}"
  ipv4-edns-size: 4096
  ipv6-edns-size: 4096
remote-control:
  control-enable: no
zone:
  name: example
  zonefile: "${lab.file('example.zone', zone)}"
zone:
  name: 8.b.d.0.1.0.0.2.ip6.arpa
  zonefile: "${lab.file('reverse.zone', reverse)}"
`,
  );
  const server = lab.startOther(['nsd', '-d', '-c', configuration]);
  let printed = '';
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const deadline = Date.now() + 20_000;
  while (!printed.includes('nsd started')) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error(`nsd does not answer: ${printed}`);
    await sleep(50);
  }
}
