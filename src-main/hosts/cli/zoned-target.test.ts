import { expect, test } from 'vitest';
import type { NetworkInterface } from '../../../src-core/api/interfaces.ts';
import { parseZone } from '../../../src-core/net/zone.ts';
import { zonedTarget } from './zoned-target.ts';

function link(name: string, zone = name, unusable: string | null = null): NetworkInterface {
  return {
    name,
    zone: parseZone(zone),
    index: 1,
    kind: 'ethernet',
    state: 'up',
    mac: null,
    mtu: null,
    multicast: true,
    dns: [],
    addresses: [],
    routers: [],
    prefixes: [],
    unusable,
  };
}

const read =
  (...interfaces: NetworkInterface[]) =>
  () =>
    Promise.resolve({ interfaces, warnings: [] });

test.each([
  ['fe80::1', [link('eth0')], 'fe80::1%eth0'],
  ['root@fe80::1', [link('eth0'), link('eth1', 'eth1', 'it is down')], 'root@fe80::1%eth0'],
  ['root@fe80::1%7', [link('eth0'), { ...link('eth1'), index: 7 }], 'root@fe80::1%eth1'],
  ['fe80::1%Ethernet', [link('Ethernet', '12')], 'fe80::1%12'],
  ['root@nas.example', [], 'root@nas.example'],
  ['2001:db8::1', [link('eth0'), link('eth1')], '2001:db8::1'],
])('%s', async (text, interfaces, target) => {
  expect(await zonedTarget(text, read(...interfaces))).toBe(target);
});

test('on several links the choices are named', async () => {
  await expect(zonedTarget('fe80::1', read(link('eth0'), link('eth1')))).rejects.toThrow(
    'fe80::1 may be on every link: which one? fe80::1%eth0, fe80::1%eth1',
  );
  await expect(zonedTarget('fe80::1', read())).rejects.toThrow('none is up');
});

test('an interface that is not there is refused, with the one that was probably meant', async () => {
  await expect(zonedTarget('fe80::1%eth', read(link('eth0')))).rejects.toThrow(
    'there is no interface "eth": did you mean eth0?',
  );
  await expect(zonedTarget('root@fe80::1%9', read(link('eth0'), link('br-lan')))).rejects.toThrow(
    'there is no interface "9": there are eth0, br-lan',
  );
});
