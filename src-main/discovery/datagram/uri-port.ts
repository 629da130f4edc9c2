import { tryParseAddress, type Address } from '../../../src-core/net/address.ts';

/** A URI as far as it is read: nothing here is ever fetched. The host has an upper bound, so the match is linear. */
const shape = /^(https?):\/\/(?:\[([^\]\s]{1,128})\]|([^/:?#\s[\]@]{1,255}))(?::([0-9]{1,5}))?(?:[/?#]|$)/i;

/**
 * The port in an HTTP URI that names this very address; undefined where it names another host, or none that can be
 * compared without asking somebody.
 */
export function portOfOwnUri(uri: string, address: Address): number | undefined {
  const match = shape.exec(uri);
  if (match === null) return undefined;
  const [, scheme, bracketed, plain, port] = match;
  const host = (bracketed ?? plain ?? '').replace(/%.*$/, '');
  if (tryParseAddress(host) !== address) return undefined;
  if (port === undefined) return scheme?.toLowerCase() === 'https' ? 443 : 80;
  const value = Number(port);
  return value >= 1 && value <= 65_535 ? value : undefined;
}
