import { tryParseAddress, type Address } from '../../src-core/net/address.ts';
import { tryParseMac, type Mac } from '../../src-core/net/mac.ts';
import { needsZone, type Zone } from '../../src-core/net/zone.ts';
import { foldText } from './sort-keys.ts';

/** Bounds the text of one device, in characters: a device with endless names is found by the first of them. */
const textLimit = 65_536;
const wordLimit = 16;

export interface SearchedDevice {
  readonly mac: Mac | null;
  readonly addresses: readonly { readonly address: Address; readonly zone: Zone }[];
  /** Names, tags, vendor, services, notes. */
  readonly words: readonly string[];
}

/**
 * The text that a device is searched by: each fact on its own line, addresses and MAC first. A line feed on both
 * sides makes a whole address recognisable; the MAC stands also without colons.
 */
export function searchText({ mac, addresses, words }: SearchedDevice): string {
  const lines: string[] = [];
  if (mac !== null) lines.push(mac, mac.replaceAll(':', ''));
  for (const { address, zone } of addresses) {
    // Behind an address that means nothing without it, the zone; of the others once, to be found by it.
    lines.push(needsZone(address) ? `${address}\n%${foldText(zone)}` : address, `%${foldText(zone)}`);
  }
  for (const word of words) if (word !== '') lines.push(plain(word));
  return `\n${[...new Set(lines)].join('\n').slice(0, textLimit)}\n`;
}

/** What a device is filtered by. */
export interface FilteredDevice {
  readonly role: string;
  readonly status: string;
  readonly zones: readonly string[];
  readonly sources: readonly string[];
  readonly tags: readonly string[];
}

/** The facts of a device, each on its own line, for `factLine`. */
export function factLines({ role, status, zones, sources, tags }: FilteredDevice): string {
  const lines = [`role ${role}`, `status ${status}`];
  for (const zone of zones) lines.push(`zone ${zone}`);
  for (const source of sources) lines.push(`source ${source}`);
  for (const tag of tags) lines.push(`tag ${tag}`);
  return `\n${lines.join('\n')}\n`;
}

/** The line that a device's facts hold where the fact is true of it. */
export function factLine(what: 'role' | 'status' | 'zone' | 'source' | 'tag', value: string): string {
  return `\n${what} ${value}\n`;
}

/** Folded, on one line, without control characters: an index over text with NUL in it would stop there. */
function plain(text: string): string {
  return foldText(text.toWellFormed()).replace(/[\p{Cc}\s]+/gu, ' ');
}

/** One word of a search: it occurs where any of its forms does. */
export interface SearchWord {
  readonly forms: readonly string[];
  /** The address that the word is, where it is a whole one: found exactly where a device has it. */
  readonly address: Address | null;
  /** What stands behind its `%`, which may be the beginning of a zone. */
  readonly zone: string | null;
}

/** The words of a search, each in the forms that a device's text can hold. Nothing in it is ever a query language. */
export function searchWords(text: string): SearchWord[] {
  return plain(text)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, wordLimit)
    .map(searchWord);
}

function searchWord(word: string): SearchWord {
  // The zone stands on a line of its own, so `fe80::1%eth0` is looked for in both parts.
  const [host = '', zone] = word.split('%', 2);
  const address = tryParseAddress(host) ?? null;
  const forms = new Set([word]);
  if (address !== null) forms.add(address);
  if (zone !== undefined && host !== '') forms.add(`${address ?? host}\n%${zone}`);
  const mac = tryParseMac(word);
  if (mac !== undefined) forms.add(mac);
  // Cisco's groups of four, `001b.21`, and pairs with hyphens, `00-1b-2`, of which a part is enough.
  if (/^([0-9a-f]{4}\.){1,2}[0-9a-f]{0,4}$/.test(word)) forms.add(word.replaceAll('.', ''));
  if (/^([0-9a-f]{2}-){2,5}[0-9a-f]{0,2}$/.test(word)) forms.add(word.replaceAll('-', ':'));
  // Leading zeros of groups are never written in the canonical form.
  if (/^[0-9a-f]*:[0-9a-f:]*$/.test(word)) forms.add(word.replace(/\b0+(?=[0-9a-f])/g, ''));
  return { forms: [...forms], address, zone: zone ?? null };
}

/**
 * What a text must hold for its trigram index to name it, as an FTS5 query in which every trigram is quoted. Undefined
 * where a form is too short for a trigram: then only reading the texts can tell.
 */
export function trigramQuery(words: readonly SearchWord[]): string | undefined {
  const parts: string[] = [];
  for (const { forms } of words) {
    const alternatives = forms.map(trigrams);
    if (alternatives.some((list) => list.length === 0)) continue;
    parts.push(`(${alternatives.map((list) => `(${list.join(' AND ')})`).join(' OR ')})`);
  }
  return parts.length === 0 ? undefined : parts.join(' AND ');
}

/** More than these of one word narrow nothing further. */
const trigramLimit = 24;

function trigrams(form: string): string[] {
  const characters = [...form];
  const found = new Set<string>();
  for (let at = 0; at + 3 <= characters.length && found.size < trigramLimit; at++) {
    found.add(
      `"${characters
        .slice(at, at + 3)
        .join('')
        .replaceAll('"', '""')}"`,
    );
  }
  return [...found];
}
