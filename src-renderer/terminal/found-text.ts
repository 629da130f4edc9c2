import { formatCount } from '../components/format.ts';

/** So many places are marked at the most, from the oldest on. */
export const mostMarked = 1_000;

/** How much a search found, as the search addon of xterm.js tells it: the index is -1 where there is too much to mark. */
export interface FoundCount {
  readonly resultIndex: number;
  readonly resultCount: number;
}

/** `3 of 12`, counted from the oldest. */
export function foundText({ resultIndex, resultCount }: FoundCount): string {
  if (resultCount === 0) return 'Not found';
  if (resultIndex < 0 || resultCount >= mostMarked) return `${formatCount(resultCount)} or more`;
  return `${formatCount(resultIndex + 1)} of ${formatCount(resultCount)}`;
}
