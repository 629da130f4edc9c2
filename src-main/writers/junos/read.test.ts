import { expect, it } from 'vitest';
import { read } from './read.ts';

it('reads the configuration of the document and says which of its lines lack something', () => {
  // As it is printed there: without the name of the interface, and without the ";" behind its IPv6 address.
  const text = `system {
management-instance;
name-server {
2001:db8:153::53 routing-instance mgmt_junos;
93.180.70.22 routing-instance mgmt_junos;
}
}
interfaces {
unit 0 {
family inet {
address 172.17.5.10/24;
}
family inet6 {
address 2001:db8:12:34::100/64
dad-disable;
}
}
}
routing-instances {
mgmt_junos {
routing-options {
rib mgmt_junos.inet6.0 {
static {
route ::/0 next-hop 2001:db8:12:34::1;
}
}
static {
route 0.0.0.0/0 next-hop 172.17.5.1;
}
}
}
}
`;
  const { values, left } = read([{ name: 'qfx.conf', text }]);
  expect(values).toEqual({
    nameServers: ['2001:db8:153::53', '93.180.70.22'],
    gateway6: '2001:db8:12:34::1',
    gateway4: '172.17.5.1',
  });
  expect(left.map(({ line, text: words }) => [line, words])).toEqual([
    [11, 'interfaces unit 0 family inet address 172.17.5.10/24'],
    [14, 'interfaces unit 0 family inet6 address 2001:db8:12:34::100/64 dad-disable'],
  ]);
});

it('keeps comments and other settings of set commands', () => {
  const text =
    '# by hand\nset system management-instance\nset system services ssh\ndelete system services telnet\n';
  const { left } = read([{ name: 'x.set', text }]);
  expect(left.map(({ line, kind, text: words }) => [line, kind, words])).toEqual([
    [1, 'comment', '# by hand'],
    [3, 'unknown', 'system services ssh'],
    [4, 'unknown', 'delete system services telnet'],
  ]);
});

it('refuses what says nothing of a management instance', () => {
  expect(() => read([{ name: 'x', text: 'set system services ssh' }])).toThrow(
    'nothing about a management instance',
  );
});

it('reads a text of comments alone without going round in circles', () => {
  expect(() => read([{ name: 'x', text: '#'.repeat(50_000) }])).toThrow(
    'nothing about a management instance',
  );
});
