import type { Host, HostAddress } from '../../src-core/api/discovery.ts';
import { sourceLabels } from '../../src-core/api/discovery.ts';
import { compareAddresses, family, fullForm, type Address } from '../../src-core/net/address.ts';
import type { Sort } from '../components/data-table/column.ts';

/** A host as the table shows it; each part is worked out once for each state of the host. */
export interface HostRow {
  readonly host: Host;
  /** The name, else the MAC, else the first address: never empty. */
  readonly title: string;
  readonly linkLocal: readonly HostAddress[];
  /** Global and unique local IPv6. */
  readonly routed: readonly HostAddress[];
  readonly ipv4: readonly HostAddress[];
  /** The first address of each list in full, so that sorting compares texts of one length and no numbers. */
  readonly keys: { readonly linkLocal?: string; readonly routed?: string; readonly ipv4?: string };
  /** Lower-case text that the quick filter looks through. */
  readonly text: string;
}

const rows = new WeakMap<Host, HostRow>();

export function hostRow(host: Host): HostRow {
  const known = rows.get(host);
  if (known !== undefined) return known;
  const made = new LazyRow(host);
  rows.set(host, made);
  return made;
}

/** While rows arrive, most are never drawn, sorted or searched: each part is worked out when it is asked for. */
class LazyRow implements HostRow {
  readonly host: Host;
  readonly title: string;
  #six: { linkLocal: HostAddress[]; routed: HostAddress[] } | undefined;
  #ipv4: HostAddress[] | undefined;
  #keys: HostRow['keys'] | undefined;
  #text: string | undefined;

  constructor(host: Host) {
    this.host = host;
    this.title = host.name ?? host.mac ?? host.addresses[0]?.address ?? host.id;
  }

  get linkLocal(): readonly HostAddress[] {
    return this.#ipv6().linkLocal;
  }

  get routed(): readonly HostAddress[] {
    return this.#ipv6().routed;
  }

  get ipv4(): readonly HostAddress[] {
    this.#ipv4 ??= this.host.addresses.filter(({ address }) => family(address) === 4).sort(byUse);
    return this.#ipv4;
  }

  get keys(): HostRow['keys'] {
    const [linkLocal, routed, ipv4] = [this.linkLocal[0], this.routed[0], this.ipv4[0]];
    this.#keys ??= {
      ...(linkLocal === undefined ? {} : { linkLocal: sortKey(linkLocal.address) }),
      ...(routed === undefined ? {} : { routed: sortKey(routed.address) }),
      ...(ipv4 === undefined ? {} : { ipv4: sortKey(ipv4.address) }),
    };
    return this.#keys;
  }

  get text(): string {
    this.#text ??= searchText(this.host);
    return this.#text;
  }

  #ipv6(): { linkLocal: HostAddress[]; routed: HostAddress[] } {
    if (this.#six === undefined) {
      const six = this.host.addresses.filter(({ address }) => family(address) === 6);
      this.#six = {
        linkLocal: six.filter(({ kind }) => kind === 'link-local').sort(byUse),
        routed: six.filter(({ kind }) => kind !== 'link-local').sort(byUse),
      };
    }
    return this.#six;
  }
}

function sortKey(address: Address): string {
  if (family(address) === 6) return fullForm(address);
  return address
    .split('.')
    .map((octet) => octet.padStart(3, '0'))
    .join('.');
}

/** The addresses that answered come first, then those that stay (not temporary), then global before unique local. */
function byUse(left: HostAddress, right: HostAddress): number {
  return (
    Number(right.confirmed) - Number(left.confirmed) ||
    temporaryRank(left) - temporaryRank(right) ||
    Number(left.kind === 'ula') - Number(right.kind === 'ula') ||
    compareAddresses(left.address, right.address)
  );
}

function temporaryRank({ temporary }: HostAddress): number {
  return temporary === 'yes' ? 2 : temporary === 'likely' ? 1 : 0;
}

function searchText(host: Host): string {
  return [
    host.name ?? '',
    ...host.names.map(({ name }) => name),
    host.mac ?? '',
    host.mac?.replaceAll(':', '') ?? '',
    host.vendor ?? '',
    host.role === 'self' ? 'this computer' : host.role,
    host.change ?? '',
    ...host.addresses.flatMap(({ address, zone }) => [`${address}%${zone}`, fullForm(address)]),
    ...host.services.flatMap(({ type, name }) => [type, name]),
    ...host.sources.map((source) => sourceLabels[source]),
  ]
    .join('\n')
    .toLowerCase();
}

export type HostView = 'all' | 'new' | 'changed' | 'routers';

/** The rows in which every word of the filter occurs somewhere. */
export function filterRows(all: readonly HostRow[], text: string, view: HostView): readonly HostRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && view === 'all') return all;
  return all.filter((row) => inView(row.host, view) && words.every((word) => row.text.includes(word)));
}

function inView(host: Host, view: HostView): boolean {
  if (view === 'all') return true;
  return view === 'routers' ? host.role === 'router' : host.change === view;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const roleOrder: Record<Host['role'], number> = { self: 0, router: 1, host: 2, unknown: 3 };
const changeOrder: Record<string, number> = { new: 0, changed: 1, known: 2 };

/** What is missing sorts last in both directions, so that sorting never hides what is there. */
function missingLast<T>(
  left: T | null | undefined,
  right: T | null | undefined,
  compare: (a: T, b: T) => number,
) {
  const leftMissing = left === null || left === undefined;
  const rightMissing = right === null || right === undefined;
  if (leftMissing || rightMissing) return { order: Number(leftMissing) - Number(rightMissing), fixed: true };
  return { order: compare(left, right), fixed: false };
}

const byText = (left: string, right: string): number => collator.compare(left, right);
/** For texts of one length and alphabet, where the collator would only cost. */
const byCode = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
const byNumber = (left: number, right: number): number => left - right;

function compareRows(left: HostRow, right: HostRow, id: string): { order: number; fixed: boolean } {
  switch (id) {
    case 'name':
      return missingLast(left.host.name, right.host.name, byText);
    case 'link-local':
      return missingLast(left.keys.linkLocal, right.keys.linkLocal, byCode);
    case 'routed':
      return missingLast(left.keys.routed, right.keys.routed, byCode);
    case 'ipv4':
      return missingLast(left.keys.ipv4, right.keys.ipv4, byCode);
    case 'mac':
      return missingLast(left.host.mac, right.host.mac, byCode);
    case 'vendor':
      return missingLast(left.host.vendor, right.host.vendor, byText);
    case 'rtt':
      return missingLast(left.host.rttMs, right.host.rttMs, byNumber);
    case 'role':
      return { order: roleOrder[left.host.role] - roleOrder[right.host.role], fixed: false };
    case 'change':
      return missingLast(changeOrder[left.host.change ?? ''], changeOrder[right.host.change ?? ''], byNumber);
    case 'services':
      return { order: left.host.services.length - right.host.services.length, fixed: false };
    default:
      return { order: left.host.lastSeen - right.host.lastSeen, fixed: false };
  }
}

/** Sorts for the table; without a sort the rows stay in the order in which they were found. */
export function sortRows(all: readonly HostRow[], sort: Sort | null): readonly HostRow[] {
  if (sort === null) return all;
  return all.toSorted((left, right) => {
    const { order, fixed } = compareRows(left, right, sort.id);
    return sort.descending && !fixed ? -order : order;
  });
}
