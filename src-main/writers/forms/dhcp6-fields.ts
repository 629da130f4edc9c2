import {
  address,
  addressRange,
  clientDuid,
  domain,
  group,
  integer,
  list,
  macAddress,
  planNode,
  prefix,
} from '../fields.ts';

/** Seconds; all one bits mean for ever (RFC 8415 section 7.7). */
export const forever = 4_294_967_295;

const seconds = (title: string, sample: number, description: string) =>
  integer({ title, sample, unit: 's', min: 1, max: forever, description }).optional();

/** How long leases last. Left out: what is set above, or the server's own. */
export const lifetimes = {
  renewTimer: seconds('Renew after (T1)', 1000, 'Clients ask their server to extend the lease.'),
  rebindTimer: seconds('Rebind after (T2)', 2000, 'Clients ask every server to extend the lease.'),
  preferredLifetime: seconds('Preferred lifetime', 3000, 'How long it is used for new connections.'),
  validLifetime: seconds('Valid lifetime', 4000, 'How long it may be used at all.'),
};

/** What clients are told about names. */
export const nameServers = {
  dnsServers: list(
    address({
      title: 'Address',
      family: 6,
      sample: '2001:db8::53',
      linkLocal: false,
      description: 'Option 23.',
    }),
    { title: 'DNS servers', description: 'RFC 3646 section 3.', max: 100 },
  ).default([]),
  domainSearch: list(domain({ title: 'Domain', sample: 'example.net', description: 'Option 24.' }), {
    title: 'Search domains',
    description: 'RFC 3646 section 4.',
    max: 100,
  }).default([]),
};

/** A range of addresses for clients that have no reservation. */
export const addressPool = group(
  {
    node: planNode(),
    range: addressRange({
      title: 'Addresses',
      sample: '2001:db8:1::1000-2001:db8:1::1fff',
      description: 'first-last, or a prefix.',
    }),
  },
  { title: 'Address pool' },
);

/** The length of the prefixes that clients are given. */
export const delegatedLength = integer({
  title: 'Delegated length',
  sample: 56,
  min: 1,
  max: 128,
  description: 'Of the prefix that each client is given.',
});

/** How a client is known, and what is kept for it. */
export const reservation = {
  node: planNode(),
  mac: macAddress({
    title: 'MAC',
    sample: '52:54:00:12:34:56',
    description: 'Of the interface that asks. Either this or the DUID.',
  }).optional(),
  duid: clientDuid({
    title: 'DUID',
    sample: '00:03:00:01:52:54:00:12:34:56',
    description: 'The client makes it by itself (RFC 8415 section 11).',
  }).optional(),
  hostname: domain({ title: 'Host name', sample: 'web1' }).optional(),
  addresses: list(address({ title: 'Address', family: 6, sample: '2001:db8:1::10', linkLocal: false }), {
    title: 'Addresses',
    max: 100,
  }).default([]),
  prefixes: list(prefix({ title: 'Prefix', family: 6, sample: '2001:db8:100::/56' }), {
    title: 'Delegated prefixes',
    max: 100,
  }).default([]),
};
