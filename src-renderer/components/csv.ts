/**
 * Writes CSV as RFC 4180 has it, with CRLF line ends. A cell that a spreadsheet would take for a formula gets an
 * apostrophe in front: names come from the network, and opening a file must not compute what a stranger wrote.
 */
export function csvText(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
