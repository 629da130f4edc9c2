/** A word of a POSIX shell that stands for exactly this text (IEEE 1003.1 section 2.2.2). */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
