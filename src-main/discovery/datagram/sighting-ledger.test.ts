import { expect, test } from 'vitest';
import { fromBigInt, parseAddress } from '../../../src-core/net/address.ts';
import { testInterface } from './lab/test-interface.ts';
import { Link } from './link.ts';
import { SightingLedger, boundedText, ledgerLimits } from './sighting-ledger.ts';

const link = new Link(testInterface('eth0', ['fe80::1/64', '192.0.2.1/24']));
const here = parseAddress('fe80::2');
const there = parseAddress('fe80::3');
const at = (index: number) => fromBigInt((0xfe80n << 112n) + BigInt(index) + 0x1_0000n, 6);

test('tells each thing once, and what answers itself as confirmed', () => {
  const ledger = new SightingLedger('mdns', link);
  const service = { type: '_ipp._tcp', name: 'Office', port: 631 };
  const common = { source: 'mdns', zone: 'eth0', at: expect.any(Number) };
  expect(ledger.tell({ address: there, by: here, names: ['a', 'a', ''] })).toEqual({
    ...common,
    address: 'fe80::3',
    confirmed: false,
    names: ['a'],
  });
  expect(ledger.tell({ address: there, by: here, names: ['a'] })).toBeUndefined();
  expect(ledger.tell({ address: there, by: there, names: ['a'], services: [service, service] })).toEqual({
    ...common,
    address: 'fe80::3',
    confirmed: true,
    services: [service],
  });
  expect(ledger.tell({ address: there, by: there, names: ['a'], services: [service] })).toBeUndefined();
  expect(ledger.tell({ address: parseAddress('fe80::1'), by: here })).toMatchObject({ self: true });
  expect([ledger.hasName(there), ledger.hasName(here), ledger.full]).toEqual([true, false, false]);
});

test('is bounded for each address, each sender and in all', () => {
  const ledger = new SightingLedger('mdns', link);
  const many = Array.from({ length: 10_000 }, (_, index) => `name-${index}`);
  const services = many.map((name) => ({ type: '_x._tcp', name, port: null }));
  const told = ledger.tell({ address: here, by: here, names: many, services });
  expect([told?.names?.length, told?.services?.length]).toEqual([
    ledgerLimits.namesPerAddress,
    ledgerLimits.servicesPerAddress,
  ]);
  let named = 0;
  for (let index = 0; index < 1000; index++) {
    if (ledger.tell({ address: at(index), by: here }) !== undefined) named++;
  }
  expect(named).toBe(ledgerLimits.namedPerSender);
  // The sender that named too many takes nothing from one that answers.
  let answered = 0;
  for (let index = 0; index < 10_000; index++) {
    if (ledger.tell({ address: at(index), by: at(index) }) !== undefined) answered++;
  }
  expect(answered).toBeGreaterThanOrEqual(ledgerLimits.addresses - 1);
  expect(answered).toBeLessThanOrEqual(ledgerLimits.addresses + ledgerLimits.namedPerSender);
  expect(ledger.full).toBe(true);
});

test('cuts texts', () => {
  expect(boundedText('x'.repeat(10_000))).toHaveLength(255);
  expect(boundedText(`${'x'.repeat(254)}\u{1f600}`)).toBe(`${'x'.repeat(254)}\ufffd`);
  expect(boundedText('plain <b>\u202e')).toBe('plain <b>\u202e');
});
