import type { z } from 'zod';
import { address, choice, domain, flag, group, integer, list } from '../fields.ts';

/** All one bits mean for ever (RFC 4861 section 4.6.2). */
export const forever = 4_294_967_295;

/** A lifetime of an option of router advertisements, in seconds. */
export function lifetime(title: string, sample: number, description: string) {
  return integer({ title, sample, unit: 's', min: 0, max: forever, description });
}

/** The preference of a router or a route. */
export function preference(title: string) {
  return choice(['medium', 'low', 'high'], { title, description: 'RFC 4191 section 2.1.' }).default('medium');
}

/** What is said of each prefix, whatever advertises it. */
export const prefixFlags = {
  onLink: flag({ title: 'On-link', description: 'L flag: hosts reach it without the router.' }).default(true),
  autonomous: flag({
    title: 'Autonomous (SLAAC)',
    description: 'A flag: hosts make addresses in it by themselves; that takes a /64.',
  }).default(true),
};

/** Both lifetimes of a prefix, with what the program takes where they are not said. */
export function prefixLifetimes(valid: number, preferred: number) {
  return {
    validLifetime: lifetime('Valid lifetime', valid, 'How long an address in it may be used.').default(valid),
    preferredLifetime: lifetime(
      'Preferred lifetime',
      preferred,
      'How long it is used for new connections.',
    ).default(preferred),
  };
}

/** For a delegated prefix. */
export const decrementLifetimes = flag({
  title: 'Count lifetimes down',
  description: 'For a delegated prefix: it ages as the delegation does.',
}).default(false);

/** How often the router advertises itself, and the flags of its advertisements (RFC 4861 section 6.2.1). */
export function routerFields(minimumSample: number) {
  return {
    maxInterval: integer({
      title: 'Longest interval',
      sample: 600,
      unit: 's',
      min: 4,
      max: 1800,
      description: 'Between two advertisements that nobody asked for (RFC 4861 section 6.2.1).',
    }).default(600),
    minInterval: integer({
      title: 'Shortest interval',
      sample: minimumSample,
      unit: 's',
      min: 3,
      max: 1350,
      description: 'At most three quarters of the longest. Left out: a third of it.',
    }).optional(),
    managed: flag({ title: 'Managed (M)', description: 'Addresses are to be had by DHCPv6.' }).default(false),
    otherConfig: flag({
      title: 'Other configuration (O)',
      description: 'Other settings are to be had by DHCPv6.',
    }).default(false),
    defaultLifetime: integer({
      title: 'Router lifetime',
      sample: 1800,
      unit: 's',
      min: 0,
      max: 9000,
      description: '0: not a default router. Left out: three times the longest interval.',
    }).optional(),
    preference: preference('Router preference'),
  };
}

/** The MTU of the link. @param otherwise what holds where it is left out, in words */
export function linkMtu(otherwise: string) {
  return integer({
    title: 'MTU',
    sample: 1500,
    unit: 'bytes',
    min: 1280,
    max: 65_535,
    description: otherwise,
  }).optional();
}

/** What hosts are told to use (RFC 4861 section 4.2). */
export const hostFields = {
  hopLimit: integer({ title: 'Hop limit', sample: 64, min: 0, max: 255 }).optional(),
  reachableTime: integer({
    title: 'Reachable time',
    sample: 30_000,
    unit: 'ms',
    min: 0,
    max: 3_600_000,
  }).optional(),
  retransmitTimer: integer({
    title: 'Retransmission timer',
    sample: 1000,
    unit: 'ms',
    min: 0,
    max: forever,
  }).optional(),
};

/** RDNSS options (RFC 8106 section 5.1), each with so many addresses at the most. */
export function nameServers<Lifetime extends z.ZodType>(
  lifetimeField: Lifetime,
  mostAddresses: number,
  most: number,
) {
  const one = group(
    {
      addresses: list(
        address({ title: 'Address', family: 6, sample: '2001:db8::53', description: 'Of a name server.' }),
        { title: 'Name servers', min: 1, max: mostAddresses },
      ),
      lifetime: lifetimeField,
    },
    { title: 'Name servers (RDNSS)', description: 'RFC 8106 section 5.1.' },
  );
  return list(one, { title: 'Name servers (RDNSS)', max: most }).default([]);
}

/** DNSSL options (RFC 8106 section 5.2), each with so many domains at the most. */
export function searchDomains<Lifetime extends z.ZodType>(
  lifetimeField: Lifetime,
  mostDomains: number,
  most: number,
) {
  const one = group(
    {
      domains: list(domain({ title: 'Domain', sample: 'example.net' }), {
        title: 'Domains',
        min: 1,
        max: mostDomains,
      }),
      lifetime: lifetimeField,
    },
    { title: 'Search domains (DNSSL)', description: 'RFC 8106 section 5.2.' },
  );
  return list(one, { title: 'Search domains (DNSSL)', max: most }).default([]);
}
