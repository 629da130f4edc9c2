/** What a reload has to find again of the sessions of this window, and another window must not take. */
export interface KeptSessions {
  readonly sessions: readonly { readonly sessionId: string; readonly name: string }[];
  /** The one that was looked at; null for the form of a new one. */
  readonly selected: string | null;
}

const key = 'linkscope-terminals';
const none: KeptSessions = { sessions: [], selected: null };
/** As many as the program has open at once, and then some that ended. */
const most = 64;
/** A name of a tab is not longer. */
export const longestName = 120;

/** Where the window was when it was loaded. */
const loadedAt = location.hash;

export function keptSessions(): KeptSessions {
  try {
    return read(JSON.parse(sessionStorage.getItem(key) ?? 'null'));
  } catch (error) {
    console.warn('The terminals of this window cannot be read:', error);
    return none;
  }
}

function read(kept: unknown): KeptSessions {
  if (typeof kept !== 'object' || kept === null) return none;
  const { sessions, selected }: { sessions?: unknown; selected?: unknown } = kept;
  if (!Array.isArray(sessions)) return none;
  const all: readonly unknown[] = sessions.slice(0, most);
  return {
    sessions: all.flatMap((each) => {
      if (typeof each !== 'object' || each === null) return [];
      const { sessionId, name }: { sessionId?: unknown; name?: unknown } = each;
      if (typeof sessionId !== 'string' || typeof name !== 'string') return [];
      return [{ sessionId, name: name.slice(0, longestName) }];
    }),
    selected: typeof selected === 'string' ? selected : null,
  };
}

/** Whether the page that is shown was loaded with sessions of before: then one of them is to be seen, not the form. */
export function isReloaded(): boolean {
  return location.hash === loadedAt && keptSessions().sessions.length > 0;
}

export function keepSessions(kept: KeptSessions): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(kept));
  } catch (error) {
    // Without storage a reload ends them, two seconds later.
    console.warn('The terminals of this window cannot be kept:', error);
  }
}
