/**
 * A text of the clipboard as it may be pasted: without control characters but tabs and line ends. Others act as keys:
 * an escape could end a bracketed paste and then type, and Ctrl+O runs a line in many shells.
 */
export function pastedText(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}/gu, '');
}

/** The lines of a text; a line end after the last of them begins no other. */
export function linesOf(text: string): string[] {
  return text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
}
