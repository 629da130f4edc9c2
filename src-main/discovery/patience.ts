import type { SeenNeighbour } from './neighbour-feed.ts';

/** Three solicitations one second apart (RFC 4861 section 10), and some time for the notice to arrive. */
const unresolvedMs = 3_400;
/**
 * For one that the table remembers the kernel asks no earlier than five seconds after the datagram, unless the host has
 * answered by then (DELAY_FIRST_PROBE_TIME, the same section).
 */
const rememberedMs = 5_600;
/** And for one that counts as reachable still it does not ask: only a refusal (port unreachable) tells. */
const unaskedMs = 500;

/** True where the table has a MAC for the address, from now or from before. */
export function isRemembered(entry: SeenNeighbour | undefined): entry is SeenNeighbour {
  return (
    entry !== undefined && entry.mac !== null && entry.state !== 'failed' && entry.state !== 'incomplete'
  );
}

/** How long the answer to a datagram is waited for, in milliseconds. */
export function patience(entry: SeenNeighbour | undefined): number {
  if (!isRemembered(entry)) return unresolvedMs;
  return entry.state === 'reachable' || entry.state === 'noarp' ? unaskedMs : rememberedMs;
}
