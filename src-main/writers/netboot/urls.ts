import { prefixOf } from '../../../src-core/net/prefix.ts';
import type { Prefix } from '../../../src-core/net/prefix.ts';
import type { NetbootValues } from './schema.ts';

/** The folder that the web server gives out. */
export const root = '/srv/netboot';

/** The URL of a file of the web server: the address stands in brackets (RFC 3986 section 3.2.2). */
export function urlOf({ address }: NetbootValues, path: string): string {
  return `http://[${address.address}]${path.startsWith('/') ? path : `/${path}`}`;
}

export function subnetOf({ address: { address, length } }: NetbootValues): Prefix {
  return prefixOf(address, length);
}
