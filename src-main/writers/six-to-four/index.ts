import type { Checker, CheckPlan } from '../checker.ts';
import type { WrittenFile } from '../written.ts';
import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

/** Runs a program over the one file in this place. */
function over(place: string, args: (path: string, folder: string) => readonly string[]): Checker['plan'] {
  return (files: readonly WrittenFile[], folder: string): CheckPlan[] =>
    files
      .filter(({ path }) => path.startsWith(place))
      .map(({ path }) => ({ args: args(`${folder}/${path}`, folder) }));
}

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
      plan: over('etc/network/', (path, folder) => [
        ...'--no-act --force --no-mappings --no-scripts --all --state-dir'.split(' '),
        folder,
        '--interfaces',
        path,
      ]),
    },
    {
      name: 'nft -c',
      command: 'nft',
      package: 'nftables',
      root: true,
      plan: over('gateway/etc/nftables.d/', (path) => ['-c', '-f', path]),
    },
    {
      name: 'iptables-restore --test',
      command: 'iptables-restore',
      package: 'iptables',
      root: true,
      plan: over('gateway/etc/iptables/', (path) => ['--test', '--noflush', path]),
    },
  ],
});
