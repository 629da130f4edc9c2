import type { ParityDevice, ParityFinding } from '../api/parity.ts';
import { familyNames, onlyFamily, severityRank } from './compare.ts';

export const severityWords = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  unknown: 'Unknown',
  none: 'None',
} as const;

/** How many devices came to what, in words. */
export function countsText(devices: readonly ParityDevice[]): string {
  const of = (state: string) => devices.filter(({ verdict }) => verdict.state === state).length;
  const all = devices.length === 1 ? '1 device' : `${devices.length} devices`;
  return `${all}: ${of('different')} differ, ${of('same')} are the same, ${of('one-family')} over one family only, ${of('unknown')} not compared`;
}

/** The findings that a report tells: those of which something is to be known. */
export function told({ findings }: ParityDevice): ParityFinding[] {
  return findings.filter(({ severity }) => severity !== 'none');
}

/** The rank of a device's gravest finding; one that could not be compared stands before those that are the same. */
export function worst({ findings, verdict }: ParityDevice): number {
  const own = Math.max(0, ...findings.map(({ severity }) => severityRank[severity]));
  return verdict.state === 'unknown' ? Math.max(own, severityRank.unknown) : own;
}

/** A part of a report. */
export interface ParitySection {
  readonly id: 'compared' | 'one-family' | 'unknown';
  readonly title: string;
  readonly devices: readonly ParityDevice[];
}

/**
 * The parts of a report: what was compared, the gravest first; the devices that are there over one family only; and
 * those of which nothing is known. Parts without a device are left out.
 */
export function paritySections(devices: readonly ParityDevice[]): ParitySection[] {
  const ordered = devices.toSorted((one, other) => worst(other) - worst(one));
  const sections = [
    {
      id: 'compared',
      title: 'Compared',
      devices: ordered.filter(({ verdict: { state } }) => state === 'different' || state === 'same'),
    },
    {
      id: 'one-family',
      title: 'Over one family only',
      devices: ordered.filter(({ verdict }) => verdict.state === 'one-family'),
    },
    {
      id: 'unknown',
      title: 'Not compared',
      devices: ordered.filter(({ verdict }) => verdict.state === 'unknown'),
    },
  ] as const;
  return sections.filter((section) => section.devices.length > 0);
}

/** `IPv6` for a device that is there over IPv6 only. */
export function onlyFamilyName(device: ParityDevice): string {
  const only = onlyFamily(device);
  return only === undefined ? '' : familyNames[only];
}
