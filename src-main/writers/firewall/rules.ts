import { at } from '../lines.ts';
import type { FirewallService, FirewallValues } from './schema.ts';
import { portsOf } from './services.ts';

/** One rule in both formats, so that neither can say what the other does not. */
export interface Rule {
  /** A comment before it. */
  readonly about?: string;
  readonly nft: string;
  /** Without `-A CHAIN`; several where a match takes one value alone. */
  readonly ip6tables: readonly string[];
  readonly from: readonly string[];
}

const rule = (
  about: string | undefined,
  nft: string,
  ip6tables: readonly string[],
  ...from: string[]
): Rule => ({
  ...(about === undefined ? {} : { about }),
  nft,
  ip6tables,
  from,
});

/** What RFC 4890 says must not be dropped, and its numbers; the names are those of nft. */
const errors = [
  ['destination-unreachable', 1],
  ['packet-too-big', 2],
  ['time-exceeded', 3],
  ['parameter-problem', 4],
] as const;
const discovery = [
  ['nd-router-solicit', 133],
  ['nd-router-advert', 134],
  ['nd-neighbor-solicit', 135],
  ['nd-neighbor-advert', 136],
  ['ind-neighbor-solicit', 141],
  ['ind-neighbor-advert', 142],
  // Certification path of SEND: nft has no names for them.
  ['148', 148],
  ['149', 149],
] as const;
const listeners = [
  ['mld-listener-query', 130],
  ['mld-listener-report', 131],
  ['mld-listener-done', 132],
  ['mld2-listener-report', 143],
] as const;

const setOf = (names: readonly (readonly [string, number])[]) =>
  `icmpv6 type { ${names.map(([name]) => name).join(', ')} }`;
const icmp = (type: number) => `-p ipv6-icmp --icmpv6-type ${type}`;

function errorsIn(section: string): Rule {
  return rule(
    `Errors that connections need, Packet Too Big above all (RFC 4890 section ${section}).`,
    `${setOf(errors)} accept`,
    errors.map(([, type]) => `${icmp(type)} -j ACCEPT`),
  );
}

const routingHeader = rule('Routing header 0 is withdrawn (RFC 5095).', 'rt type 0 drop', [
  '-m rt --rt-type 0 -j DROP',
]);

/** A source that is inside cannot come from the outside (RFC 2827). */
function spoofed({ networks, outside, role }: FirewallValues): Rule[] {
  if (role !== 'router' || outside === undefined) return [];
  return networks.map(({ prefix }, index) =>
    rule(
      index === 0 ? 'Sources of ours do not come from the outside (RFC 2827).' : undefined,
      `iifname "${outside}" ip6 saddr ${prefix} drop`,
      [`-i ${outside} -s ${prefix} -j DROP`],
      'outside',
      at('networks', index, 'prefix'),
    ),
  );
}

const established: readonly Rule[] = [
  rule(
    'Fragments are put together before they come here, so that long answers of name servers pass.',
    'ct state { established, related } accept',
    ['-m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT'],
  ),
  rule(undefined, 'ct state invalid drop', ['-m conntrack --ctstate INVALID -j DROP']),
];

/** What comes in for this machine itself, in order. */
export function inputRules(values: FirewallValues): Rule[] {
  const rules: Rule[] = [
    rule(undefined, 'iifname "lo" accept', ['-i lo -j ACCEPT']),
    routingHeader,
    ...spoofed(values),
    errorsIn('4.4.1'),
    rule(
      'Neighbour discovery comes from the link alone: the hop limit is still 255 (RFC 4861 section 11.2).',
      `ip6 hoplimit 255 ${setOf(discovery)} accept`,
      discovery.map(([, type]) => `${icmp(type)} -m hl --hl-eq 255 -j ACCEPT`),
    ),
  ];
  if (values.redirects)
    rules.push(
      rule(
        undefined,
        'ip6 hoplimit 255 ip6 saddr fe80::/10 icmpv6 type nd-redirect accept',
        [`-s fe80::/10 ${icmp(137)} -m hl --hl-eq 255 -j ACCEPT`],
        'redirects',
      ),
    );
  // The most that xt_limit takes for a burst is 10000.
  const burst = Math.min(values.echoLimit * 2, 10_000);
  rules.push(
    rule(
      'Multicast listeners; before it has an address a host reports from :: (RFC 3590).',
      `ip6 hoplimit 1 ip6 saddr { ::, fe80::/10 } ${setOf(listeners)} accept`,
      ['::/128', 'fe80::/10'].flatMap((source) =>
        listeners.map(([, type]) => `-s ${source} ${icmp(type)} -m hl --hl-eq 1 -j ACCEPT`),
      ),
    ),
    rule(
      'Multicast router discovery (RFC 4286).',
      'ip6 hoplimit 1 ip6 saddr fe80::/10 icmpv6 type 151-153 accept',
      [151, 152, 153].map((type) => `-s fe80::/10 ${icmp(type)} -m hl --hl-eq 1 -j ACCEPT`),
    ),
    rule(
      undefined,
      `icmpv6 type echo-request limit rate ${values.echoLimit}/second burst ${burst} packets accept`,
      [`${icmp(128)} -m limit --limit ${values.echoLimit}/second --limit-burst ${burst} -j ACCEPT`],
      'echoLimit',
    ),
    rule(undefined, 'icmpv6 type echo-request drop', [`${icmp(128)} -j DROP`]),
    rule(
      'Also answers to a ping of a group, which belong to no connection.',
      'icmpv6 type echo-reply accept',
      [`${icmp(129)} -j ACCEPT`],
    ),
  );
  if (values.dhcpv6Client)
    rules.push(
      rule(
        undefined,
        'ip6 saddr fe80::/10 ip6 daddr fe80::/10 udp dport 546 accept',
        ['-s fe80::/10 -d fe80::/10 -p udp --dport 546 -j ACCEPT'],
        'dhcpv6Client',
      ),
    );
  rules.push(...established);
  values.services.forEach((one, index) => {
    if (one.destination === undefined) rules.push(...serviceRules(one, index));
  });
  return [...rules, ...ipsec(values), ...rest(values)];
}

/** What a router passes on, in order; none where it is a host. */
export function forwardRules(values: FirewallValues): Rule[] {
  const { networks, outside, role } = values;
  if (role !== 'router' || outside === undefined) return [];
  const rules: Rule[] = [
    routingHeader,
    ...spoofed(values),
    errorsIn('4.3.1'),
    rule(
      'Echo, and mobile IPv6 (RFC 4890 sections 4.3.1 and 4.3.2).',
      'icmpv6 type { echo-request, echo-reply, 144-147 } accept',
      [128, 129, 144, 145, 146, 147].map((type) => `${icmp(type)} -j ACCEPT`),
    ),
    ...established,
  ];
  networks.forEach(({ name, prefix, reaches }, index) => {
    if (reaches === 'nothing') return;
    const path = at('networks', index);
    const [nftOut, out] = reaches === 'outside' ? [` oifname "${outside}"`, ` -o ${outside}`] : ['', ''];
    const from = [
      ...(name === undefined ? [] : [at(path, 'name')]),
      at(path, 'prefix'),
      at(path, 'reaches'),
      'outside',
    ];
    rules.push(
      rule(
        name,
        `iifname != "${outside}"${nftOut} ip6 saddr ${prefix} accept`,
        [`! -i ${outside}${out} -s ${prefix} -j ACCEPT`],
        ...from,
      ),
    );
  });
  values.services.forEach((one, index) => {
    if (one.destination !== undefined) rules.push(...serviceRules(one, index));
  });
  return [...rules, ...ipsec(values), ...rest(values)];
}

function serviceRules(one: FirewallService, index: number): Rule[] {
  const path = at('services', index);
  const sources = one.sources.length === 0 ? [undefined] : one.sources;
  const input = one.interface;
  return sources.flatMap((source, number) =>
    (portsOf(one.service) ?? []).map(({ protocol, ports }, order) => {
      const texts = ports.map((port) => (typeof port === 'number' ? [port] : port));
      const nftPorts = texts.map((ends) => ends.join('-'));
      const nft = [
        ...(input === undefined ? [] : [`iifname "${input}"`]),
        ...(source === undefined ? [] : [`ip6 saddr ${source}`]),
        ...(one.destination === undefined ? [] : [`ip6 daddr ${one.destination}`]),
        `${protocol} dport ${nftPorts.length === 1 ? nftPorts.join('') : `{ ${nftPorts.join(', ')} }`}`,
        'accept',
      ];
      const ip6tables = [
        ...(input === undefined ? [] : [`-i ${input}`]),
        ...(source === undefined ? [] : [`-s ${source}`]),
        ...(one.destination === undefined ? [] : [`-d ${one.destination}`]),
        `-p ${protocol}`,
        `${texts.length === 1 ? '--dport' : '-m multiport --dports'} ${texts.map((ends) => ends.join(':')).join(',')}`,
        '-j ACCEPT',
      ];
      return rule(
        number + order === 0 ? one.service : undefined,
        nft.join(' '),
        [ip6tables.join(' ')],
        at(path, 'service'),
        ...(source === undefined ? [] : [at(path, 'sources', number)]),
        ...(one.destination === undefined ? [] : [at(path, 'destination')]),
        ...(input === undefined ? [] : [at(path, 'interface')]),
      );
    }),
  );
}

function ipsec({ ipsec: open }: FirewallValues): Rule[] {
  if (!open) return [];
  return [
    rule('IPsec.', 'meta l4proto { esp, ah } accept', ['-p esp -j ACCEPT', '-p ah -j ACCEPT'], 'ipsec'),
    rule(
      undefined,
      'udp dport { 500, 4500 } accept',
      ['-p udp -m multiport --dports 500,4500 -j ACCEPT'],
      'ipsec',
    ),
  ];
}

/** What no rule has taken: the policy of the chain drops it. */
function rest({ log, refusal }: FirewallValues): Rule[] {
  const rules: Rule[] = [];
  if (log)
    rules.push(
      rule(
        undefined,
        'limit rate 10/minute burst 5 packets log prefix "ipv6 refused: "',
        ['-m limit --limit 10/minute --limit-burst 5 -j LOG --log-prefix "ipv6 refused: "'],
        'log',
      ),
    );
  if (refusal === 'reject')
    rules.push(
      rule(
        undefined,
        'reject with icmpv6 type admin-prohibited',
        ['-j REJECT --reject-with icmp6-adm-prohibited'],
        'refusal',
      ),
    );
  return rules;
}
