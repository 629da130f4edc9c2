import { at, Lines } from '../lines.ts';
import type { Command, WrittenFile } from '../written.ts';
import { routingPorts, type BirdValues } from './schema.ts';

interface Line {
  readonly pattern: string;
  readonly port: number;
  readonly from: string;
}

/** Which ports must come in on which interfaces. */
function linesOf(values: BirdValues): Line[] {
  return (['babel', 'ripng'] as const).flatMap((protocol) =>
    values[protocol].flatMap(({ interfaces }, index) =>
      interfaces.map((pattern, number) => ({
        pattern,
        port: routingPorts[protocol],
        from: at(protocol, index, 'interfaces', number),
      })),
    ),
  );
}

interface FirewallFile {
  readonly file: WrittenFile;
  readonly apply: readonly Command[];
  readonly undo: readonly Command[];
}

/** The file that lets the neighbours' messages in; undefined where none is wanted. */
export function firewallFile(values: BirdValues): FirewallFile | undefined {
  if (values.firewall === 'none') return undefined;
  const all = linesOf(values);
  return values.firewall === 'nft' ? nft(all) : ip6tables(all);
}

function nft(all: readonly Line[]): FirewallFile {
  const place = 'etc/nftables.d/ipv6-filter-routing.nft';
  const lines = new Lines();
  lines
    .add('#!/usr/sbin/nft -f')
    .add(
      '# Before all other rules of the table that the IPv6 firewall has; where it is not there, this makes it.',
    )
    .add('add table ip6 ipv6_filter')
    .add('add chain ip6 ipv6_filter input { type filter hook input priority filter; }');
  for (const { pattern, port, from } of all) {
    const input = pattern === '*' ? '' : `iifname "${pattern}" `;
    lines.add(`insert rule ip6 ipv6_filter input ${input}ip6 saddr fe80::/10 udp dport ${port} accept`, from);
  }
  return {
    file: {
      path: place,
      language: 'braces',
      about: 'Lets the messages of neighbours in; the firewall must be loaded before it.',
      lines: lines.lines,
    },
    apply: [
      { text: `nft -f /${place}`, about: 'Lets the messages of neighbours in.' },
      {
        text: `grep -qF 'include "/${place}"' /etc/nftables.conf || echo 'include "/${place}"' >> /etc/nftables.conf`,
        about: 'Reads it at every start; it must stand below the firewall.',
      },
    ],
    undo: [
      {
        text: `sed -i '\\|include "/${place}"|d' /etc/nftables.conf`,
        about: 'Does not read it at the start.',
      },
      { text: 'systemctl reload nftables', about: 'Loads the firewall without it.' },
    ],
  };
}

function ip6tables(all: readonly Line[]): FirewallFile {
  const place = 'etc/bird/firewall.sh';
  const lines = new Lines();
  lines
    .add('#!/bin/sh')
    .add('# Lets the messages of neighbours in, each once: sh firewall.sh. With -D: takes them out again.')
    .add('set -eu')
    .add('take_out=${1:-}')
    .block('let_in() {', '}', () =>
      lines
        .add('if [ "$take_out" = -D ]; then')
        .indented(() => lines.add('ip6tables -D INPUT "$@" 2>/dev/null || true'))
        .add('elif ! ip6tables -C INPUT "$@" 2>/dev/null; then')
        .indented(() => lines.add('ip6tables -I INPUT "$@"'))
        .add('fi'),
    );
  for (const { pattern, port, from } of all) {
    const input = pattern === '*' ? '' : `-i '${pattern.replace(/\*$/, '+')}' `;
    lines.add(`let_in ${input}-s fe80::/10 -p udp --dport ${port} -j ACCEPT`, from);
  }
  return {
    file: {
      path: place,
      language: 'shell',
      about: 'Lets the messages of neighbours in.',
      executable: true,
      lines: lines.lines,
    },
    apply: [
      { text: `/${place}`, about: 'Lets the messages of neighbours in; run it again after each start.' },
    ],
    undo: [{ text: `/${place} -D`, about: 'Keeps them out again.' }],
  };
}
