import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';
import { shellChecker } from '../file-checkers.ts';

/** Xen with routed networking: a /64 for every DomU. */
export default defineWriter({
  id: 'xen',
  title: 'Xen with routed IPv6',
  group: 'containers-and-virtual-machines',
  about:
    'The hotplug script and its settings for Dom0, and the interfaces of every DomU: each has a routed /64 of its own.',
  keywords: ['Xen', 'vif-route', 'Dom0', 'DomU', 'xl', 'interfaces'],
  systems: ['S25'],
  schema,
  start: {
    guests: [{ name: 'mydomu1', gateway: '2001:db8:0:1::1/64', address: '2001:db8:0:1::2/64' }],
  },
  sample: {
    guests: [
      {
        name: 'mydomu1',
        gateway: '2001:db8:0:1::1/64',
        address: '2001:db8:0:1::2/64',
        ipv4: '192.0.2.31',
        ipv4Gateway: '192.0.2.1',
      },
      { name: 'mydomu2', gateway: '2001:db8:0:2::1/64', address: '2001:db8:0:2::2/64' },
    ],
  },
  examine,
  write,
  fromPlan,
  checkers: [
    shellChecker,
    {
      name: 'ifquery',
      command: 'ifquery',
      package: 'ifupdown',
      plan: (files, folder) =>
        files
          .filter(({ path }) => path.endsWith('/etc/network/interfaces'))
          .map(({ path }) => ({ args: ['--interfaces', `${folder}/${path}`, '--all', '--list'] })),
    },
  ],
});
