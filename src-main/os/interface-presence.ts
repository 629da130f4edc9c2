import { existsSync } from 'node:fs';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import { join } from 'node:path';
import { ToolError } from '../../src-core/api/tool-error.ts';
import { tryParseAddress, type Address } from '../../src-core/net/address.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';

/**
 * True while the interface is there and has an address. On Windows a zone is an index, elsewhere a name. It asks the
 * system anew each time, in well under a millisecond.
 */
export function isPresent(zone: Zone): boolean {
  const all = networkInterfaces();
  if (all[zone] !== undefined) return true;
  return Object.values(all).some((addresses) =>
    addresses?.some((address) => address.family === 'IPv6' && String(address.scopeid) === zone),
  );
}

/**
 * A zone as the system's calls take it: an interface that is there, also one that is down. On Linux and macOS an index
 * becomes the name. Sockets must never be given another one: Node takes a zone that it cannot find, and on these
 * systems every index, for none at all, and the system then asks through whatever interface it likes best.
 * @throws ToolError `bad-input` with the interfaces that are there
 */
export function zoneHere(zone: Zone): Zone {
  const all = Object.entries(networkInterfaces());
  const indexed = all.find(([, addresses]) => addresses?.some((each) => scopeOf(each) === zone));
  const names = all.map(([name]) => name);
  if (process.platform === 'win32') {
    if (indexed !== undefined) return zone;
    const index = all
      .find(([name]) => name === zone)?.[1]
      ?.map(scopeOf)
      .find((each) => each !== undefined);
    if (index !== undefined) return parseZone(index);
  } else {
    if (names.includes(zone) || isDown(zone)) return zone;
    if (indexed !== undefined) return parseZone(indexed[0]);
  }
  const others = names.slice(0, 20).join(', ');
  const there = others === '' ? '' : `: there ${names.length === 1 ? 'is' : 'are'} ${others}`;
  throw new ToolError('bad-input', `there is no interface ${visibleText(zone, 80)} on this computer${there}`);
}

/**
 * The numbers of the interfaces by name, as far as they have an IPv6 address. One that was taken away and comes back,
 * such as that of a cable that is put in again, has another.
 */
export function interfaceNumbers(): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const [name, addresses] of Object.entries(networkInterfaces())) {
    const scope = addresses?.map(scopeOf).find((each) => each !== undefined);
    if (scope !== undefined) numbers.set(name, Number(scope));
  }
  return numbers;
}

/** The index that a link-local address is told with. */
function scopeOf(address: NetworkInterfaceInfo): string | undefined {
  return address.family === 'IPv6' && address.scopeid > 0 ? String(address.scopeid) : undefined;
}

/** Whether Linux has an interface of this name without an address. */
function isDown(zone: Zone): boolean {
  return process.platform === 'linux' && !/^\.*$/.test(zone) && existsSync(join('/sys/class/net', zone));
}

/** True for an address of this computer, in its canonical form. */
export function isOwnAddress(address: Address): boolean {
  return Object.values(networkInterfaces()).some((all) =>
    all?.some((each) => tryParseAddress(each.address) === address),
  );
}
