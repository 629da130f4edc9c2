import { expect, it } from 'vitest';
import { read } from './read.ts';

const file = (text: string) => [{ name: 'running-config', text }];

it('reads what show running-config prints, and hands back what is not about it', () => {
  const text = `Current configuration : 4711 bytes
!
! Last configuration change at 10:00:00
version 15.4
hostname edge
ipv6 unicast-routing
ipv6 dhcp pool LAN
 prefix-delegation pool PD
 dns-server 2001:DB8::53
 information refresh 1
!
interface Loopback0
 no ip address
!
interface Vlan1
 ip address 192.168.5.1 255.255.255.0
 ipv6 address isp ::1/64
 ipv6 nd ra dns server 2001:DB8::53 infinite
 ipv6 dhcp server LAN
!
interface Dialer0
 mtu 1492
 ipv6 dhcp client pd isp
!
ipv6 local pool PD 2001:DB8:0:100::/56 60
ipv6 route ::/0 Dialer0
end
`;
  const { values, left } = read(file(text));
  expect(values).toEqual({
    target: 'ios-xe',
    upstream: { interface: 'Dialer0', defaultRoute: true, generalPrefix: 'isp', rapidCommit: false },
    pools: [
      {
        name: 'LAN',
        delegation: { localPool: 'PD', prefix: '2001:DB8:0:100::/56', length: 60 },
        dnsServers: ['2001:DB8::53'],
      },
    ],
    interfaces: [
      {
        name: 'Vlan1',
        ipv4: '192.168.5.1/24',
        generalPrefix: 'isp',
        address: '::1/64',
        rdnss: [{ address: '2001:DB8::53', lifetime: 4_294_967_295 }],
        dhcpPool: 'LAN',
        rapidCommit: false,
      },
    ],
    aggregates: [],
  });
  expect(left.map(({ line, kind, text: words }) => [line, kind, words])).toEqual([
    [1, 'unknown', 'Current configuration : 4711 bytes'],
    [3, 'comment', '! Last configuration change at 10:00:00'],
    [4, 'unknown', 'version 15.4'],
    [5, 'unknown', 'hostname edge'],
    [10, 'unknown', 'information refresh 1'],
    [12, 'unknown', 'interface Loopback0'],
    [13, 'unknown', 'no ip address'],
    [22, 'unknown', 'mtu 1492'],
  ]);
});

it('keeps every line of an interface that has no IPv6 address', () => {
  const text = 'ipv6 unicast-routing\ninterface Vlan2\n ipv6 enable\n ipv6 nd other-config-flag\n mtu 1492\n';
  expect(read(file(text)).left.map(({ line, text: words }) => [line, words])).toEqual([
    [2, 'interface Vlan2'],
    [3, 'ipv6 enable'],
    [4, 'ipv6 nd other-config-flag'],
    [5, 'mtu 1492'],
  ]);
});

it('refuses what has no line of IPv6', () => {
  expect(() => read(file('interface Vlan1\n ip address 192.0.2.1 255.255.255.0\n'))).toThrow(
    'it is no configuration of IOS',
  );
});
