import type { z } from 'zod';
import { flag, group, list, matching, planNode, prefix } from '../fields.ts';
import {
  decrementLifetimes,
  hostFields,
  lifetime,
  linkMtu,
  nameServers,
  preference,
  prefixFlags,
  prefixLifetimes,
  routerFields,
  searchDomains,
} from '../forms/router-advertisement-fields.ts';

const advertisedPrefix = group(
  {
    node: planNode(),
    prefix: prefix({ title: 'Prefix', family: 6, sample: '2001:db8:1::/64' }),
    ...prefixFlags,
    ...prefixLifetimes(2_592_000, 604_800),
    decrementLifetimes,
  },
  { title: 'Prefix' },
);

const listed = lifetime(
  'Lifetime',
  900,
  'From the longest interval up to twice it. Left out: one and a half of it.',
).optional();

const advertisedInterface = group(
  {
    node: planNode(),
    name: matching(
      /^(?!(?:all|default)$)[A-Za-z][A-Za-z0-9_.]{0,14}$/,
      'expected the name of an interface of FreeBSD: up to 15 letters, digits, "_", "."',
      { title: 'Interface', sample: 'vlan704' },
    ),
    ...routerFields(200),
    mtu: linkMtu('At most that of the interface. Left out: hosts take that of their own.'),
    ...hostFields,
    interfacePrefixes: flag({
      title: 'Prefixes of the interface',
      description: 'Where no prefix is given here, those that the interface has are advertised.',
    }).default(true),
    linkLayerAddress: flag({
      title: 'Link-layer address',
      description: 'Off where several routers share the load (RFC 4861 section 6.2.3).',
    }).default(true),
    prefixes: list(advertisedPrefix, { title: 'Prefixes', max: 100 }).default([]),
    routes: list(
      group(
        {
          node: planNode(),
          prefix: prefix({ title: 'Route to', family: 6, sample: '2001:db8:2::/48' }),
          preference: preference('Preference'),
          lifetime: lifetime('Lifetime', 1800, 'rtadvd wants it said.').default(1800),
        },
        { title: 'Route' },
      ),
      { title: 'Routes', max: 100 },
    ).default([]),
    rdnss: nameServers(listed, 20, 20),
    dnssl: searchDomains(listed, 20, 20),
  },
  { title: 'Interface' },
);

export const schema = group(
  { interfaces: list(advertisedInterface, { title: 'Interfaces', min: 1, max: 4094 }) },
  { title: 'Router advertisements of FreeBSD' },
);

export type RtadvdValues = z.output<typeof schema>;
export type RtadvdInterface = RtadvdValues['interfaces'][number];
