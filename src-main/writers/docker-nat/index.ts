import { lengthOf } from '../../../src-core/net/prefix.ts';
import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { read } from './read.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';
import { nftChecker, shellChecker } from '../file-checkers.ts';

const daemon = 'etc/docker/daemon.json';

/** Docker whose containers have unique local addresses, translated on the way out. For tests alone. */
export default defineWriter({
  id: 'docker-nat',
  title: 'Docker with IPv6 behind NAT',
  group: 'containers-and-virtual-machines',
  about:
    'daemon.json and the rule that translates, for tests where no prefix can be routed to the host. Not for production.',
  keywords: ['daemon.json', 'fixed-cidr-v6', 'ip6tables', 'nft', 'masquerade', 'NAT66', 'container'],
  systems: ['S22'],
  schema,
  start: { prefix: 'fd5a:3c1e:9b42::/64' },
  sample: {
    prefix: 'fd5a:3c1e:9b42::/64',
    rule: 'nft',
    outside: 'eth0',
    dns: ['2001:db8::53'],
  },
  examine,
  write,
  read,
  signs: { names: [/(^|\/)daemon\.json$/], texts: [/"fixed-cidr-v6"\s*:/, /"ip6tables"\s*:/] },
  fromPlan: ({ node, below }) => {
    const subnet = [node, ...below].find(({ ipv6 }) => ipv6 !== null && lengthOf(ipv6) === 64);
    if (subnet === undefined) return {};
    return {
      node: subnet.id,
      prefix: subnet.ipv6,
      dns: subnet.dns.filter((address) => address.includes(':')).slice(0, 3),
    };
  },
  checkers: [
    {
      name: 'dockerd --validate',
      command: 'dockerd',
      package: 'docker-ce 23 or later',
      plan: (_files, folder) => [{ args: ['--validate', '--config-file', `${folder}/${daemon}`] }],
      impossible: ({ stderr }) =>
        stderr.includes('unknown flag: --validate')
          ? 'this dockerd cannot check a file: 23 and later can'
          : undefined,
    },
    nftChecker,
    shellChecker,
  ],
});
