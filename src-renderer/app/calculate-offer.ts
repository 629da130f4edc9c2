import { describe } from '../../src-core/calculate/describe.ts';
import type { SubjectKind } from '../../src-core/calculate/facts.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { searchOfLink } from '../calculate/calculate-search.ts';

/** What the box on top offers to calculate. */
export interface CalculateOffer {
  readonly label: string;
  /** True where no device can be meant, so that Enter calculates. */
  readonly first: boolean;
  /** What to describe, or the route of a link that was pasted. */
  readonly text?: string;
  readonly route?: string;
}

/** Kinds that are no name, address or MAC of a device. Plain digits may be part of a name. */
const noDevice: ReadonlySet<SubjectKind> = new Set(['prefix', 'range', 'duid', 'reverse-name', 'vni', 'mtu']);

/** The longest text that is told in the label. */
const longestLabel = 60;

/** What can be calculated from a text; undefined where it is nothing of the kind. */
export function calculateOffer(given: string): CalculateOffer | undefined {
  const text = given.trim();
  const route = searchOfLink(text);
  if (route !== undefined) return { label: 'Open the link to a calculation', first: true, route };
  // A link to another page of this program has an address in it that nobody asks about.
  if (/^https?:\/\/[^/]+\/#\//i.test(text)) return undefined;
  const description = attempt(() => describe(text));
  if (description === undefined) return undefined;
  const { kind } = description;
  const shown = text.length > longestLabel ? `${text.slice(0, longestLabel)}…` : text;
  return {
    label: `Calculate ${shown}`,
    first: noDevice.has(kind) || (kind === 'number' && /^0x/i.test(text)),
    text,
  };
}
