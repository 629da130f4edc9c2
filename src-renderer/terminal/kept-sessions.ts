/** The sessions of this window, so that a reload finds them again and another window does not take them. */
const key = 'linkscope-terminals';

/** Where the window was when it was loaded. */
const loadedAt = location.hash;

export function keptSessions(): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, 64) : [];
  } catch (error) {
    console.warn('The terminals of this window cannot be read:', error);
    return [];
  }
}

/** Whether the page that is shown was loaded with sessions of before: then one of them is to be seen, not the form. */
export function isReloaded(): boolean {
  return location.hash === loadedAt && keptSessions().length > 0;
}

export function keepSessions(ids: readonly string[]): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(ids));
  } catch (error) {
    // Without storage a reload ends them, two seconds later.
    console.warn('The terminals of this window cannot be kept:', error);
  }
}
