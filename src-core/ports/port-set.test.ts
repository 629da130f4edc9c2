import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatPorts, parsePorts, portsOf } from './port-set.ts';
import { commonPorts, serviceName, topPorts } from './top-ports.ts';

it.each([
  ['22', [22]],
  ['80,22', [22, 80]],
  ['8000-8002 22', [22, 8000, 8001, 8002]],
  ['60001,22,22,60000-60001', [22, 60_000, 60_001]],
])('reads %s', (text, ports) => {
  expect(parsePorts(text)).toEqual(ports);
});

it.each([
  ['', 'it names no port'],
  ['22,x', 'neither a port nor a range'],
  ['0', 'from 1 to 65535'],
  ['65536', 'from 1 to 65535'],
  ['90-80', 'ends before it begins'],
  ['-80', 'neither a port nor a range'],
  ['1'.repeat(20_001), 'longer than'],
])('refuses %s', (text, why) => {
  expect(() => parsePorts(text)).toThrow(why);
});

it('knows lists by name: each port once, the likeliest first', () => {
  expect(new Set(commonPorts()).size).toBe(100);
  expect(new Set(topPorts()).size).toBe(1000);
  const all = parsePorts('all');
  expect(all).toHaveLength(65_535);
  expect(new Set(all).size).toBe(65_535);
  expect(all.slice(0, 1000)).toEqual(topPorts());
  expect(parsePorts('common')).toEqual(parsePorts('top').slice(0, 100));
  expect([serviceName(22), serviceName(443), serviceName(65_333)]).toEqual(['ssh', 'https', null]);
});

it('writes what it reads', () => {
  const port = fc.integer({ min: 1, max: 65_535 });
  fc.assert(
    fc.property(fc.uniqueArray(port, { minLength: 1, maxLength: 300 }), (ports) => {
      const sorted = ports.toSorted((one, other) => one - other);
      const text = formatPorts(ports);
      expect([...portsOf(text)]).toEqual(sorted);
      expect(parsePorts(text).toSorted((one, other) => one - other)).toEqual(sorted);
    }),
  );
});
