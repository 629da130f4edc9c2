import { ToolError } from '../../../src-core/api/errors.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { fromBigInt, bitsOf } from '../../../src-core/net/address.ts';
import { kindOf } from '../../../src-core/net/kind.ts';
import { ParseError } from '../../../src-core/net/parse-error.ts';
import { parseRange, type Range } from '../../../src-core/net/ranges.ts';
import { formatScoped, needsZone } from '../../../src-core/net/zone.ts';
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
  if (text.includes('/') || /^[0-9a-f.:]+\s*-\s*[0-9a-f.:]+$/i.test(text)) return rangeTargets(text);
  const targets = await resolveTarget(text, 'both', signal);
  for (const { address } of targets) {
    const kind = kindOf(address);
    if (kind === 'multicast' || kind === 'unspecified' || kind === 'broadcast') {
      throw new ToolError('bad-input', `${address} is no address of one host (${kind})`);
    }
  }
  return targets;
}

function rangeTargets(text: string): ProbeTarget[] {
  const range = readRange(text);
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
    if (needsZone(address)) {
      throw new ToolError('bad-input', `${text} is link-local: give single addresses with their interface`);
    }
    targets.push({ text: address, address, zone: null });
  }
  if (bitsOf(range.family) === 32 && targets.some(({ address }) => kindOf(address) === 'multicast')) {
    throw new ToolError('bad-input', `${text} holds multicast addresses, which are no hosts`);
  }
  return targets;
}

function readRange(text: string): Range {
  try {
    return parseRange(text);
  } catch (error) {
    if (error instanceof ParseError)
      throw new ToolError('bad-input', error.message, undefined, { cause: error });
    throw error;
  }
}
