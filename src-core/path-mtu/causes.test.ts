import { expect, test } from 'vitest';
import { mtuCauses } from './causes.ts';

test.each([
  [1500, ['Ethernet']],
  [1492, ['PPPoE']],
  [1480, ['6in4, 6to4, ISATAP, 6rd']],
  [1476, ['GRE over IPv4']],
  [1472, ['GRE over IPv4 with a key', '6in4, 6to4, ISATAP, 6rd over PPPoE']],
  [1420, ['WireGuard', 'WireGuard over IPv6']],
  [1440, ['WireGuard over IPv4']],
  [1280, ['The floor of IPv6']],
  [1337, []],
])('%i octets', (mtu, names) => {
  expect(mtuCauses(mtu).map(({ name }) => name)).toEqual(names);
});
