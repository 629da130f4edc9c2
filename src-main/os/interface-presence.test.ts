import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { ToolError } from '../../src-core/api/tool-error.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { isOwnAddress, isPresent, zoneHere } from './interface-presence.ts';

test('an interface that the system lists is present, another is not', () => {
  const names = Object.keys(networkInterfaces()).map((name) => parseZone(name));
  expect(names.map(isPresent)).toEqual(names.map(() => true));
  expect(isPresent(parseZone('no-such-if0'))).toBe(false);
});

test('a zone is an interface that is there; an index becomes the name where sockets know names only', () => {
  for (const [name, addresses] of Object.entries(networkInterfaces())) {
    const index = addresses
      ?.map((each) => (each.family === 'IPv6' ? each.scopeid : 0))
      .find((each) => each > 0);
    const own = process.platform === 'win32' ? String(index) : name;
    if (process.platform !== 'win32') expect(zoneHere(parseZone(name))).toBe(own);
    if (index !== undefined) expect(zoneHere(parseZone(String(index)))).toBe(own);
  }
});

test.each(['no-such-if0', '25eth0', '999999', '0', '.', '..'])('refuses the zone %s', (zone) => {
  expect(() => zoneHere(parseZone(zone))).toThrow(ToolError);
  expect(() => zoneHere(parseZone(zone))).toThrow(
    /^there is no interface .* on this computer: there (is|are) /,
  );
});

test('tells its own addresses from others', () => {
  const own = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
  expect(own.map((address) => isOwnAddress(parseAddress(address)))).toEqual(own.map(() => true));
  expect(isOwnAddress(parseAddress('2001:db8::dead'))).toBe(false);
});
