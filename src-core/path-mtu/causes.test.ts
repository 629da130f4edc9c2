import { expect, test } from 'vitest';
import { mtuCauses } from './causes.ts';

test.each([
  [1500, 6, ['Ethernet']],
  [1492, 6, ['PPPoE']],
  [1492, 4, ['PPPoE']],
  [1480, 6, ['6in4, 6to4, ISATAP, 6rd']],
  [1480, 4, ['IP in IP', '464XLAT']],
  [1476, 4, ['GRE over IPv4']],
  [1472, 6, ['GRE over IPv4 with a key', '6in4, 6to4, ISATAP, 6rd over PPPoE']],
  [1472, 4, ['GRE over IPv4 with a key']],
  [1460, 6, ['A cloud network']],
  [1460, 4, ['A cloud network', '4in6, DS-Lite']],
  [1420, 6, ['WireGuard']],
  [1412, 4, ['WireGuard over IPv6 over PPPoE']],
  [1440, 6, ['WireGuard over IPv4']],
  [1280, 6, ['The floor of IPv6']],
  [1280, 4, ['A VPN or a tunnel at the floor of IPv6']],
  [576, 4, ['The floor of IPv4']],
  [1337, 6, []],
] as const)('%i octets over IPv%i', (mtu, family, names) => {
  expect(mtuCauses(mtu, family).map(({ name }) => name)).toEqual(names);
});
