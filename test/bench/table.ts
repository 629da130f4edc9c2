/** The middle of what was measured; null where nothing was, or one run did not get there at all. */
export function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((one, other) => one - other);
  if (known.length < values.length || known.length === 0) return null;
  return known[Math.floor(known.length / 2)] ?? null;
}

export function milliseconds(value: number | null): string {
  return value === null ? '-' : `${value.toFixed(0)} ms`;
}

/** How one time stands to another: `0.21 (480 ms of 2290 ms)`. */
export function ratio(value: number | null, to: number | null): string {
  if (value === null || to === null) return '-';
  return `${(value / to).toFixed(2)} (${value.toFixed(0)} of ${to.toFixed(0)} ms)`;
}

/** Prints a table in columns, as wide as what is in them. */
export function printTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  console.log(`\n${title}`);
  console.log(line(head));
  console.log(line(widths.map((width) => '-'.repeat(width))));
  for (const row of rows) console.log(line(row));
}
