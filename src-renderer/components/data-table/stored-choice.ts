const prefix = 'linkscope.';

/** Reads yes-or-no choices kept in this browser; anything unreadable is as if nothing had been chosen. */
export function readStored(name: string): Record<string, boolean> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(prefix + name) ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, each]) => typeof each === 'boolean'));
  } catch (error) {
    console.warn(`The setting ${name} cannot be read:`, error);
    return {};
  }
}

/** Keeps choices in this browser. Storage that is full or switched off loses comfort only, so it is told in the console. */
export function writeStored(name: string, value: Readonly<Record<string, boolean>>): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch (error) {
    console.warn(`The setting ${name} cannot be kept:`, error);
  }
}
