import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import styles from './side-panel.module.css';

interface SidePanelProps {
  readonly label: string;
  readonly children: ReactNode;
  onClose(): void;
}

/** A panel at the right of a table, beside it where there is room and over it where there is not. Escape closes it. */
export function SidePanel({ label, children, onClose }: SidePanelProps): ReactElement {
  const panel = useRef<HTMLElement>(null);
  // Escape works from the table too: that is where the focus stays when a row is clicked.
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (document.querySelector('[role="menu"], [role="dialog"], [role="listbox"]') !== null) return;
      // The focus goes back to the row that is open, not to the start of the page.
      if (panel.current?.contains(document.activeElement) === true) {
        document.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
      }
      onClose();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [onClose]);
  return (
    <aside ref={panel} className={styles.panel} aria-label={label}>
      {children}
    </aside>
  );
}
