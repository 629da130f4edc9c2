import { attempt } from '../../src-core/net/parse-error.ts';
import { tryParsePrefix, type Prefix } from '../../src-core/net/prefix.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';
import { runText } from './run-text.ts';
import { readDuration } from './scoped-text.ts';

/**
 * macOS: `ndp -np`, the prefixes that the system holds, three lines or more for each. A sample:
 *
 * 2001:db8:1::/64 if=en0
 * flags=ALO vltime=86400, pltime=14400, expire=23h59m58s, ref=2
 *   advertised by
 *     fe80::5eff:fe10:fe%en0 (reachable)
 * fe80::%en0/64 if=en0
 * flags=LO vltime=infinity, pltime=infinity, expire=Never, ref=0
 *   No advertising router
 */
export function args(): string[] {
  return ['-np'];
}

export interface HeldPrefix {
  readonly prefix: Prefix;
  readonly zone: Zone;
  /** `ra` where a router advertises it now, else `kernel`: the system made it of an address of its own. */
  readonly origin: 'ra' | 'kernel';
  readonly validSeconds: number | null;
}

/** Reads the output: the prefixes that are on-link (flags L, as advertised, or O, as in force). */
export function parse(text: string): HeldPrefix[] {
  const prefixes: HeldPrefix[] = [];
  let named: { readonly prefix: Prefix; readonly zone: Zone } | undefined;
  for (const line of text.split('\n').slice(0, 50_000)) {
    const bounded = line.slice(0, 1_000);
    const head = /^([0-9a-fA-F:.]{2,45})(?:%[^/\s]{1,64})?\/(\d{1,3}) if=(\S{1,64})\s*$/.exec(bounded);
    const flags = /^flags=([A-Z]*) .*?\bexpire=(\w{1,40})/.exec(bounded);
    if (head !== null) {
      const prefix = tryParsePrefix(`${head[1]}/${head[2]}`);
      const zone = attempt(() => parseZone(head[3] ?? ''));
      named = prefix === undefined || zone === undefined ? undefined : { prefix, zone };
    } else if (flags !== null && named !== undefined) {
      if (/[LO]/.test(flags[1] ?? '')) {
        prefixes.push({ ...named, origin: 'kernel', validSeconds: readDuration(flags[2] ?? '') });
      }
      named = undefined;
    } else if (/^\s+\S+%\S+ \(/.test(bounded)) {
      const last = prefixes.at(-1);
      if (last !== undefined) prefixes[prefixes.length - 1] = { ...last, origin: 'ra' };
    } else if (bounded.startsWith('flags=')) {
      // "expired" stands without a time: it is on-link no more.
      named = undefined;
    }
  }
  return prefixes;
}

/** @throws ToolError */
export async function read(signal?: AbortSignal): Promise<HeldPrefix[]> {
  return parse(await runText('ndp', args(), { signal }));
}
