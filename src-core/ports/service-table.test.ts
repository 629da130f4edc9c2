import { expect, it } from 'vitest';
import { serviceGroups } from './service-table.ts';
import { commonPorts, serviceName, topPorts } from './top-ports.ts';

const entries = (list: string) => (list === '' ? [] : list.split(','));
const groups = Object.values(serviceGroups);

it('names each port once, as a port and a short name', () => {
  const all = groups.flatMap(({ main, others }) => [...entries(main), ...entries(others)]);
  const ports = all.map((entry) => Number(entry.split(' ')[0]));
  expect(all.filter((entry) => !/^[1-9]\d{0,4} [a-z\d-]{1,20}$/.test(entry))).toEqual([]);
  expect(ports.filter((port, index) => ports.indexOf(port) !== index)).toEqual([]);
});

it('lists the main services of all groups as the hundred, then the thousand, each once', () => {
  const main = groups.flatMap((group) => entries(group.main).map((entry) => Number(entry.split(' ')[0])));
  expect(commonPorts()).toEqual(main);
  expect([main.length, topPorts().length, new Set(topPorts()).size]).toEqual([100, 1000, 1000]);
});

it('knows the name of a port, and none where there is none', () => {
  expect([22, 443, 5683, 64_999].map(serviceName)).toEqual(['ssh', 'https', 'coap', null]);
});
