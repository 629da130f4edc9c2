import type { PortItem } from '../api/ports.ts';
import { ToolError } from '../api/tool-error.ts';
import type { Address } from '../net/address.ts';
import { attempt } from '../net/parse-error.ts';
import { visibleText } from '../net/visible-text.ts';
import { formatScoped, needsZone, parseZone, tryParseScoped, type Zone } from '../net/zone.ts';
import { largestHost, readAttributes, readHostElement } from './nmap-host.ts';
import { readRanges, type PortRange } from './port-ranges.ts';
import type { XmlAttributes } from './xml-tags.ts';

/** The largest file that is read, in octets. */
export const largestNmapFile = 512 * 1024 * 1024;

/** What a file says of the scan as a whole. All text is made safe to show. */
export interface NmapFileFacts {
  readonly scanner: string;
  /** The command that nmap was run with. */
  readonly command: string;
  /** When it began, in UTC milliseconds. */
  readonly at: number | null;
  /** What could not be taken over, in words. */
  readonly warnings: readonly string[];
}

const mostHosts = 100_000;
/** More open ports and hosts than anybody looks through, and than the page can hold. */
const mostItems = 300_000;
const mostWarnings = 100;
/** What stands before the first element, in characters, and between it and the first host. */
const longestStart = 200_000;
const longestHead = 1_000_000;
const hostEnd = '</host>';
const fileEnd = '</nmaprun>';

/**
 * Reads what `nmap -oX` wrote, piece by piece: the hosts that are whole, also of a file that breaks off. nmap leaves the
 * zone of a link-local address out of its results; it is taken from the command line that stands in the file.
 */
export class NmapFileReader {
  /** What has come and is not read yet. */
  #rest = '';
  #run: XmlAttributes | undefined;
  #scanned: readonly PortRange[] = [];
  #zoneOf: (address: Address) => Zone | null = () => null;
  readonly #warnings = new Set<string>();
  #items = 0;
  #hosts = 0;
  #isWhole = false;

  /** How many hosts were read. */
  get hosts(): number {
    return this.#hosts;
  }

  /**
   * Takes the next piece of the text.
   * @returns what the hosts say that became whole with it
   * @throws ToolError `bad-input` where it is no such file, or holds more than is read: nothing of it is to be used
   */
  push(text: string): PortItem[] {
    const seen = this.#rest.length;
    this.#rest += text;
    if (text.includes('\u{fffd}'))
      this.#warn('some characters of this file are no UTF-8: they stand as \u{fffd}');
    if (this.#run === undefined && !this.#begin(false)) return [];
    return this.#readHosts(seen);
  }

  /** What the file says of the scan, when all of it was pushed. @throws ToolError as push() */
  end(): NmapFileFacts {
    if (this.#run === undefined) this.#begin(true);
    const run = this.#run ?? {};
    if (!this.#isWhole && !this.#rest.includes(fileEnd))
      this.#warn('the file breaks off: nmap was stopped, or is still going');
    const started = Number(run['start']);
    return {
      scanner: visibleText(`nmap ${run['version'] ?? ''}`.trim(), 40),
      command: visibleText(run['args'] ?? '', 2_000),
      at: Number.isSafeInteger(started) && started > 0 && started < 1e11 ? started * 1000 : null,
      warnings: [...this.#warnings].map((warning) => visibleText(warning, 300)),
    };
  }

  /** Reads the start of the file; false while it has not come whole. */
  #begin(isEnd: boolean): boolean {
    // Entities of a file's own can multiply to gigabytes; nmap declares none.
    if (/<!ENTITY/i.test(this.#rest.slice(0, longestStart)))
      throw new ToolError('bad-input', 'this file declares entities, which nmap does not');
    const start = /<nmaprun\s[^<>]{0,100000}>/.exec(this.#rest.slice(0, longestStart));
    if (start === null) {
      if (!isEnd && this.#rest.length < longestStart) return false;
      throw new ToolError('bad-input', notNmapText(this.#rest));
    }
    this.#run = readAttributes(start[0]);
    this.#zoneOf = zonesIn(this.#run['args'] ?? '');
    return true;
  }

  /** @param seen so much of what is kept held no end of a host */
  #readHosts(seen: number): PortItem[] {
    const items: PortItem[] = [];
    // A `<` cannot stand within an attribute, so what looks like an element is one.
    const begin = /<host[\s>]/g;
    let done = 0;
    for (let found = begin.exec(this.#rest); found !== null; found = begin.exec(this.#rest)) {
      if (this.#hosts === 0) this.#readScanInfo(this.#rest.slice(0, found.index));
      const from = Math.max(found.index, seen - hostEnd.length);
      const end = this.#rest.indexOf(hostEnd, from);
      if (end < 0) {
        this.#rest = this.#rest.slice(found.index);
        if (this.#rest.length > largestHost) readHostElement(this.#rest, []);
        return items;
      }
      done = end + hostEnd.length;
      this.#takeHost(this.#rest.slice(found.index, done), items);
      begin.lastIndex = done;
    }
    this.#isWhole ||= this.#rest.indexOf(fileEnd, Math.max(done, seen - fileEnd.length)) >= 0;
    // Before the first host all is kept: it says which ports were scanned. Afterwards nothing is read but hosts.
    const kept = this.#hosts === 0 ? longestHead : fileEnd.length;
    this.#rest = this.#rest.slice(Math.max(done, this.#rest.length - kept));
    return items;
  }

  #readScanInfo(head: string): void {
    const info = /<scaninfo\s[^<>]{0,500000}>/.exec(head.slice(0, longestHead));
    if (info !== null) this.#scanned = readRanges(readAttributes(info[0])['services'] ?? '');
  }

  #takeHost(xml: string, items: PortItem[]): void {
    if (++this.#hosts > mostHosts)
      throw new ToolError('bad-input', `this file has more than ${mostHosts} hosts`);
    const host = readHostElement(xml, this.#scanned);
    if (host === null) return;
    for (const warning of host.warnings) this.#warn(warning);
    const zone = needsZone(host.address) ? this.#zoneOf(host.address) : null;
    if (needsZone(host.address) && zone === null)
      this.#warn(`${host.address}: the file does not tell on which interface it is`);
    const target = {
      text: host.names[0] ?? formatScoped({ address: host.address, zone: zone ?? undefined }),
      address: host.address,
      zone,
    };
    for (const port of host.open) items.push({ kind: 'port', target, rttMs: null, ...port });
    items.push({ kind: 'host', target, groups: host.groups, rttMs: host.rttMs });
    this.#items += host.open.length + 1;
    if (this.#items > mostItems)
      throw new ToolError('bad-input', `this file has more than ${mostItems} hosts and open ports`);
  }

  #warn(warning: string): void {
    if (this.#warnings.size < mostWarnings) this.#warnings.add(warning);
  }
}

function notNmapText(start: string): string {
  // Text of two octets a character, read as UTF-8: every other one is a zero.
  if (/^.{0,8}<?\0/s.test(start))
    return 'this file is in UTF-16, or no text: save it as nmap wrote it, in UTF-8';
  return 'this is no XML of nmap: write it with nmap -oX FILE';
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
