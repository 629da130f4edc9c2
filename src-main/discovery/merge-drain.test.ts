import { describe, expect, test } from 'vitest';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseMac } from '../../src-core/net/mac.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { Merger } from './merge.ts';
import type { Sighting } from './source.ts';

const printer = parseMac('00:11:32:00:00:01');
const camera = parseMac('00:1b:21:00:00:02');
const linkLocal = parseAddress('fe80::1');
const global = parseAddress('2001:db8:1::10');
const ipv4 = parseAddress('192.0.2.10');

function sighting(part: Partial<Sighting>): Sighting {
  return { source: 'neighbours', zone: parseZone('eth0'), at: 1_000, confirmed: true, ...part };
}

describe('what the rows of the next batch are', () => {
  test('a row that was merged into another is named as removed', () => {
    const merger = new Merger();
    merger.add(sighting({ address: linkLocal }));
    merger.add(sighting({ address: global, mac: printer }));
    const first = merger.drain();
    merger.add(sighting({ address: linkLocal, mac: printer }));
    const second = merger.drain();
    expect(first.hosts).toHaveLength(2);
    expect(second.removed).toEqual([first.hosts.find(({ mac }) => mac === null)?.id]);
    expect(second.hosts.map(({ addresses }) => addresses.length)).toEqual([2]);
  });

  test('a bounded batch holds all new rows and merged ones; the other changes wait for the next', () => {
    const merger = new Merger();
    merger.add(sighting({ address: linkLocal }));
    merger.add(sighting({ address: global, mac: printer }));
    merger.add(sighting({ address: ipv4, mac: camera }));
    const former = merger.drain().hosts.find(({ mac }) => mac === null)?.id;
    merger.add(sighting({ address: ipv4, mac: camera, router: true }));
    merger.add(sighting({ address: linkLocal, mac: printer }));
    merger.add(sighting({ address: parseAddress('192.0.2.11') }));
    const first = merger.drain(0);
    expect(new Set(first.hosts.map(({ mac }) => mac))).toEqual(new Set([printer, null]));
    expect(first.removed).toEqual([former]);
    expect(merger.drain(1)).toMatchObject({ hosts: [{ mac: camera, role: 'router' }], removed: [] });
    expect(merger.drain()).toEqual({ hosts: [], removed: [] });
  });

  test('another round trip time alone is no news', () => {
    const merger = new Merger();
    merger.add(sighting({ address: linkLocal, rttMs: 4 }));
    merger.drain();
    merger.add(sighting({ address: linkLocal, rttMs: 2 }));
    expect(merger.drain().hosts).toEqual([]);
    expect(merger.all()[0]?.rttMs).toBe(2);
  });
});
