import { at, Lines } from '../lines.ts';
import { from, jsonLines } from '../tree.ts';
import type { Command, Written, WrittenFile } from '../written.ts';
import type { DockerValues } from './schema.ts';

const nftPath = 'etc/nftables.d/docker-ipv6-nat.nft';
const scriptPath = 'usr/local/sbin/docker-ipv6-nat';
/** The document's warning stands in every file that can hold one. */
const warning = 'For tests alone: in production IPv6 is routed, never translated.';

/** daemon.json, the rule that translates, and what keeps the host's own addresses. */
export function write(values: DockerValues): Written {
  const { rule, outside } = values;
  const files = [
    daemonFile(values),
    ...(rule === 'nft' ? [nftFile(values)] : rule === 'ip6tables' ? [scriptFile(values)] : []),
    sysctlFile(outside),
  ];
  const run: Record<DockerValues['rule'], Commands> = {
    nft: {
      apply: [{ text: `nft -f /${nftPath}`, about: 'Translates from now on, until the next start.' }],
      undo: [{ text: 'nft delete table ip6 docker_nat_test', about: 'Translates no more.' }],
    },
    ip6tables: {
      apply: [{ text: `/${scriptPath} start`, about: 'Translates from now on, until the next start.' }],
      undo: [{ text: `/${scriptPath} stop`, about: 'Translates no more.' }],
    },
    docker: { apply: [], undo: [] },
  };
  return {
    files,
    apply: [
      { text: 'dockerd --validate --config-file /etc/docker/daemon.json', about: 'Docker 23 and later.' },
      { text: 'sysctl --system', about: 'Before Docker starts.' },
      { text: 'systemctl restart docker', about: 'Restarts the containers as well.' },
      ...run[rule].apply,
    ],
    undo: [
      ...run[rule].undo,
      { text: 'rm /etc/docker/daemon.json', about: 'Or put the file back that was there before.' },
      { text: 'systemctl restart docker', about: 'Containers have IPv4 alone again.' },
    ],
  };
}

interface Commands {
  readonly apply: readonly Command[];
  readonly undo: readonly Command[];
}

function daemonFile({ target, rule, prefix, dns }: DockerValues): WrittenFile {
  const byDocker = rule === 'docker';
  const tree = {
    ipv6: true,
    'fixed-cidr-v6': from('prefix', prefix),
    // Where it writes rules by itself, it does so for IPv6 only when asked to, and as an experiment before 27.
    ip6tables: target === '17' ? undefined : from('rule', byDocker),
    experimental: target === '20.10' && byDocker ? from('target', true) : undefined,
    dns: dns.length === 0 ? undefined : dns.map((address, index) => from(at('dns', index), address)),
  };
  return {
    path: 'etc/docker/daemon.json',
    language: 'json',
    about: 'Gives the containers of the default bridge IPv6 addresses.',
    lines: jsonLines(tree),
  };
}

function nftFile({ prefix }: DockerValues): WrittenFile {
  const lines = new Lines();
  lines.add('#!/usr/sbin/nft -f').add(`# ${warning}`);
  // Made and taken away first, so that it can be loaded again and again.
  lines.add('table ip6 docker_nat_test').add('delete table ip6 docker_nat_test');
  lines.block('table ip6 docker_nat_test {', '}', () => {
    lines.block('chain postrouting {', '}', () => {
      lines.add('type nat hook postrouting priority srcnat; policy accept;');
      lines.add(`ip6 saddr ${prefix} oifname != "docker0" masquerade`, 'prefix');
    });
  });
  return {
    path: nftPath,
    language: 'braces',
    about: 'Translates what containers send out.',
    lines: lines.lines,
  };
}

function scriptFile({ prefix }: DockerValues): WrittenFile {
  const lines = new Lines();
  lines
    .add('#!/bin/sh')
    .add(`# ${warning}`)
    .add('set -eu')
    .blank()
    .add(`prefix='${prefix}'`, 'prefix')
    .blank();
  lines.block('rule() {', '}', () => {
    lines.add('ip6tables -w -t nat "$1" POSTROUTING -s "$prefix" ! -o docker0 -j MASQUERADE');
  });
  lines.blank();
  lines.block('case "${1:-}" in', 'esac', () => {
    lines.add('start) rule -C 2>/dev/null || rule -A ;;');
    lines.add('stop) if rule -C 2>/dev/null; then rule -D; fi ;;');
    lines.add('*) echo "usage: $0 start|stop" >&2; exit 2 ;;');
  });
  return {
    path: scriptPath,
    language: 'shell',
    about: 'Translates what containers send out; running it twice changes nothing.',
    executable: true,
    lines: lines.lines,
  };
}

function sysctlFile(outside: string | undefined): WrittenFile {
  const lines = new Lines();
  // Docker turns it on by itself only where it writes the rules for IPv6.
  lines.add('net.ipv6.conf.all.forwarding = 1');
  // 2: router advertisements are heeded although the host forwards (Linux ip-sysctl). "/" keeps a dot of the name.
  lines.maybe(outside, (name) => `net/ipv6/conf/${name}/accept_ra = 2`, 'outside');
  return {
    path: 'etc/sysctl.d/60-docker-ipv6.conf',
    language: 'ini',
    about: 'Lets the host forward, and keep what router advertisements give it all the same.',
    lines: lines.lines,
  };
}
