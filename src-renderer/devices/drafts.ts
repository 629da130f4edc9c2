/**
 * What the person has typed and the program has not yet stored, by device and field. It outlives the page of the
 * device: an error, or leaving the page before an answer came, loses nothing.
 */
const drafts = new Map<string, string>();

export function draftOf(deviceId: number, field: string): string | undefined {
  return drafts.get(`${deviceId} ${field}`);
}

/** Undefined takes the draft away. */
export function keepDraft(deviceId: number, field: string, text: string | undefined): void {
  if (text === undefined) drafts.delete(`${deviceId} ${field}`);
  else drafts.set(`${deviceId} ${field}`, text);
}

/** True where something typed has not been stored; closing the window then asks first. */
export function hasDrafts(): boolean {
  return drafts.size > 0;
}

// In a browser the question whether to leave is asked; the desktop window would refuse to close without a word.
if (location.protocol !== 'linkscope:') {
  window.addEventListener('beforeunload', (event) => {
    if (hasDrafts()) event.preventDefault();
  });
}
