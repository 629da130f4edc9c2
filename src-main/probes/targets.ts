import { ToolError } from '../../src-core/api/errors.ts';
import type { FamilyChoice, ProbeTarget } from '../../src-core/api/probe-targets.ts';
import { family, type Address } from '../../src-core/net/address.ts';
import { ParseError } from '../../src-core/net/parse-error.ts';
import { needsZone, parseScoped } from '../../src-core/net/zone.ts';
import { isLinkLocal } from '../../src-core/net/kind.ts';
import { zoneHere } from '../os/interface-presence.ts';
import { resolveName } from '../os/resolve-name.ts';

const families = { ipv4: 4, ipv6: 6 } as const;

/** Whether a text is meant as an address: nothing else has a colon, and no name ends in a number (RFC 3696 section 2). */
function looksLikeAddress(text: string): boolean {
  return text.includes(':') || text.includes('%') || /(^|\.)\d+$/.test(text);
}

/**
 * The addresses that a person means by a target: an address with its zone, or a name, asked for as the system does.
 * @throws ToolError `bad-input` for what cannot be read, lacks its zone, has one that is not here or is of the other
 * family; `unreachable` for a name without an address of the family; `timeout`
 */
export async function resolveTarget(
  text: string,
  choice: FamilyChoice,
  signal?: AbortSignal,
): Promise<ProbeTarget[]> {
  if (looksLikeAddress(text)) return [addressTarget(text, choice)];
  const all = await resolveName(text, signal);
  // The system tells no zone with the address of a name.
  const usable = all.filter((address) => !needsZone(address));
  const of = (wanted: 4 | 6) => usable.find((address) => family(address) === wanted);
  const chosen = choice === 'both' ? [of(6), of(4)] : [choice === 'any' ? usable[0] : of(families[choice])];
  const targets = chosen.flatMap((address) => (address === undefined ? [] : [{ text, address, zone: null }]));
  if (targets.length > 0) return targets;
  if (all.some(isLinkLocal)) {
    const message = `${text} has link-local addresses only: give the address with its interface, fe80::1%eth0`;
    throw new ToolError('bad-input', message, all.join(', '));
  }
  const kind = choice === 'ipv4' ? 'IPv4 address' : choice === 'ipv6' ? 'IPv6 address' : 'address';
  throw new ToolError('unreachable', `the name ${text} has no ${kind}`, all.join(', '));
}

function addressTarget(text: string, choice: FamilyChoice): ProbeTarget {
  const { address, zone } = readScoped(text);
  if (needsZone(address) && zone === undefined) {
    throw new ToolError('bad-input', `${address} is on every link: name the interface, ${address}%eth0`);
  }
  if ((choice === 'ipv4' || choice === 'ipv6') && family(address) !== families[choice]) {
    throw new ToolError('bad-input', `${address} is no ${choice === 'ipv4' ? 'IPv4' : 'IPv6'} address`);
  }
  return { text, address, zone: zone === undefined ? null : zoneHere(zone) };
}

/** Where a probe sends from. */
export interface ProbeSource {
  readonly address: Address | null;
  readonly zone: string | null;
}

/**
 * An own address, with its zone where it needs one, or else the name of an interface.
 * @throws ToolError `bad-input`
 */
export function readSource(text: string | null | undefined): ProbeSource | null {
  if (text === null || text === undefined || text === '') return null;
  if (looksLikeAddress(text) && (text.includes(':') || text.split('.').length === 4)) {
    const { address, zone } = readScoped(text);
    return { address, zone: zone === undefined ? null : zoneHere(zone) };
  }
  const { zone } = readScoped(`fe80::1%${text}`);
  return { address: null, zone: zone === undefined ? null : zoneHere(zone) };
}

/** A target with the source that it is asked from. */
export interface SourcedTarget {
  readonly target: ProbeTarget;
  /** With the interface of the target, where it needs one and none was given. */
  readonly source: ProbeSource | null;
}

/**
 * The addresses that a person means by a target, as resolveTarget(), that can be asked from a source. A name is asked
 * over the family of the source's address.
 * @throws ToolError as resolveTarget(), and `bad-input` where the two do not go together
 */
export async function resolveFrom(
  text: string,
  choice: FamilyChoice,
  source: ProbeSource | null,
  signal?: AbortSignal,
): Promise<SourcedTarget[]> {
  const own = source?.address ?? null;
  const given = choice === 'any' && own !== null && !looksLikeAddress(text);
  const wanted = given ? (family(own) === 6 ? 'ipv6' : 'ipv4') : choice;
  const targets = await resolveTarget(text, wanted, signal);
  return targets.map((target) => ({ target, source: sourceFor(target, source) }));
}

/**
 * Two interfaces or two families at once are a mistake: the programs of the system would send from elsewhere without a
 * word.
 */
function sourceFor(target: ProbeTarget, source: ProbeSource | null): ProbeSource | null {
  if (source === null) return null;
  const { address, zone } = source;
  if (address !== null && family(address) !== family(target.address)) {
    const [one, other] = family(address) === 6 ? ['IPv6', 'IPv4'] : ['IPv4', 'IPv6'];
    const message = `${target.text} is asked over ${other}: it cannot be asked from ${address}, which is ${one}`;
    throw new ToolError('bad-input', message);
  }
  if (target.zone !== null && zone !== null && target.zone !== zone) {
    const message = `${target.text} is on ${target.zone}: it cannot be asked through ${zone}`;
    throw new ToolError('bad-input', message);
  }
  if (address === null || zone !== null || !needsZone(address)) return source;
  if (target.zone !== null) return { address, zone: target.zone };
  throw new ToolError('bad-input', `${address} is on every link: name the interface, ${address}%eth0`);
}

function readScoped(text: string) {
  try {
    return parseScoped(text);
  } catch (error) {
    if (error instanceof ParseError)
      throw new ToolError('bad-input', error.message, undefined, { cause: error });
    throw error;
  }
}
