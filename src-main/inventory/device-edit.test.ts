import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deviceQuery } from '../../src-core/api/devices.ts';
import { temporaryDirectory, testInventory } from './hosts.test-support.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let box: Awaited<ReturnType<typeof testInventory>>;
beforeEach(async () => {
  directory = temporaryDirectory();
  box = await testInventory(directory.path);
  await box.scan([
    {
      mac: '00:1b:21:00:00:01',
      addresses: ['2001:db8::1', 'fe80::1%eth0'],
      names: ['one.example'],
      vendor: 'A, "B" & C',
    },
    { mac: '00:1b:21:00:00:02', addresses: ['2001:db8::2'], names: ['=HYPERLINK("http://x","y")'] },
    { mac: '00:1b:21:00:00:03', addresses: ['2001:db8::3'], names: ['line\nbreak'] },
  ]);
});
afterEach(async () => {
  await box.inventory.close();
  directory.remove();
});

describe('update', () => {
  test('what is left out stays, and search and order follow at once', async () => {
    const { inventory } = box;
    await inventory.update({ id: 1, ownName: 'Alpha', notes: 'cellar', tags: ['b', 'a', 'b'] });
    expect(await inventory.update({ id: 1, notes: 'attic' })).toMatchObject({
      name: 'Alpha',
      ownName: 'Alpha',
      notes: 'attic',
      tags: ['a', 'b'],
    });
    expect([
      (await box.all({ text: 'cellar' })).total,
      (await box.all({ text: 'attic alpha' })).total,
    ]).toEqual([0, 1]);
    expect(await inventory.facets()).toEqual({
      tags: [
        { value: 'a', count: 1 },
        { value: 'b', count: 1 },
      ],
      zones: [{ value: 'eth0', count: 3 }],
      total: 3,
    });
    expect(await inventory.update({ id: 1, ownName: '', tags: [] })).toMatchObject({
      name: 'one.example',
      ownName: null,
      tags: [],
    });
    expect((await box.all({ filter: { tag: 'a' } })).total).toBe(0);
  });

  test('the own name stays through the next scans, and the run is told it', async () => {
    await box.inventory.update({ id: 1, ownName: 'Alpha' });
    const { devices } = await box.scan([{ mac: '00:1b:21:00:00:01', names: ['other.example'] }]);
    expect(devices).toMatchObject([{ deviceId: 1, ownName: 'Alpha' }]);
    expect(await box.inventory.get(1)).toMatchObject({ name: 'Alpha' });
  });

  test('a device that is not there is refused', async () => {
    await expect(box.inventory.update({ id: 99, tags: ['x'] })).rejects.toMatchObject({ code: 'bad-input' });
  });
});

test('removed devices leave nothing behind, and their ids are not given again', async () => {
  expect(await box.inventory.remove([1, 3, 3, 77])).toBe(2);
  expect((await box.all({ text: '00:1b' })).total).toBe(1);
  await expect(box.inventory.get(1)).rejects.toThrow('there is no device 1');
  const { devices, changes } = await box.scan([{ mac: '00:1b:21:00:00:01' }]);
  expect([changes, devices[0]?.deviceId]).toEqual([['new'], 4]);
});

describe('export', () => {
  const query = deviceQuery.parse({ sort: 'mac', descending: false, limit: 1, offset: 2 });

  test('CSV holds all devices of the query, quoted, and no formula', async () => {
    const { text, mediaType, fileName } = await box.inventory.export(query, 'csv');
    expect([mediaType, fileName]).toEqual([
      'text/csv',
      expect.stringMatching(/^linkscope-devices-\d{4}-\d\d-\d\d\.csv$/),
    ]);
    const time = '2026-01-01T01:00:01.000Z';
    expect(text).toBe(
      [
        'name,own name,role,status,mac,mac origin,vendor,addresses,address count,zones,services,tags,first seen,last seen',
        `one.example,,host,new,00:1b:21:00:00:01,universal,"A, ""B"" & C",2001:db8::1 fe80::1%eth0,2,eth0,,,${time},${time}`,
        `"'=HYPERLINK(""http://x"",""y"")",,host,new,00:1b:21:00:00:02,universal,,2001:db8::2,1,eth0,,,${time},${time}`,
        `"line\nbreak",,host,new,00:1b:21:00:00:03,universal,,2001:db8::3,1,eth0,,,${time},${time}`,
        '',
      ].join('\r\n'),
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '|calc', '＝1+1'])(
    'own name %j cannot begin a formula',
    async (ownName) => {
      await box.inventory.update({ id: 1, ownName });
      const { text } = await box.inventory.export(query, 'csv');
      const cell = text.split('\r\n')[1]?.split(',')[0];
      expect(cell).not.toMatch(/^"?[=+\-@\t|＝]/);
    },
  );

  test('JSON reads back, with ISO 8601 times and zones', async () => {
    const { text, mediaType } = await box.inventory.export(query, 'json');
    expect(mediaType).toBe('application/json');
    const devices: unknown = JSON.parse(text);
    expect(devices).toHaveLength(3);
    expect(devices).toMatchObject([
      {
        id: 1,
        firstSeen: '2026-01-01T01:00:01.000Z',
        addresses: [{ scoped: '2001:db8::1' }, { address: 'fe80::1', zone: 'eth0', scoped: 'fe80::1%eth0' }],
      },
      { name: '=HYPERLINK("http://x","y")' },
      { name: 'line\nbreak' },
    ]);
    const nothing = await box.inventory.export(deviceQuery.parse({ text: 'nothing' }), 'json');
    expect(JSON.parse(nothing.text)).toEqual([]);
  });
});
