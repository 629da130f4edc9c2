/**
 * A wish of the person to start a tool at once, from the menu of an address or the box on top. It is kept in the page
 * and never in the URL: a link from elsewhere must not make this program send packets.
 */
let wish: { readonly tool: string; readonly target: string } | null = null;
const listeners = new Set<() => void>();

export function askToStart(tool: string, target: string): void {
  wish = { tool, target };
  for (const listener of listeners) listener();
}

/** True once where the person wished to start this tool with this target. */
export function takeStart(tool: string, target: string): boolean {
  if (wish?.tool !== tool || wish.target !== target) return false;
  wish = null;
  return true;
}

/** Tells when a wish is made while its tool is shown already. */
export function subscribeStart(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
