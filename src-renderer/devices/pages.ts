/** Rows that are asked for at once. */
export const pageRows = 100;

/** The pages that hold the rows from first to last. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(first, 0) / pageRows);
  const to = Math.floor(Math.max(last, first, 0) / pageRows);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
