import type { z } from 'zod';
import {
  address,
  choice,
  flag,
  group,
  interfaceAddress,
  list,
  matching,
  planNode,
  prefix,
} from '../fields.ts';

const route = group(
  {
    node: planNode(),
    prefix: prefix({ title: 'Route to', sample: '2001:db8:9::/48' }),
    gateway: address({ title: 'Next hop', sample: '2001:db8:153::2', linkLocal: false }),
  },
  { title: 'Route' },
);

export const schema = group(
  {
    target: choice(['set', 'braces'], {
      title: 'Form',
      labels: { set: 'Set commands', braces: 'Braces, as "show configuration" prints it' },
    }).default('set'),
    hostName: matching(
      /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
      'expected letters, digits and "-"',
      {
        title: 'Host name',
        sample: 'switch1',
      },
    ).optional(),
    interface: matching(
      /^(?:em[01]|fxp0|me0|vme|re[0-9]:mgmt-[0-9])$/,
      'expected em0, em1, fxp0, me0, vme or re0:mgmt-0',
      {
        title: 'Management interface',
        sample: 'em0',
        description: 'em0 of a QFX5100.',
      },
    ).default('em0'),
    description: matching(
      /^[\x20\x21\x23-\x3e\x40-\x5b\x5d-\x7e]{1,200}$/,
      'expected text without quotes, "\\" and "?"',
      {
        title: 'Description',
        sample: 'out of band',
      },
    ).optional(),
    ipv6: interfaceAddress({ title: 'IPv6 address', family: 6, sample: '2001:db8:153::100/64' }),
    gateway6: address({ title: 'IPv6 gateway', family: 6, sample: '2001:db8:153::1', linkLocal: false }),
    ipv4: interfaceAddress({ title: 'IPv4 address', family: 4, sample: '172.17.5.10/24' }).optional(),
    gateway4: address({ title: 'IPv4 gateway', family: 4, sample: '172.17.5.1' }).optional(),
    dadDisable: flag({
      title: 'No duplicate address detection',
      description:
        'Where the address is always "duplicate" because members of a virtual chassis hear each other.',
    }).default(false),
    nameServers: list(address({ title: 'Name server', sample: '2001:db8:53::53', linkLocal: false }), {
      title: 'Name servers',
      description: 'Asked over the management instance.',
      max: 32,
    }).default([]),
    routes: list(route, { title: 'More routes', max: 200 }).default([]),
  },
  { title: 'Junos management instance' },
);

export type JunosValues = z.output<typeof schema>;
