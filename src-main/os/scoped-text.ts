import { tryParseAddress, type Address } from '../../src-core/net/address.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';

/** An address as a system writes it, with the zone that it wrote behind it, on whatever kind of address. */
export interface Written {
  readonly address: Address;
  readonly zone: Zone | null;
}

/** Reads `fe80::1%en0` or `2001:db8::1`; systems also write a zone where it means nothing, so it is not refused. */
export function readWritten(text: string): Written | undefined {
  const at = text.indexOf('%');
  const address = tryParseAddress(at < 0 ? text : text.slice(0, at));
  if (address === undefined) return undefined;
  const zone = at < 0 ? null : attempt(() => parseZone(text.slice(at + 1)));
  return zone === undefined ? undefined : { address, zone };
}

/** Seconds of a duration as BSD commands write it: `23h59m58s`, `29d23h59m58s`, `10s`; null for everything else. */
export function readDuration(text: string): number | null {
  const match = /^(?:(\d{1,6})d)?(?:(\d{1,2})h)?(?:(\d{1,2})m)?(\d{1,2})s$/.exec(text);
  if (match === null) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
