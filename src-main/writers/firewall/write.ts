import { Lines } from '../lines.ts';
import type { Written } from '../written.ts';
import { forwardRules, inputRules, type Rule } from './rules.ts';
import type { FirewallValues } from './schema.ts';

const table = 'ipv6_filter';

/** A table of nft of its own, or the tables of ip6tables-restore: what IPv4 has stays as it is. */
export function write(values: FirewallValues): Written {
  return values.target === 'nft' ? writeNft(values) : writeIp6tables(values);
}

/** The outside interface of a router whose TCP is to be fitted to its MTU. */
function clampedAt({ role, outside, clampMss }: FirewallValues): string | undefined {
  return role === 'router' && clampMss ? outside : undefined;
}

function writeNft(values: FirewallValues): Written {
  const place = `etc/nftables.d/ipv6-filter.nft`;
  const lines = new Lines();
  lines
    .add('#!/usr/sbin/nft -f')
    .add('# Adding before deleting: it works whether the table is there or not.');
  lines.add(`table ip6 ${table}`).add(`delete table ip6 ${table}`).blank();
  const chain = (name: string, body: () => void) =>
    lines.block(`chain ${name} {`, '}', () => {
      lines.add(`type filter hook ${name} priority filter; policy drop;`);
      body();
    });
  const put = ({ about, nft, from }: Rule) => {
    if (about !== undefined) lines.add(`# ${about}`, ...from);
    lines.add(nft, ...from);
  };
  lines.block(`table ip6 ${table} {`, '}', () => {
    chain('input', () => inputRules(values).forEach(put));
    if (values.role !== 'router') return;
    lines.blank();
    chain('forward', () => {
      const outside = clampedAt(values);
      if (outside !== undefined)
        lines.add(
          `oifname "${outside}" tcp flags & (syn | rst) == syn tcp option maxseg size set rt mtu`,
          'outside',
          'clampMss',
        );
      forwardRules(values).forEach(put);
    });
  });
  return {
    files: [
      {
        path: place,
        language: 'braces',
        about: 'The filter for IPv6, in a table of its own.',
        lines: lines.lines,
      },
    ],
    apply: [
      { text: `nft -c -f /${place}`, about: 'Checks the file.' },
      {
        text: `systemd-run --unit=ipv6-filter-back --on-active=120 nft delete table ip6 ${table}`,
        about: 'Takes it back after two minutes, should it lock you out.',
      },
      { text: `nft -f /${place}`, about: 'Filters from now on.' },
      { text: 'systemctl stop ipv6-filter-back.timer', about: 'Keeps it, once a new SSH session works.' },
      {
        text: `grep -qF 'include "/${place}"' /etc/nftables.conf || echo 'include "/${place}"' >> /etc/nftables.conf`,
        about: 'Reads it at every start,',
      },
      { text: 'systemctl enable nftables', about: 'with the rules of nftables.' },
    ],
    undo: [
      { text: `nft delete table ip6 ${table}`, about: 'Lets everything in again.' },
      {
        text: `sed -i '\\|include "/${place}"|d' /etc/nftables.conf`,
        about: 'Does not read it at the start.',
      },
    ],
  };
}

function writeIp6tables(values: FirewallValues): Written {
  const place = 'etc/iptables/rules.v6';
  const lines = new Lines();
  const outside = clampedAt(values);
  if (outside !== undefined)
    lines
      .add('*mangle')
      .add(':FORWARD ACCEPT [0:0]')
      .add(
        `-A FORWARD -o ${outside} -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu`,
        'outside',
        'clampMss',
      )
      .add('COMMIT');
  lines.add('*filter').add(':INPUT DROP [0:0]').add(':FORWARD DROP [0:0]').add(':OUTPUT ACCEPT [0:0]');
  const put = (chain: string) => (one: Rule) => {
    if (one.about !== undefined) lines.add(`# ${one.about}`, ...one.from);
    for (const each of one.ip6tables) lines.add(`-A ${chain} ${each}`, ...one.from);
  };
  inputRules(values).forEach(put('INPUT'));
  forwardRules(values).forEach(put('FORWARD'));
  lines.add('COMMIT');
  return {
    files: [
      {
        path: place,
        language: 'plain',
        about: 'The filter for IPv6, as netfilter-persistent loads it.',
        lines: lines.lines,
      },
    ],
    apply: [
      { text: `ip6tables-restore --test /${place}`, about: 'Checks the file.' },
      { text: 'ip6tables-save > /root/rules.v6.before', about: 'Keeps the rules of now.' },
      {
        text: 'systemd-run --unit=ipv6-filter-back --on-active=120 ip6tables-restore /root/rules.v6.before',
        about: 'Takes it back after two minutes, should it lock you out.',
      },
      {
        text: `ip6tables-restore /${place}`,
        about: 'Filters from now on, in the place of all rules for IPv6.',
      },
      { text: 'systemctl stop ipv6-filter-back.timer', about: 'Keeps it, once a new SSH session works.' },
      {
        text: 'systemctl enable netfilter-persistent',
        about: 'Loads it at every start (package iptables-persistent).',
      },
    ],
    undo: [{ text: 'ip6tables-restore /root/rules.v6.before', about: 'Puts the rules from before back.' }],
  };
}
