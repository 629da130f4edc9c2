import { setImmediate as nextTurn } from 'node:timers/promises';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { PortImport, PortItem } from '../../../src-core/api/ports.ts';
import type { Address } from '../../../src-core/net/address.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { attempt } from '../../../src-core/net/parse-error.ts';
import { formatScoped, needsZone, parseZone, tryParseScoped, type Zone } from '../../../src-core/net/zone.ts';
import { readAttributes, readHostElement } from './nmap-xml.ts';
import { readRanges } from './port-ranges.ts';

const mostHosts = 100_000;
/** More open ports and hosts than anybody looks through, and than the page can hold. */
const mostItems = 300_000;
const mostWarnings = 100;
/** Reading a large file lets others go on after so long. */
const turnMs = 30;

/**
 * Reads what `nmap -oX` wrote: the hosts that are whole, also of a file that breaks off. nmap leaves the zone of a
 * link-local address out of its results; it is taken from the command line that stands in the file.
 * @throws ToolError `bad-input` where it is no such file, or holds more than is read
 */
export async function importNmap(text: string): Promise<PortImport> {
  // Entities of a file's own can multiply to gigabytes; nmap declares none.
  if (/<!ENTITY/i.test(text))
    throw new ToolError('bad-input', 'this file declares entities, which nmap does not');
  const start = /<nmaprun\s[^<>]{0,100000}>/.exec(text.slice(0, 200_000));
  if (start === null) throw new ToolError('bad-input', 'this is no XML of nmap: write it with nmap -oX FILE');
  const run = readAttributes(start[0]);
  const scanInfo = /<scaninfo\s[^<>]{0,500000}>/.exec(text.slice(0, 1_000_000));
  const scanned = scanInfo === null ? [] : readRanges(readAttributes(scanInfo[0])['services'] ?? '');
  const command = run['args'] ?? '';
  const zoneOf = zonesIn(command);
  const warnings = new Set<string>();
  const warn = (warning: string): void => {
    if (warnings.size < mostWarnings) warnings.add(warning);
  };
  const items: PortItem[] = [];
  let hosts = 0;
  let turnAt = performance.now();
  for (const xml of hostElements(text)) {
    if (performance.now() - turnAt > turnMs) {
      await nextTurn();
      turnAt = performance.now();
    }
    if (++hosts > mostHosts) throw new ToolError('bad-input', `this file has more than ${mostHosts} hosts`);
    const host = readHostElement(xml, scanned);
    if (host === null) continue;
    for (const warning of host.warnings) warn(warning);
    const zone = needsZone(host.address) ? zoneOf(host.address) : null;
    if (needsZone(host.address) && zone === null)
      warn(`${host.address}: the file does not tell on which interface it is`);
    const target = {
      text: host.names[0] ?? formatScoped({ address: host.address, zone: zone ?? undefined }),
      address: host.address,
      zone,
    };
    for (const port of host.open) items.push({ kind: 'port', target, rttMs: null, ...port });
    items.push({ kind: 'host', target, groups: host.groups, rttMs: host.rttMs });
    if (items.length > mostItems)
      throw new ToolError('bad-input', `this file has more than ${mostItems} hosts and open ports`);
  }
  if (!text.includes('</nmaprun>')) warnings.add('the file breaks off: nmap was stopped, or is still going');
  const started = Number(run['start']);
  return {
    scanner: visibleText(`nmap ${run['version'] ?? ''}`.trim(), 40),
    command: visibleText(command, 2_000),
    at: Number.isSafeInteger(started) && started > 0 && started < 1e11 ? started * 1000 : null,
    items,
    warnings: [...warnings].map((warning) => visibleText(warning, 300)),
  };
}

/** The `<host>` elements of a file. A `<` cannot stand within an attribute, so what looks like one is one. */
function* hostElements(text: string): Generator<string> {
  const begin = /<host[\s>]/g;
  for (let found = begin.exec(text); found !== null; found = begin.exec(text)) {
    const end = text.indexOf('</host>', found.index);
    if (end < 0) return;
    yield text.slice(found.index, end + 7);
    begin.lastIndex = end + 7;
  }
}

/** The zones that a command line of nmap names: with an address (`fe80::1%eth0`), or for all by `-e eth0`. */
function zonesIn(command: string): (address: Address) => Zone | null {
  const words = command.slice(0, 1_000_000).split(/\s+/);
  const zones = new Map<Address, Set<Zone>>();
  for (const word of words) {
    if (!word.includes('%')) continue;
    const scoped = tryParseScoped(word);
    if (scoped?.zone === undefined) continue;
    zones.set(scoped.address, (zones.get(scoped.address) ?? new Set<Zone>()).add(scoped.zone));
  }
  const device = words[words.indexOf('-e') + 1];
  const byDevice =
    words.includes('-e') && device !== undefined ? attempt(() => parseZone(device)) : undefined;
  return (address) => {
    const own = zones.get(address);
    // The same address on two links: the file does not tell which of them this is.
    if (own !== undefined) return own.size === 1 ? ([...own][0] ?? null) : null;
    return byDevice ?? null;
  };
}
