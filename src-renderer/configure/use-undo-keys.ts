import { useEffect } from 'react';
import type { ConfigureSession } from './configure-session.ts';

/** Ctrl+Z and Ctrl+Shift+Z anywhere on the page of a form, also in its fields: what a field would undo alone is a step here. */
export function useUndoKeys(session: ConfigureSession): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      // Other fields, as those of a dialog or the box on top, undo for themselves.
      const place = event.target instanceof Element ? event.target.closest('[role="dialog"], header') : null;
      if (place !== null) return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) session.redo();
      else session.undo();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [session]);
}
