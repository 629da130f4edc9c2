/** A text that is longer makes a field of the page slow, in characters. */
const largest = 50_000;

/** True where a text is kept beside the field instead of in it. */
export function isLarge(text: string): boolean {
  return text.length > largest;
}

/** The text of a field after something was pasted over what is selected in it, with the line breaks of a field. */
export function pastedInto(text: string, given: string, from: number, to: number): string {
  return text.slice(0, from) + given.replaceAll(/\r\n?/g, '\n') + text.slice(to);
}

/** The lines of a text; what stands behind the last line break is one where it is not empty. */
export function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

/** A file with its text; the bytes that are no UTF-8 are shown as U+FFFD. */
export interface ReadFile {
  readonly name: string;
  readonly text: string;
  /** What is odd about it, in words; null where nothing is. */
  readonly odd: string | null;
}

/** Reads the bytes of a file as text. */
export function readBytes(name: string, bytes: ArrayBuffer): ReadFile {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { name, text, odd: text.includes('\0') ? 'it is binary' : null };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { name, text: new TextDecoder('utf-8').decode(bytes), odd: 'it is no UTF-8 text' };
  }
}
