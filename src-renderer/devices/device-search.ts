import { deviceQuery, deviceSort, type DeviceQuery } from '../../src-core/api/devices.ts';

/** What the device table shows, as the URL keeps it: a reload or a copied address shows the same. */
export interface DeviceSearch {
  readonly text?: string;
  readonly sort?: DeviceQuery['sort'];
  readonly descending?: boolean;
  readonly role?: string;
  readonly status?: string;
  readonly zone?: string;
  readonly tag?: string;
  readonly source?: string;
}

const filterKeys = ['role', 'status', 'zone', 'tag', 'source'] as const;

/** Reads the search part of a URL; what does not fit the contract is left out, since anybody can write a URL. */
export function readDeviceSearch(given: Record<string, unknown>): DeviceSearch {
  const sort = deviceSort.safeParse(given['sort']);
  const filters = Object.fromEntries(
    filterKeys.flatMap((key) => {
      const value = deviceQuery.shape.filter.safeParse({ [key]: textOf(given[key]) });
      const read = value.success ? value.data[key] : undefined;
      return read === undefined || read === '' ? [] : [[key, read]];
    }),
  );
  const text = textOf(given['text'])?.slice(0, 200);
  return {
    ...(text === undefined || text === '' ? {} : { text }),
    ...(sort.success ? { sort: sort.data } : {}),
    ...(typeof given['descending'] === 'boolean' ? { descending: given['descending'] } : {}),
    ...filters,
  };
}

/** The router reads `tag=12` as a number; a tag is text all the same. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** The query of the contract for what the URL says, without its page. */
export function deviceQueryOf(search: DeviceSearch): Omit<DeviceQuery, 'offset' | 'limit'> {
  const filter = deviceQuery.shape.filter.safeParse(
    Object.fromEntries(filterKeys.flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]]))),
  );
  return {
    text: search.text ?? '',
    sort: search.sort ?? 'lastSeen',
    descending: search.descending ?? search.sort === undefined,
    filter: filter.success ? filter.data : {},
  };
}

/** True where anything narrows the table. */
export function isNarrowed(search: DeviceSearch): boolean {
  return search.text !== undefined || filterKeys.some((key) => search[key] !== undefined);
}

let last: DeviceSearch = {};

/** Keeps what the table shows, for the way back from a device. */
export function rememberSearch(search: DeviceSearch): void {
  last = search;
}

export function lastSearch(): DeviceSearch {
  return last;
}
