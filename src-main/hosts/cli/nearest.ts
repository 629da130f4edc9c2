/** How many letters must be put in, left out, changed or swapped to make one word of the other. */
function distance(one: string, other: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) cost = Math.min(cost, (beforePrevious[column - 2] ?? cost) + 1);
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[other.length] ?? 0;
}

/**
 * The valid word that was probably meant, or undefined where none is near: at most a third of the letters wrong, or
 * the beginning of exactly one.
 */
export function nearest(word: string, valid: readonly string[]): string | undefined {
  const begun = word === '' ? [] : valid.filter((candidate) => candidate.startsWith(word));
  if (begun.length === 1) return begun[0];
  const bounded = word.slice(0, 64).toLowerCase();
  const ranked = valid
    .map((candidate) => ({ candidate, off: distance(bounded, candidate.toLowerCase()) }))
    .toSorted((a, b) => a.off - b.off);
  const best = ranked[0];
  if (best === undefined || best.off > Math.max(1, Math.floor(best.candidate.length / 3))) return undefined;
  return best.candidate;
}

/** `: did you mean eth0?`, `: there are eth0, lo`, or nothing. */
export function suggestion(word: string, valid: readonly string[]): string {
  const near = nearest(word, valid);
  if (near !== undefined) return `: did you mean ${near}?`;
  if (valid.length === 0) return '';
  const shown = valid.slice(0, 20).join(', ');
  return `: there ${valid.length === 1 ? 'is' : 'are'} ${shown}${valid.length > 20 ? ', …' : ''}`;
}
