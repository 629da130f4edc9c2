import { useState, type ReactElement } from 'react';
import styles from './form-page.module.css';

const least = 0.28;
const most = 0.72;
const name = 'linkscope.configure-split';

interface Split {
  /** The part of the width that the form has. */
  readonly share: number;
  setShare(share: number): void;
}

/** How the width is shared between the form and its files; kept in this browser. */
export function useSplit(): Split {
  const [share, setShare] = useState(() => bounded(Number(localStorage.getItem(name) ?? 0.5)));
  return {
    share,
    setShare(next) {
      setShare(bounded(next));
      try {
        localStorage.setItem(name, String(bounded(next)));
      } catch (error) {
        console.warn('The width of the form cannot be kept:', error);
      }
    },
  };
}

function bounded(share: number): number {
  return Number.isFinite(share) ? Math.min(most, Math.max(least, share)) : 0.5;
}

/** The line between the form and its files, which is dragged or moved with the arrow keys. */
export function Splitter({ split }: { readonly split: Split }): ReactElement {
  return (
    // A separator that can be moved has the focus and the keys (WAI-ARIA practices, window splitter).
    <div
      role="separator"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the form"
      aria-valuemin={least * 100}
      aria-valuemax={most * 100}
      aria-valuenow={Math.round(split.share * 100)}
      className={styles.splitter}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowLeft' ? -0.02 : event.key === 'ArrowRight' ? 0.02 : 0;
        if (by === 0) return;
        event.preventDefault();
        split.setShare(split.share + by);
      }}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        const frame = event.currentTarget.parentElement?.getBoundingClientRect();
        if (frame === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
        split.setShare((event.clientX - frame.left) / frame.width);
      }}
    />
  );
}
