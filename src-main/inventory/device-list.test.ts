import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  deviceQuery,
  deviceRow,
  deviceSort,
  type DeviceQuery,
  type DeviceRow,
} from '../../src-core/api/devices.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { temporaryDirectory, testInventory, type HostInput } from './hosts.test-support.ts';

const hosts: readonly HostInput[] = [
  {
    mac: '00:1b:21:ab:cd:01',
    addresses: ['2001:db8::1', 'fe80::21b:21ff:feab:cd01', '10.0.0.1'],
    names: ['Printer-10.floor2.example'],
    vendor: 'Example Devices',
    services: ['_ipp._tcp'],
    sources: ['mdns', 'neighbours'],
  },
  {
    mac: '00:1b:21:ab:cd:02',
    addresses: ['2001:db8::10', '10.0.0.10'],
    names: ['printer-9.floor2.example'],
    vendor: 'fabrikam',
  },
  {
    mac: '02:42:00:00:00:03',
    addresses: ['fe80::3%eth0.10'],
    zone: 'eth0.10',
    names: ['Müller-Büro'],
    role: 'router',
  },
  { mac: '00:1b:21:ab:cd:04', addresses: ['10.0.0.9'], names: ['100% "quoted" *'] },
  { addresses: ['fe80::aaaa:bbbb:cccc:dddd'] },
  { mac: '00:1b:21:ab:cd:06', names: ['<img src=x>'], services: ['upnp:rootdevice'] },
];

let directory: ReturnType<typeof temporaryDirectory>;
let box: Awaited<ReturnType<typeof testInventory>>;
beforeAll(async () => {
  directory = temporaryDirectory();
  box = await testInventory(directory.path);
  await box.scan(hosts);
  await box.inventory.update({
    id: 2,
    ownName: 'Lobby',
    notes: 'toner ordered\nin May',
    tags: ['Spare', 'floor 2'],
  });
});
afterAll(async () => {
  await box.inventory.close();
  directory.remove();
});

const ids = (rows: readonly DeviceRow[]) => rows.map(({ id }) => id);

describe('words find devices', () => {
  test.each<[text: string, found: number[]]>([
    ['', [1, 2, 3, 4, 5, 6]],
    ['printer', [1, 2]],
    ['PRINTER floor2', [1, 2]],
    ['floor2 fabrikam', [2]],
    ['rinter-1', [1]],
    ['lobby', [2]],
    ['muller', [3]],
    ['MÜLLER', [3]],
    ['büro', [3]],
    ['toner may', [2]],
    ['spare', [2]],
    ['ipp', [1]],
    ['rootdevice', [6]],
    ['2001:db8::1', [1]],
    ['2001:DB8:0::1', [1]],
    ['2001:0db8:0000:0000:0000:0000:0000:0010', [2]],
    ['2001:db8::', [1, 2]],
    ['2001:0db8:', [1, 2]],
    ['db8::1', [1, 2]],
    ['::1', [1, 2]],
    ['10.0.0.1', [1]],
    ['10.0.0.', [1, 2, 4]],
    ['fe80::3', [3]],
    ['fe80::3%eth0.10', [3]],
    ['FE80::0:3%eth0', [3]],
    ['fe80::3%eth1', []],
    ['%eth0.10', [3]],
    ['bbbb:cc', [5]],
    ['00:1b:21:ab:cd:04', [4]],
    ['00-1B-21-AB-CD-04', [4]],
    ['001b.21ab.cd04', [4]],
    ['001B21ABCD04', [4]],
    ['0:1b:21:ab:cd:4', [4]],
    ['00:1b:2', [1, 2, 4, 6]],
    ['00-1b-2', [1, 2, 4, 6]],
    ['001b.2', [1, 2, 4, 6]],
    ['a', [1, 2, 4, 5, 6]],
    ['"quoted"', [4]],
    ['"', [4]],
    ['*', [4]],
    ['%', [1, 2, 3, 4, 5]],
    ['100%', [4]],
    ['printer OR nothing', []],
    ['printer NOT nothing', []],
    ['prin*', []],
    ['{text}: printer', []],
    ["'; DROP TABLE device; --", []],
    ['\u0000printer\u0000', [1, 2]],
    ['\ud800', []],
    ['<img', [6]],
    ['x'.repeat(200), []],
  ])('%j', async (text, found) => {
    const answer = await box.all({ text, sort: 'firstSeen', descending: false });
    expect(ids(answer.rows)).toEqual(found);
    expect(answer.total).toBe(found.length);
  });
});

test('an address names its device alone, as long as it is stored; when typed further, the longer ones', async () => {
  await box.inventory.remove([]);
  expect(ids((await box.all({ text: '10.0.0.1' })).rows)).toEqual([1]);
  expect(ids((await box.all({ text: '10.0.0.10' })).rows)).toEqual([2]);
});

describe('orders', () => {
  test.each<[sort: DeviceQuery['sort'], ascending: number[], descending: number[]]>([
    // "100%..." < "<img" < "fe80::" < "Lobby" < "Müller" < "Printer-10", whatever their case.
    ['name', [4, 6, 5, 2, 3, 1], [1, 3, 2, 5, 6, 4]],
    ['mac', [1, 2, 4, 6, 3, 5], [3, 6, 4, 2, 1, 5]],
    ['vendor', [1, 2, 3, 4, 5, 6], [2, 1, 6, 5, 4, 3]],
    ['role', [3, 1, 2, 4, 5, 6], [6, 5, 4, 2, 1, 3]],
    ['address', [4, 1, 2, 3, 5, 6], [5, 3, 2, 1, 4, 6]],
    ['status', [1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]],
  ])('%s, those that have none last', async (sort, ascending, descending) => {
    expect(ids((await box.all({ sort, descending: false })).rows)).toEqual(ascending);
    expect(ids((await box.all({ sort, descending: true })).rows)).toEqual(descending);
    // The same order where only some are meant.
    expect(ids((await box.all({ sort, descending: false, text: '00' })).rows)).toEqual(
      ascending.filter((id) => id !== 5),
    );
  });

  test('every order gives every device once, page by page', async () => {
    for (const sort of deviceSort.options) {
      const found: number[] = [];
      for (let offset = 0; offset < 6; offset += 2)
        found.push(...ids((await box.all({ sort, offset, limit: 2 })).rows));
      expect(found.toSorted((left, right) => left - right)).toEqual([1, 2, 3, 4, 5, 6]);
    }
  });
});

describe('filters', () => {
  test.each<[filter: DeviceQuery['filter'], found: number[]]>([
    [{ role: 'router' }, [3]],
    [{ role: 'self' }, []],
    [{ zone: parseZone('eth0.10') }, [3]],
    [{ zone: parseZone('eth0') }, [1, 2, 4, 5]],
    [{ tag: 'floor 2' }, [2]],
    [{ tag: 'floor' }, []],
    [{ source: 'mdns' }, [1]],
    [{ status: 'new' }, [1, 2, 3, 4, 5, 6]],
    [{ status: 'gone' }, []],
    [{ zone: parseZone('eth0'), source: 'neighbours', role: 'host' }, [1, 2, 4, 5]],
    [{ tag: 'x\nzone eth0' }, []],
  ])('%j', async (filter, found) => {
    const answer = await box.all({ filter, sort: 'firstSeen', descending: false });
    expect([ids(answer.rows), answer.total]).toEqual([found, found.length]);
  });

  test('with words, both must hold', async () => {
    expect(ids((await box.all({ filter: { source: 'mdns' }, text: 'printer' })).rows)).toEqual([1]);
  });
});

test('rows are what the contract says, with the best address first', async () => {
  const { rows } = await box.all({ sort: 'firstSeen', descending: false });
  for (const row of rows) expect(deviceRow.safeParse(row).error).toBeUndefined();
  expect(rows[0]).toMatchObject({
    name: 'Printer-10.floor2.example',
    addressCount: 3,
    services: ['_ipp._tcp'],
    zones: ['eth0'],
  });
  expect(rows[0]?.addresses.map(({ address }) => address)).toEqual([
    '2001:db8::1',
    '10.0.0.1',
    'fe80::21b:21ff:feab:cd01',
  ]);
  expect(rows.map(({ name }) => name)[1]).toBe('Lobby');
  expect(rows[4]?.name).toBe('fe80::aaaa:bbbb:cccc:dddd%eth0');
});

test('any text is answered, and finds no more with one more word', async () => {
  const word = fc.oneof(
    fc.constantFrom(
      'printer',
      '00:1b',
      '2001:db8',
      'a',
      '"',
      '*',
      'NEAR(',
      '^',
      '{',
      ':',
      '-',
      '()',
      'AND',
      '\\',
      '%',
      '_',
    ),
    fc.string({ maxLength: 6, unit: 'binary' }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 4 }), word, async (words, more) => {
      const text = words.join(' ');
      const wide = await box.inventory.list(deviceQuery.parse({ text }));
      const narrow = await box.inventory.list(deviceQuery.parse({ text: `${text} ${more}` }));
      expect(wide.rows.length).toBe(wide.total);
      const wideIds = new Set(ids(wide.rows));
      // A word joined to the one before it is another word, so only the end is compared.
      if (words.length === 0 || !/^\s*$/.test(text))
        expect(ids(narrow.rows).every((id) => wideIds.has(id))).toBe(true);
    }),
    { numRuns: 200 },
  );
});
