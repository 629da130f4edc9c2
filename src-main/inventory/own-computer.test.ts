import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryDirectory, testInventory, type HostInput } from './hosts.test-support.ts';

const eth0: HostInput = {
  role: 'self',
  names: ['desk'],
  mac: '00:1b:21:00:00:0a',
  addresses: ['2001:db8::a', 'fe80::a'],
};
const eth1: HostInput = { ...eth0, mac: '00:1b:21:00:00:0b', zone: 'eth1', addresses: ['fe80::b%eth1'] };
const both: HostInput = { ...eth0, addresses: ['2001:db8::a', 'fe80::a', 'fe80::b%eth1'] };

let directory: ReturnType<typeof temporaryDirectory>;
let box: Awaited<ReturnType<typeof testInventory>>;
beforeEach(async () => {
  directory = temporaryDirectory();
  box = await testInventory(directory.path);
});
afterEach(async () => {
  await box.inventory.close();
  directory.remove();
});

test('this computer is one device, whichever of its interfaces is searched', async () => {
  const zones = { eth0: { zones: ['eth0'] }, eth1: { zones: ['eth1'] }, both: { zones: ['eth0', 'eth1'] } };
  const results = [
    await box.scan([eth0], zones.eth0),
    await box.scan([eth1], zones.eth1),
    await box.scan([eth0], zones.eth0),
    await box.scan([both], zones.both),
    await box.scan([eth1], zones.eth1),
  ];
  expect(results.map(({ changes, gone }) => [...changes, ...gone])).toEqual([
    ['new'],
    // The address of the other interface is news.
    ['changed'],
    ['known'],
    ['known'],
    ['known'],
  ]);
  expect((await box.all()).rows).toMatchObject([{ name: 'desk', role: 'self', addressCount: 3 }]);
});

test('another computer that uses the same data directory is another device', async () => {
  await box.scan([eth0]);
  await box.scan([{ ...eth0, mac: '00:1b:21:00:00:0c', names: ['laptop'], addresses: ['2001:db8::c'] }]);
  expect((await box.all()).rows.map(({ name }) => name).sort()).toEqual(['desk', 'laptop']);
});
