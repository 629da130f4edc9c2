/**
 * Puts text on the clipboard. The old copy command is tried first: it needs no permission inside of a click or key
 * press, where the asynchronous clipboard is denied in Electron and missing on plain HTTP, and it must run within the
 * gesture itself, so it cannot wait for the other to fail.
 * @returns false where neither worked
 */
export async function copyText(text: string): Promise<boolean> {
  if (copyByCommand(text)) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    console.warn('The clipboard cannot be written:', error);
    return false;
  }
}

/** Copies by handling the copy event itself, so nothing is added to the page and no selection or focus is lost. */
function copyByCommand(text: string): boolean {
  let handled = false;
  const fill = (event: ClipboardEvent): void => {
    if (event.clipboardData === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData.setData('text/plain', text);
    handled = true;
  };
  document.addEventListener('copy', fill, true);
  try {
    return document.execCommand('copy') && handled;
  } finally {
    document.removeEventListener('copy', fill, true);
  }
}
