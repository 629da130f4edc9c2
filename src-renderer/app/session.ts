/**
 * Takes the one-time token out of the address bar (`#token=…`), before anything else can see or keep the URL.
 * The fragment never reaches a server or its log; the history entry is replaced, so Back does not bring it again.
 */
export function takeToken(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): string | null {
  const match = /^#token=([A-Za-z0-9_-]{16,128})$/.exec(location.hash);
  if (match === null) return null;
  history.replaceState(null, '', `${location.pathname}${location.search}`);
  return match[1] ?? null;
}

/** Exchanges the token for the session cookie; false where the program does not take it (used before, or not its own). */
export async function openSession(token: string): Promise<boolean> {
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify({ token }),
  });
  return response.ok;
}
