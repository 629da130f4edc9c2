// The blocks of addresses with a special purpose, as rows; special-purpose.ts says what they mean.

/**
 * One block a row. Flags in the order of the registry: source, destination, forwardable, globally reachable, reserved
 * by protocol; `y` true, `n` false, `-` not said.
 */
export type BlockRow = readonly [prefix: string, name: string, sources: string, flags: string, use: string];

const documentation = 'For examples in text alone: never on a network.';
const privateUse = 'Free to use inside of a site; never routed on the Internet, so it needs NAT to get out.';
const as112 = 'Answers reverse DNS of private addresses on behalf of everybody; not to be given to hosts.';
const amt = 'Anycast of relays for Automatic Multicast Tunneling; not to be given to hosts.';
const portControl = 'Anycast: the nearest server of the Port Control Protocol answers.';
const turn = 'Anycast: the nearest TURN relay answers.';
const benchmarking = 'For tests of network devices in a closed laboratory; never on a network with others.';
const protocolBlock = 'Only what the IETF assigned out of it may be used; the rest is held back.';

/** The IANA IPv4 Special-Purpose Address Registry, as of July 2026. */
export const registryBlocks4: readonly BlockRow[] = [
  [
    '0.0.0.0/8',
    '"This network"',
    'RFC 791 section 3.2',
    'ynnny',
    'A host may use it as a source while it has no address yet; never a destination.',
  ],
  [
    '0.0.0.0/32',
    '"This host on this network"',
    'RFC 1122 section 3.2.1.3',
    'ynnny',
    'Stands for "no address" (a source before DHCP) or, when listening, "every address".',
  ],
  ['10.0.0.0/8', 'Private-Use', 'RFC 1918', 'yyynn', privateUse],
  [
    '100.64.0.0/10',
    'Shared Address Space',
    'RFC 6598',
    'yyynn',
    'Between a provider and its customers behind carrier-grade NAT; not for use inside of a site.',
  ],
  ['127.0.0.0/8', 'Loopback', 'RFC 1122 section 3.2.1.3', 'nnnny', 'Never leaves the host.'],
  [
    '169.254.0.0/16',
    'Link Local',
    'RFC 3927',
    'yynny',
    'Chosen by the host itself, mostly because no DHCP server answered; valid on one link.',
  ],
  ['172.16.0.0/12', 'Private-Use', 'RFC 1918', 'yyynn', privateUse],
  ['192.0.0.0/24', 'IETF Protocol Assignments', 'RFC 6890 section 2.1', 'nnnnn', protocolBlock],
  [
    '192.0.0.0/29',
    'IPv4 Service Continuity Prefix',
    'RFC 7335',
    'yyynn',
    'The inner addresses of DS-Lite and 464XLAT, alike at every customer.',
  ],
  [
    '192.0.0.8/32',
    'IPv4 dummy address',
    'RFC 7600',
    'ynnnn',
    'Source of ICMPv4 errors that IPv6 routers cause; nobody has it.',
  ],
  ['192.0.0.9/32', 'Port Control Protocol Anycast', 'RFC 7723', 'yyyyn', portControl],
  ['192.0.0.10/32', 'Traversal Using Relays around NAT Anycast', 'RFC 8155', 'yyyyn', turn],
  [
    '192.0.0.170/32',
    'NAT64/DNS64 Discovery',
    'RFC 8880, RFC 7050 section 2.2',
    'nnnny',
    'The answer for ipv4only.arpa, from which a host learns the NAT64 prefix; never contacted.',
  ],
  [
    '192.0.0.171/32',
    'NAT64/DNS64 Discovery',
    'RFC 8880, RFC 7050 section 2.2',
    'nnnny',
    'The answer for ipv4only.arpa, from which a host learns the NAT64 prefix; never contacted.',
  ],
  ['192.0.2.0/24', 'Documentation (TEST-NET-1)', 'RFC 5737', 'nnnnn', documentation],
  ['192.31.196.0/24', 'AS112-v4', 'RFC 7535', 'yyyyn', as112],
  ['192.52.193.0/24', 'AMT', 'RFC 7450', 'yyyyn', amt],
  [
    '192.88.99.0/24',
    'Deprecated (6to4 Relay Anycast)',
    'RFC 7526',
    '-----',
    'Was the anycast of 6to4 relays; withdrawn in 2015: filter it.',
  ],
  [
    '192.88.99.2/32',
    '6a44-relay anycast address',
    'RFC 6751',
    'yyynn',
    'Anycast of 6a44 relays within a provider.',
  ],
  ['192.168.0.0/16', 'Private-Use', 'RFC 1918', 'yyynn', privateUse],
  ['192.175.48.0/24', 'Direct Delegation AS112 Service', 'RFC 7534', 'yyyyn', as112],
  ['198.18.0.0/15', 'Benchmarking', 'RFC 2544', 'yyynn', benchmarking],
  ['198.51.100.0/24', 'Documentation (TEST-NET-2)', 'RFC 5737', 'nnnnn', documentation],
  ['203.0.113.0/24', 'Documentation (TEST-NET-3)', 'RFC 5737', 'nnnnn', documentation],
  [
    '240.0.0.0/4',
    'Reserved',
    'RFC 1112 section 4',
    'nnnny',
    'Held back for a use that was never found; most systems refuse it.',
  ],
  [
    '255.255.255.255/32',
    'Limited Broadcast',
    'RFC 8190, RFC 919 section 7',
    'nynny',
    'Reaches every host of the link and no other.',
  ],
];

/** The IANA IPv6 Special-Purpose Address Registry, as of July 2026. */
export const registryBlocks6: readonly BlockRow[] = [
  ['::1/128', 'Loopback Address', 'RFC 4291', 'nnnny', 'Never leaves the host.'],
  [
    '::/128',
    'Unspecified Address',
    'RFC 4291',
    'ynnny',
    'Stands for "no address" (a source before one is assigned) or, when listening, "every address".',
  ],
  [
    '::ffff:0:0/96',
    'IPv4-mapped Address',
    'RFC 4291',
    'nnnny',
    'How programs write an IPv4 peer on an IPv6 socket; never in a packet.',
  ],
  [
    '64:ff9b::/96',
    'IPv4-IPv6 Translat.',
    'RFC 6052',
    'yyyyn',
    'An IPv4 host reached through NAT64 with the well-known prefix; not for private IPv4 addresses.',
  ],
  [
    '64:ff9b:1::/48',
    'IPv4-IPv6 Translat.',
    'RFC 8215',
    'yyynn',
    'For NAT64 and other translators within one network; not routed on the Internet.',
  ],
  [
    '100::/64',
    'Discard-Only Address Block',
    'RFC 6666',
    'yyynn',
    'Traffic to it is thrown away on purpose (remotely triggered black hole).',
  ],
  [
    '100:0:0:1::/64',
    'Dummy IPv6 Prefix',
    'RFC 9780',
    'ynnnn',
    'Stands for "no address" in protocols that want one; nobody has it.',
  ],
  ['2001::/23', 'IETF Protocol Assignments', 'RFC 2928', 'nnnnn', protocolBlock],
  [
    '2001::/32',
    'TEREDO',
    'RFC 4380, RFC 8190',
    'yyy-n',
    'A host that tunnels through an IPv4 NAT by itself; Teredo has no public servers any more.',
  ],
  ['2001:1::1/128', 'Port Control Protocol Anycast', 'RFC 7723', 'yyyyn', portControl],
  ['2001:1::2/128', 'Traversal Using Relays around NAT Anycast', 'RFC 8155', 'yyyyn', turn],
  [
    '2001:1::3/128',
    'DNS-SD Service Registration Protocol Anycast',
    'RFC 9665',
    'yyyyn',
    'Anycast: the nearest registrar of DNS service discovery answers.',
  ],
  ['2001:2::/48', 'Benchmarking', 'RFC 5180, RFC Errata 1752', 'yyynn', benchmarking],
  ['2001:3::/32', 'AMT', 'RFC 7450', 'yyyyn', amt],
  ['2001:4:112::/48', 'AS112-v6', 'RFC 7535', 'yyyyn', as112],
  [
    '2001:10::/28',
    'Deprecated (previously ORCHID)',
    'RFC 4843',
    '-----',
    'Was for identifiers that look like addresses; withdrawn in 2014.',
  ],
  [
    '2001:20::/28',
    'ORCHIDv2',
    'RFC 7343',
    'yyyyn',
    'Cryptographic identifiers of hosts (HIP) that look like addresses; not routed.',
  ],
  [
    '2001:30::/28',
    'Drone Remote ID Protocol Entity Tags (DETs) Prefix',
    'RFC 9374',
    'yyyyn',
    'Identifiers of drones that look like addresses.',
  ],
  ['2001:db8::/32', 'Documentation', 'RFC 3849', 'nnnnn', documentation],
  [
    '2002::/16',
    '6to4',
    'RFC 3056',
    'yyy-n',
    'A site that tunnels over its IPv4 address; its public relays were withdrawn (RFC 7526).',
  ],
  ['2620:4f:8000::/48', 'Direct Delegation AS112 Service', 'RFC 7534', 'yyyyn', as112],
  ['3fff::/20', 'Documentation', 'RFC 9637', 'nnnnn', documentation],
  [
    '5f00::/16',
    'Segment Routing (SRv6) SIDs',
    'RFC 9602',
    'yyynn',
    'Segments of a path inside of one provider; not addresses of hosts.',
  ],
  [
    'fc00::/7',
    'Unique-Local',
    'RFC 4193, RFC 8190',
    'yyynn',
    'Free to use inside of a site and between sites that agree; never routed on the Internet.',
  ],
  [
    'fe80::/10',
    'Link-Local Unicast',
    'RFC 4291',
    'yynny',
    'Every interface has one; valid on one link, so it means nothing without its zone.',
  ],
];

/** Not in the special-purpose registries; flags as the documents say them. */
export const otherBlocks: readonly BlockRow[] = [
  ['224.0.0.0/4', 'Multicast', 'RFC 5771', 'nyy--', 'A group of hosts: a destination, never a source.'],
  ['233.252.0.0/24', 'Documentation (MCAST-TEST-NET)', 'RFC 6676', 'nnnn-', documentation],
  [
    '::/96',
    'Deprecated (IPv4-compatible Address)',
    'RFC 4291 section 2.5.5.1',
    '-----',
    'Was for automatic tunnels; no system forms it any more.',
  ],
  [
    '::ffff:0:0:0/96',
    'IPv4-translated Address',
    'RFC 2765, RFC 7915',
    '-----',
    'The translators of old (SIIT); replaced by the prefixes of RFC 6052.',
  ],
  [
    '200::/7',
    'Deprecated (OSI NSAP-mapped)',
    'RFC 4048',
    '-----',
    'Withdrawn in 2004. Some overlay networks use it as they like.',
  ],
  [
    '3ffe::/16',
    'Deprecated (6bone)',
    'RFC 3701',
    '-----',
    'The test network of the early IPv6, returned in 2006: filter it.',
  ],
  [
    'fec0::/10',
    'Deprecated (Site-Local Unicast)',
    'RFC 3879',
    '-----',
    'Withdrawn in 2004: systems treat it as global; use unique local addresses instead.',
  ],
  [
    'ff00::/8',
    'Multicast',
    'RFC 4291 section 2.7',
    'nyy--',
    'A group of interfaces: a destination, never a source.',
  ],
];
