/**
 * Whether the focus is on a tab. Who goes through the tabs with the arrows stays on them: a session that comes into view
 * then takes no focus, or the next arrow would go into it.
 */
export function isOnTab(): boolean {
  return document.activeElement?.getAttribute('role') === 'tab';
}
