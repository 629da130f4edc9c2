import type { ParityDevice, ParityFinding } from '../api/parity.ts';

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
  return `${all}: ${of('different')} differ, ${of('same')} are the same, ${of('unknown')} are not known`;
}

/** The findings that a report tells: those of which something is to be known. */
export function told({ findings }: ParityDevice): ParityFinding[] {
  return findings.filter(({ severity }) => severity !== 'none');
}
