import { expect, it } from 'vitest';
import { parseAddress } from '../../../src-core/net/address.ts';
import { parseZone } from '../../../src-core/net/zone.ts';
import { hostResult } from './host-result.ts';
import { InterfaceWatch } from './interface-watch.ts';
import { outcome } from './lane-messages.ts';

/** What a host comes to of which every port is told to have no way. */
async function told(text: string, zone: string | null, present = true) {
  const target = { text, address: parseAddress(text), zone: zone === null ? null : parseZone(zone) };
  const scan = {
    leastMs: () => null,
    *outcomes() {
      yield [22, outcome.noRoute] as const;
      yield [80, outcome.noAnswer] as const;
    },
  };
  const { groups } = await hostResult(target, scan, 0, new InterfaceWatch([target], () => present));
  return groups.map(({ state, reason, ports }) => `${ports} ${state} ${reason}`);
}

it.each([
  // There is always a way to this computer itself: it was a router that said there is none.
  ['127.0.0.1', null, true, ['22 filtered no-route', '80 filtered no-answer']],
  ['fe80::1', 'eth0', true, ['22 unknown not-sent', '80 filtered no-answer']],
  ['fe80::1', 'eth0', false, ['22,80 unknown not-sent']],
] as const)('tells %s through %s, there: %s', async (address, zone, present, expected) => {
  expect(await told(address, zone, present)).toEqual(expected);
});
