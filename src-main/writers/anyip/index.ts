import { defineWriter } from '../writer.ts';
import { examine } from './examine.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

const unit = 'etc/systemd/system/anyip.service';

/** AnyIP of Linux: a whole prefix is local to one host. */
export default defineWriter({
  id: 'anyip',
  title: 'AnyIP (Linux)',
  group: 'hosts',
  about:
    'Every address of a prefix belongs to one host, without one being added: for many sites on one server.',
  keywords: ['AnyIP', 'route local', 'ip_nonlocal_bind', 'ndppd', 'shared hosting'],
  systems: ['S24'],
  schema,
  start: { prefixes: [{ prefix: '2001:db8:100::/64' }] },
  sample: { prefixes: [{ prefix: '2001:db8:100::/64' }] },
  examine,
  write,
  fromPlan: ({ node }) => ({
    prefixes: [node.ipv6, node.ipv4].flatMap((prefix) =>
      prefix === null ? [] : [{ node: node.id, prefix }],
    ),
  }),
  checkers: [
    {
      name: 'systemd-analyze verify',
      command: 'systemd-analyze',
      package: 'systemd',
      plan: (files, folder) =>
        files.some(({ path }) => path === unit)
          ? [{ args: ['verify', '--man=no', `${folder}/${unit}`] }]
          : [],
      // It tells of what it cannot read, and ends with 0 all the same.
      accepts: ({ code, stderr }) => code === 0 && !stderr.includes(unit),
    },
    {
      name: 'ifquery',
      command: 'ifquery',
      package: 'ifupdown',
      plan: (files, folder) =>
        files
          .filter(({ path }) => path.startsWith('etc/network/'))
          .map(({ path }) => ({ args: ['-i', `${folder}/${path}`, 'lo'] })),
    },
  ],
});
