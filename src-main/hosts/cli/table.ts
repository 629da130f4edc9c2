type Row = readonly (readonly string[])[];

/**
 * Lays rows out in columns. A cell may have several lines; the cells beside them stay empty there. The last column is
 * not padded, so that nothing ends in blanks. What is wider than the place for it is laid out below one another, as a
 * block a row: cut or wrapped by the terminal no address could be read or copied.
 * @param width columns of the terminal; left out where the text goes into a file or a pipe
 */
export function formatTable(headings: readonly string[], rows: readonly Row[], width = Infinity): string[] {
  const lines = inColumns(headings, rows);
  return lines.every((line) => displayWidth(line) <= width) ? lines : inBlocks(headings, rows);
}

function inBlocks(headings: readonly string[], rows: readonly Row[]): string[] {
  const widest = Math.max(0, ...headings.map(displayWidth));
  return rows.flatMap((row, index) => {
    const lines = row.flatMap((cell, column) => {
      const heading = headings[column] ?? '';
      return cell
        .filter((text) => text !== '' && text !== '-')
        .map((text, line) => `${(line === 0 ? heading : '').padEnd(widest)}  ${text}`);
    });
    return index === 0 ? lines : ['', ...lines];
  });
}

function inColumns(headings: readonly string[], rows: readonly Row[]): string[] {
  const all = [headings.map((heading) => [heading]), ...rows];
  const widths = headings.map((_, column) =>
    Math.max(...all.map((row) => Math.max(0, ...(row[column] ?? []).map(displayWidth)))),
  );
  return all.flatMap((row) => {
    const height = Math.max(1, ...row.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      row
        .map((cell, column) => {
          const text = cell[line] ?? '';
          return column === row.length - 1 ? text : padded(text, widths[column] ?? 0);
        })
        .join('  ')
        .trimEnd(),
    );
  });
}

/** A text with as many blanks as make it so wide, before it where it is a number. */
export function padded(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return side === 'right' ? text + blanks : blanks + text;
}

/** Columns of the terminal that a text takes: East Asian wide characters take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mn}|\p{Me}/u.test(character)) continue;
    width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  }
  return width;
}

/** The blocks of Unicode's EastAsianWidth W and F that names are written in, and emoji. */
function isWide(codePoint: number): boolean {
  return (
    (codePoint >= 0x1100 && codePoint <= 0x115f) ||
    (codePoint >= 0x2e80 && codePoint <= 0xa4cf) ||
    (codePoint >= 0xac00 && codePoint <= 0xd7a3) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0xfe30 && codePoint <= 0xfe6f) ||
    (codePoint >= 0xff00 && codePoint <= 0xff60) ||
    (codePoint >= 0xffe0 && codePoint <= 0xffe6) ||
    (codePoint >= 0x1f300 && codePoint <= 0x1faff) ||
    (codePoint >= 0x20000 && codePoint <= 0x3fffd)
  );
}
