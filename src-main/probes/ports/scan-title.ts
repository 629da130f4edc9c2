import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { formatScoped } from '../../../src-core/net/zone.ts';

/** An address as the system's calls and other programs take it. */
export function callAddress({ address, zone }: ProbeTarget): string {
  return formatScoped({ address, zone: zone ?? undefined });
}

/** What is scanned, in a few words: one address, or how many. */
export function titleOf(targets: readonly ProbeTarget[], ports: readonly number[]): string {
  const [first] = targets;
  const what = targets.length === 1 && first !== undefined ? callAddress(first) : `${targets.length} hosts`;
  return `${what}, ${ports.length} ${ports.length === 1 ? 'port' : 'ports'}`;
}
