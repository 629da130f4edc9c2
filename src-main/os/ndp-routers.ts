import type { Address } from '../../src-core/net/address.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';
import { runText } from './run-text.ts';
import { readDuration, readWritten } from './scoped-text.ts';

/**
 * macOS: `ndp -nr`, the default routers of which advertisements were received. A sample:
 *
 * fe80::5eff:fe10:fe%en0 if=en0, flags=IT, pref=medium, expire=29m57s
 * fe80::1%en1 if=en1, flags=IS, pref=medium, expire=Never
 */
export function args(): string[] {
  return ['-nr'];
}

export interface AdvertisedRouter {
  readonly address: Address;
  readonly zone: Zone;
  /** Seconds until its advertisement ends; null for never. */
  readonly lifetimeSeconds: number | null;
}

/** Reads the output; lines that are no router are passed over. */
export function parse(text: string): AdvertisedRouter[] {
  const routers: AdvertisedRouter[] = [];
  for (const line of text.split('\n').slice(0, 10_000)) {
    const match = /^\s*(\S{1,300}) if=([^,\s]{1,64}),.*\bexpire=(\w{1,40})/.exec(line.slice(0, 1_000));
    const written = readWritten(match?.[1] ?? '');
    const zone = attempt(() => parseZone(match?.[2] ?? ''));
    if (written === undefined || zone === undefined) continue;
    routers.push({ address: written.address, zone, lifetimeSeconds: readDuration(match?.[3] ?? '') });
  }
  return routers;
}

/** @throws ToolError */
export async function read(signal?: AbortSignal): Promise<AdvertisedRouter[]> {
  return parse(await runText('ndp', args(), { signal }));
}
