import { useEffect, useRef, type RefObject } from 'react';
import type { PlanState } from './use-plan-state.ts';

/** The chords of the whole page: undo and redo, find, and F3 for the next match. In a text field undo is the field's own. */
export function usePageKeys(state: PlanState, frame: RefObject<HTMLElement | null>): void {
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey) return;
      if (document.querySelector('[role="menu"], [role="dialog"]') !== null) return;
      const { commands } = latest.current;
      const typing =
        event.target instanceof Element &&
        event.target.closest('input:not([type="checkbox"]), textarea, [contenteditable]') !== null;
      const key = event.key.toLowerCase();
      const chord = event.ctrlKey || event.metaKey;
      let act: (() => void) | undefined;
      if (chord && key === 'f')
        act = () => {
          const box = frame.current?.querySelector<HTMLInputElement>('input[type="search"]');
          box?.focus();
          box?.select();
        };
      else if (chord && key === 'z' && !typing) act = event.shiftKey ? commands.redo : commands.undo;
      else if (chord && key === 'y' && !typing) act = commands.redo;
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [frame]);
}
