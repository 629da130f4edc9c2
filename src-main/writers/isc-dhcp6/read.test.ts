import { expect, it } from 'vitest';
import { read } from './read.ts';

const file = (text: string) => [{ name: 'dhcpd6.conf', text }];

it('reads a file whose subnets stand in another one', () => {
  const text = `default-lease-time 2592000;
option dhcp6.name-servers 2001:db8::53;
include "/etc/dhcp/subnets.conf";
host printer { host-identifier option dhcp6.client-id 00:01:02; fixed-address6 2001:db8::9; }
`;
  const { values, left } = read(file(text));
  expect(values).toEqual({
    validLifetime: 2_592_000,
    dnsServers: ['2001:db8::53'],
    subnets: [],
    hosts: [{ name: 'printer', duid: '00:01:02', address: '2001:db8::9', prefixes: [] }],
  });
  expect(left.map(({ line, text: words }) => [line, words])).toEqual([
    [3, 'include "/etc/dhcp/subnets.conf";'],
  ]);
});

it.each(['', '# nothing\n', 'log-facility local7;\n'])('refuses %j', (text) => {
  expect(() => read(file(text))).toThrow('dhcpd6.conf has no subnet6, no host and no option');
});
