import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { parseZone } from '../../src-core/net/zone.ts';
import { isPresent } from './interface-presence.ts';

test('an interface that the system lists is present, another is not', () => {
  const names = Object.keys(networkInterfaces()).map((name) => parseZone(name));
  expect(names.map(isPresent)).toEqual(names.map(() => true));
  expect(isPresent(parseZone('no-such-if0'))).toBe(false);
});
