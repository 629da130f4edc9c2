import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { ToolError } from '../../src-core/api/errors.ts';
import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { kindOf } from '../../src-core/net/kind.ts';
import { parsePrefix } from '../../src-core/net/prefix.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { fakeParts, fakePlans } from './fake-parts.test-support.ts';
import { createRouter, type RouterParts } from './router.ts';

function link(name: string, more: Partial<NetworkInterface>, ...texts: readonly string[]): NetworkInterface {
  const addresses = texts.map((text) => {
    const [word = '', length = ''] = text.split('/');
    const address = parseAddress(word);
    return {
      address,
      length: Number(length),
      kind: kindOf(address),
      temporary: false,
      deprecated: false,
      tentative: false,
      eui64: false,
      preferredSeconds: null,
      validSeconds: null,
    };
  });
  return {
    zone: parseZone(name),
    name,
    index: 1,
    mac: null,
    state: 'up',
    kind: 'ethernet',
    mtu: 1500,
    multicast: true,
    addresses,
    prefixes: [],
    routers: [],
    dns: [],
    unusable: null,
    ...more,
  };
}

function realityWith(given: Partial<RouterParts>) {
  return createRouterClient(createRouter(fakeParts(given))).plans.reality({});
}

const nothing = fakePlans({ found: () => Promise.resolve({ hosts: [], scannedAt: null, warnings: [] }) });

test('the prefixes on the links are those that routers announce and that addresses have, each once', async () => {
  const announced = ['2001:db8:1::/64', '2001:db8:2::/64', 'fe80::/64', '::/0'].map((text) => ({
    prefix: parsePrefix(text),
    origin: 'ra',
    validSeconds: null,
  }));
  const interfaces = [
    link(
      'eth0',
      { prefixes: announced },
      '2001:db8:1::5/64',
      '2001:db8:3::5/128',
      'fe80::5/64',
      '10.0.0.5/8',
    ),
    link('lo', { kind: 'loopback' }, '::1/128', '2001:db8:4::1/64'),
    link('eth1', { state: 'no-carrier' }, '2001:db8:5::1/64'),
    link('eth2', {}, '2001:db8:1::6/64'),
  ];
  const { prefixes, warnings } = await realityWith({
    readInterfaces: () => Promise.resolve({ interfaces, warnings: ['half'] }),
    plans: () => Promise.resolve(nothing),
  });
  expect(prefixes.map(({ prefix, zone }) => `${prefix} ${zone}`)).toEqual([
    '2001:db8:1::/64 eth0',
    '10.0.0.0/8 eth0',
    '2001:db8:2::/64 eth0',
    '2001:db8:1::/64 eth2',
  ]);
  expect(warnings).toEqual(['half']);
});

test('interfaces that cannot be read are told, and names of devices are safe to show', async () => {
  const host = { address: parseAddress('2001:db8::1'), deviceId: 1, name: 'a\u001b[31m', lastSeen: 5 };
  const answer = await realityWith({
    readInterfaces: () => Promise.reject(new Error('ip is not installed')),
    plans: () =>
      Promise.resolve(
        fakePlans({ found: () => Promise.resolve({ hosts: [host], scannedAt: 5, warnings: [] }) }),
      ),
  });
  expect(answer).toEqual({
    prefixes: [],
    hosts: [{ ...host, name: 'a\\u{1b}[31m' }],
    scannedAt: 5,
    warnings: ['The interfaces could not be read: ip is not installed'],
  });
});

test('a plan that turns out to be damaged on the way says so as any other failure does', async () => {
  const plans = fakePlans({
    async *open() {
      yield {
        type: 'plan',
        info: { id: 1, name: 'x', nodes: 1, createdAt: 0, changedAt: 0, revision: 1 },
        vlans: [],
      };
      throw new ToolError('conflict', 'its node "a" cannot be read');
    },
  });
  const client = createRouterClient(createRouter(fakeParts({ plans: () => Promise.resolve(plans) })));
  const seen: string[] = [];
  const reading = (async () => {
    for await (const part of await client.plans.open({ id: 1 })) seen.push(part.type);
  })();
  await expect(reading).rejects.toMatchObject({
    code: 'conflict',
    data: { code: 'conflict', message: 'its node "a" cannot be read' },
  });
  expect(seen).toEqual(['plan']);
});
