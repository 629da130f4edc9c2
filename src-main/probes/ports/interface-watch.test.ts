import { expect, it } from 'vitest';
import { parseAddress } from '../../../src-core/net/address.ts';
import { parseZone } from '../../../src-core/net/zone.ts';
import { InterfaceWatch } from './interface-watch.ts';

const [eth0, eth1] = [parseZone('eth0'), parseZone('eth1')];
const target = (zone: typeof eth0 | null) => ({ text: 'fe80::1', address: parseAddress('fe80::1'), zone });

it('remembers an interface that was away for a moment, and tells of that one alone', () => {
  const away = new Set<string>();
  const watch = new InterfaceWatch([target(eth0), target(eth1), target(null)], (zone) => !away.has(zone));
  watch.look(0);
  away.add('eth1');
  watch.look(1_000);
  away.clear();
  watch.look(2_000);
  expect([watch.wasAway(eth0), watch.wasAway(eth1), watch.any]).toEqual([false, true, true]);
  expect([...watch.warnings()]).toMatchObject([{ type: 'warning', about: 'eth1' }]);
});

it('asks anew when it is asked', () => {
  const away = new Set<string>();
  const watch = new InterfaceWatch([target(eth0)], (zone) => !away.has(zone));
  watch.look(0);
  expect(watch.any).toBe(false);
  away.add('eth0');
  expect(watch.wasAway(eth0)).toBe(true);
});
