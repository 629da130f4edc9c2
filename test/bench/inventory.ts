/**
 * How quickly the device table answers: `node test/bench/inventory.ts [devices]`. Fills a new inventory in a temporary
 * directory with 100,000 devices of three addresses each, by the same calls as a scan, then asks it what the page asks.
 * Ends with status 1 where the median of a query is over 50 ms.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { z } from 'zod';
import { deviceQuery, deviceSort } from '../../src-core/api/devices.ts';
import type { Host, HostAddress } from '../../src-core/api/discovery.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { kindOf } from '../../src-core/net/kind.ts';
import { macOrigin, parseMac } from '../../src-core/net/mac.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import type { RecordedHost } from '../../src-main/discovery/recorder.ts';
import { openInventory, type Inventory } from '../../src-main/inventory/inventory.ts';

const limitMs = 50;
const rounds = 15;
const devices = Number(process.argv[2] ?? 100_000);
const perRecord = 1000;
const startedAt = Date.UTC(2026, 0, 1);
const vendors = [
  'Example Devices Ltd',
  'Fabrikam Networks',
  'Contoso Systems',
  'Northwind Instruments',
  null,
];
const kinds = ['printer', 'camera', 'laptop', 'phone', 'switch', 'sensor', 'server', 'printer'];

function hostNumber(index: number): RecordedHost {
  // Spread, so that neither names nor addresses come in the order of the ids.
  const spread = Math.imul(index + 1, 2_654_435_761) >>> 0;
  const hex = spread.toString(16).padStart(8, '0');
  const mac = parseMac(`00:1b:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}:${hex.slice(6, 8)}`);
  const zone = parseZone(`eth${index % 20 === 0 ? 1 : 0}`);
  const tail = `21b:${hex.slice(0, 2)}ff:fe${hex.slice(2, 4)}:${hex.slice(4)}`;
  const seen = startedAt + (spread % 10_000_000) * 1000;
  const address = (text: string): HostAddress => {
    const parsed = parseAddress(text);
    return {
      address: parsed,
      zone,
      kind: kindOf(parsed),
      identifier: text.includes(':') ? 'eui64' : null,
      temporary: 'no',
      sources: index % 3 === 0 ? ['neighbours', 'mdns'] : ['neighbours', 'multicast-echo'],
      confirmed: true,
      rttMs: (spread % 100) / 10,
      firstSeen: seen,
      lastSeen: seen,
    };
  };
  const kind = kinds[index % kinds.length] ?? 'host';
  const name = `${kind}-${spread % 1_000_000}.floor${index % 7}.example.net`;
  const host: Host = {
    id: `host-${index}`,
    deviceId: null,
    change: null,
    name,
    names: index % 10 === 9 ? [] : [{ name, source: 'mdns' }],
    mac,
    macOrigin: macOrigin(mac),
    vendor: vendors[index % vendors.length] ?? null,
    role: index % 1000 === 0 ? 'router' : 'host',
    addresses: [
      address(`fe80::${tail}`),
      address(`2001:db8:${(index % 64).toString(16)}:1:${tail}`),
      address(`10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`),
    ],
    services: kind === 'printer' ? [{ type: '_ipp._tcp', name, port: 631, source: 'mdns' }] : [],
    rttMs: 0.4,
    duplicates: 0,
    sources: index % 3 === 0 ? ['neighbours', 'mdns'] : ['neighbours', 'multicast-echo'],
    firstSeen: seen,
    lastSeen: seen,
  };
  return { host, identity: `mac:${mac}`, formerIdentities: [] };
}

function ascending(values: readonly number[]): number[] {
  return values.toSorted((left, right) => left - right);
}

function at(values: readonly number[], share: number): number {
  const sorted = ascending(values);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function line(what: string, times: readonly number[], found: string): void {
  const cells = [at(times, 0.5), at(times, 0.95)].map((time) => `${time.toFixed(1)} ms`.padStart(11));
  console.log(`${what.padEnd(58)}${cells.join('')}   ${found}`);
}

async function fill(inventory: Inventory): Promise<void> {
  const times: number[] = [];
  const scan = await inventory.beginScan({ startedAt, zones: [parseZone('eth0'), parseZone('eth1')] });
  for (let from = 0; from < devices; from += perRecord) {
    const hosts = Array.from({ length: Math.min(perRecord, devices - from) }, (_, index) =>
      hostNumber(from + index),
    );
    const begin = performance.now();
    await inventory.record(scan, hosts);
    times.push(performance.now() - begin);
  }
  line(`record ${perRecord} new hosts of 3 addresses`, times, `${devices} devices`);
  const begin = performance.now();
  await inventory.endScan(scan, { state: 'done', endedAt: startedAt + 60_000, sources: [] });
  line('end of the scan', [performance.now() - begin], '');
}

async function query(
  inventory: Inventory,
  what: string,
  input: z.input<typeof deviceQuery>,
): Promise<boolean> {
  const times: number[] = [];
  let found = '';
  for (let round = 0; round < rounds; round++) {
    // Another order of the same text is answered from the last search: this one must do all of its work.
    await inventory.list(deviceQuery.parse({ text: `nothing${round}` }));
    const begin = performance.now();
    const answer = await inventory.list(deviceQuery.parse(input));
    times.push(performance.now() - begin);
    found = `${answer.total} found`;
  }
  line(what, times, found);
  return at(times, 0.5) <= limitMs;
}

async function measure(inventory: Inventory): Promise<boolean> {
  const one = hostNumber(Math.min(4242, devices - 1)).host;
  const global = one.addresses[1]?.address ?? '';
  const texts: [what: string, text: string][] = [
    ['one letter', 'p'],
    ['two letters', 'ro'],
    ['a word that half of all have', 'r-'],
    ['a word that a quarter has', 'printer'],
    ['a word that all have', 'example'],
    ['three words', 'laptop floor3 fabrikam'],
    ['a word that nothing has', 'zebra'],
    ['a whole name', one.name ?? ''],
    ['an address', global],
    ['an address in its full form', global.replace('db8:', '0db8:').toUpperCase()],
    ['the beginning of all global addresses', '2001:db8:'],
    ['the beginning of some addresses', '2001:db8:3'],
    ['IPv4 part', '10.0.1'],
    ['a MAC in Cisco form', (one.mac ?? '').replaceAll(':', '').replace(/(....)(?=.)/g, '$1.')],
    ['part of all MACs', '00:1b:'],
    ['part of some MACs', '00:1b:2'],
    ['the syntax of a query language', '"printer" OR *'],
  ];
  const answers: boolean[] = [];
  for (const sort of deviceSort.options) {
    for (const descending of [false, true]) {
      const order = `${sort} ${descending ? 'descending' : 'ascending'}`;
      answers.push(await query(inventory, `no text, by ${order}`, { sort, descending }));
      answers.push(
        await query(inventory, `no text, by ${order}, last page`, {
          sort,
          descending,
          offset: devices - 100,
        }),
      );
    }
  }
  for (const [what, text] of texts)
    answers.push(await query(inventory, `${what}: ${text}`, { text, sort: 'name' }));
  for (const sort of deviceSort.options) {
    answers.push(await query(inventory, `half of all, by ${sort}`, { text: 'r-', sort, descending: false }));
  }
  answers.push(
    await query(inventory, 'half of all, deep', { text: 'r-', sort: 'mac', offset: devices * 0.3 }),
  );
  const zones = { zone: parseZone('eth1') };
  answers.push(await query(inventory, 'filter: zone of a twentieth', { filter: zones }));
  answers.push(
    await query(inventory, 'filter: zone of nearly all', {
      filter: { zone: parseZone('eth0') },
      sort: 'name',
    }),
  );
  answers.push(await query(inventory, 'filter: role router', { filter: { role: 'router' }, sort: 'name' }));
  answers.push(await query(inventory, 'filter: status new', { filter: { status: 'new' }, sort: 'address' }));
  answers.push(await query(inventory, 'filter: source mdns', { filter: { source: 'mdns' }, sort: 'name' }));
  const both = { zone: parseZone('eth0'), source: 'multicast-echo' as const, status: 'new' as const };
  answers.push(
    await query(inventory, 'filter: three, and a word', { filter: both, text: 'printer', sort: 'name' }),
  );
  answers.push(await query(inventory, 'a page of 1000 rows', { sort: 'name', limit: 1000 }));
  return answers.every(Boolean);
}

const directory = mkdtempSync(join(tmpdir(), 'linkscope-bench-'));
try {
  const log = pino({ level: 'warn' });
  let inventory = await openInventory({ directory, log });
  console.log(`${' '.repeat(58)}     median        p95`);
  await fill(inventory);
  await inventory.close();
  const begin = performance.now();
  inventory = await openInventory({ directory, log });
  line(
    'open again',
    [performance.now() - begin],
    `${Math.round(statSync(join(directory, 'inventory.sqlite')).size / 1e6)} MB`,
  );
  const first = performance.now();
  await inventory.list(deviceQuery.parse({ text: 'printer', sort: 'name' }));
  line('the first search after opening', [performance.now() - first], '');
  const quick = await measure(inventory);
  const exportBegin = performance.now();
  const { text } = await inventory.export(deviceQuery.parse({}), 'csv');
  line(
    'export of everything as CSV',
    [performance.now() - exportBegin],
    `${Math.round(text.length / 1e6)} MB`,
  );
  console.log(`memory ${Math.round(process.memoryUsage().rss / 1e6)} MB`);
  await inventory.close();
  console.log(quick ? `every query within ${limitMs} ms` : `a query took longer than ${limitMs} ms`);
  process.exitCode = quick ? 0 : 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
