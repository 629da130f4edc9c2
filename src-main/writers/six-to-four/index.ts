import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';
import { forEachFile, nftChecker } from '../file-checkers.ts';

/** 6to4 (RFC 3056): IPv6 from a public IPv4 address, where there is no other. */
export default defineWriter({
  id: 'six-to-four',
  title: '6to4',
  group: 'tunnels-and-translation',
  about:
    'A /48 from a static public IPv4 address, also behind a NAT gateway. An old way (RFC 7526): a tunnel of a provider or native IPv6 is better where it can be had.',
  keywords: ['6to4', 'tun6to4', '2002::/16', 'sit', 'protocol 41'],
  systems: ['S07'],
  schema,
  start: { ipv4: '192.0.2.4' },
  sample: {
    ipv4: '192.0.2.4',
    relay: '198.51.100.1',
    networks: [{ interface: 'eth1', subnet: 1 }],
    nat: { host: '192.168.1.5' },
  },
  examine,
  write,
  fromPlan,
  checkers: [
    {
      name: 'ifup --no-act',
      command: 'ifup',
      package: 'ifupdown',
      plan: forEachFile(
        ({ path }) => path.startsWith('etc/network/'),
        ...'--no-act --force --no-mappings --no-scripts --all --state-dir /nonexistent --interfaces'.split(
          ' ',
        ),
      ),
    },
    nftChecker,
    {
      name: 'iptables-restore --test',
      command: 'iptables-restore',
      package: 'iptables',
      root: true,
      plan: forEachFile(({ path }) => path.startsWith('gateway/etc/iptables/'), '--test', '--noflush'),
    },
  ],
});
