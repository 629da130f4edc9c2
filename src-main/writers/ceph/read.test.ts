import { expect, it } from 'vitest';
import { read } from './read.ts';

const lint = (...lines: string[]) => {
  const { values, left } = read([{ name: 'ceph.conf', text: ['[global]', ...lines].join('\n') }]);
  return { values, left: left.map(({ line, kind, why }) => `${line} ${kind}: ${why}`) };
};
const brackets = (address: string) =>
  `2 unknown: ${address} stands without brackets: Ceph may take its end for a port`;

it('finds what is wrong in the file of the document: no brackets, and not bound to IPv6', () => {
  expect(lint('mon_host = 2001:db8:1::a,2001:db8:1::b')).toEqual({
    values: {
      target: '13',
      oldProtocol: true,
      monitors: [{ address: '2001:db8:1::a' }, { address: '2001:db8:1::b' }],
    },
    left: [
      brackets('2001:db8:1::a'),
      brackets('2001:db8:1::b'),
      '2 unknown: ms_bind_ipv6 = true is missing: daemons bind to IPv4, and heartbeats fail',
    ],
  });
});

it('reads spaces and dashes in names, comments at the end, and keeps what it has no place for', () => {
  expect(
    lint(
      '; by hand',
      'mon host = "[v2:[2001:db8::1]:3300/0,v1:[2001:db8::1]:6790/0]" # one',
      'mon-initial-members = a',
      'ms bind ipv6 = true',
      'public network = 2001:db8::/64, 2001:db8:1::/64',
      'auth_client_required = cephx',
      '[osd]',
      'osd_memory_target = 4294967296',
    ),
  ).toEqual({
    values: {
      target: '14',
      oldProtocol: true,
      monitors: [{ name: 'a', address: '2001:db8::1' }],
      publicNetworks: ['2001:db8::/64', '2001:db8:1::/64'],
    },
    left: [
      '2 comment: a comment',
      '3 unknown: the form has the standard ports alone, not 6790',
      '7 unknown: the form has no "auth_client_required"',
      '9 unknown: the form has no section [osd]',
    ],
  });
});

it('shows names of monitors that are not as many as their addresses', () => {
  expect(
    lint('mon initial members = a, b, c', 'mon_host = [2001:db8::1],[2001:db8::2]', 'ms_bind_ipv6 = true')
      .left,
  ).toEqual(['2 unknown: mon_host has another number of monitors: which name is whose cannot be told']);
});

it('refuses a file without monitors', () => {
  expect(() => lint('fsid = x')).toThrow(/mon_host/);
});
