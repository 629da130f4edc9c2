import { ToolError } from '../../../src-core/api/errors.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { fromBigInt } from '../../../src-core/net/address.ts';
import { kindOf } from '../../../src-core/net/kind.ts';
import { ParseError } from '../../../src-core/net/parse-error.ts';
import { parseRange } from '../../../src-core/net/ranges.ts';
import { formatScoped, needsZone, parseZone } from '../../../src-core/net/zone.ts';
import { zoneHere } from '../../os/interface-presence.ts';
import { resolveTarget } from '../targets.ts';

/** More hosts in one run than anybody looks through. */
const mostHosts = 4_096;

/**
 * What a person wants scanned: addresses, names (over both families), prefixes and ranges, each address once.
 * @throws ToolError `bad-input` for what cannot be read, is no single host, is on no link of this computer, or is too
 * much; `unreachable` where a name has no address
 */
export async function portTargets(texts: readonly string[], signal: AbortSignal): Promise<ProbeTarget[]> {
  const found = new Map<string, ProbeTarget>();
  for (const text of texts) {
    for (const target of await targetsOf(text.trim(), signal)) {
      found.set(formatScoped({ address: target.address, zone: target.zone ?? undefined }), target);
      if (found.size > mostHosts) {
        throw new ToolError('bad-input', `these are more than ${mostHosts} addresses: name fewer at once`);
      }
    }
  }
  return [...found.values()];
}

async function targetsOf(text: string, signal: AbortSignal): Promise<ProbeTarget[]> {
  const several = splitZone(text);
  if (several !== null) return rangeTargets(text, several);
  const targets = await resolveTarget(text, 'both', signal);
  for (const { address } of targets) {
    const kind = kindOf(address);
    if (kind === 'multicast' || kind === 'unspecified' || kind === 'broadcast') {
      throw new ToolError('bad-input', `${address} is no address of one host (${kind})`);
    }
  }
  return targets;
}

/**
 * The zone of a prefix or range, and the text without it: `fe80::%eth0/120` (RFC 4007 section 11.7), `fe80::/120%eth0`,
 * `fe80::1-fe80::9%eth0`. Null for what is no prefix and no range.
 */
function splitZone(text: string): { readonly bare: string; readonly zone: string | null } | null {
  const [, base, within, length] = /^([^%/]+)%([^/]+)(\/\d+)$/.exec(text) ?? [];
  if (within !== undefined) return { bare: `${base}${length}`, zone: within };
  const [, bare, zone] = /^([^%]+\/\d+|[0-9a-f.:]+\s*-\s*[0-9a-f.:]+)%(.+)$/i.exec(text) ?? [];
  if (bare !== undefined) return { bare, zone: zone ?? null };
  const isSeveral = text.includes('/') || /^[0-9a-f.:]+\s*-\s*[0-9a-f.:]+$/i.test(text);
  return isSeveral ? { bare: text, zone: null } : null;
}

function rangeTargets(
  text: string,
  { bare, zone: given }: { readonly bare: string; readonly zone: string | null },
): ProbeTarget[] {
  const range = asBadInput(() => parseRange(bare));
  const zone =
    given === null ? null : zoneHere(asBadInput(() => parseZone(given, text, text.indexOf(given))));
  const count = range.last - range.first + 1n;
  if (count > BigInt(mostHosts)) {
    throw new ToolError(
      'bad-input',
      `${text} has more than ${mostHosts} addresses: discovery finds its hosts`,
    );
  }
  // The first and the last of an IPv4 prefix mean the network itself (RFC 1122 section 3.2.1.3, RFC 3021).
  const edges = range.family === 4 && text.includes('/') && count > 2n ? 1n : 0n;
  const targets: ProbeTarget[] = [];
  for (let value = range.first + edges; value <= range.last - edges; value++) {
    const address = fromBigInt(value, range.family);
    const scoped = needsZone(address);
    if (scoped && zone === null) {
      throw new ToolError('bad-input', `${text} is on every link: name the interface, ${text}%eth0`);
    }
    if (!scoped && zone !== null) {
      throw new ToolError('bad-input', `${text} has an interface, which link-local addresses alone need`);
    }
    targets.push({ text: formatScoped({ address, zone: zone ?? undefined }), address, zone });
  }
  if (targets.some(({ address }) => kindOf(address) === 'multicast')) {
    throw new ToolError('bad-input', `${text} holds multicast addresses, which are no hosts`);
  }
  return targets;
}

/** @throws ToolError `bad-input` with the words of a ParseError */
function asBadInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ParseError)
      throw new ToolError('bad-input', error.message, undefined, { cause: error });
    throw error;
  }
}
