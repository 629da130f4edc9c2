import { useSyncExternalStore, type ReactElement } from 'react';
import styles from './announcer.module.css';
import { copyText } from './clipboard.ts';

interface Announcement {
  readonly text: string;
  readonly bad: boolean;
  readonly serial: number;
}

/** How long a short confirmation stays, in milliseconds. */
const shownMs = 2200;

let current: Announcement | null = null;
let serial = 0;
let timer: number | undefined;
const listeners = new Set<() => void>();

/** Shows a short message at the foot of the page and tells it to screen readers. Errors stay four times as long. */
export function announce(text: string, bad = false): void {
  serial += 1;
  current = { text, bad, serial };
  window.clearTimeout(timer);
  timer = window.setTimeout(
    () => {
      current = null;
      tell();
    },
    bad ? shownMs * 4 : shownMs,
  );
  tell();
}

/** Copies a text and says so. */
export async function copyAndTell(text: string): Promise<void> {
  const copied = await copyText(text);
  if (copied) announce(`Copied ${text}`);
  else announce('The system did not let the page copy: select the text and copy it by hand', true);
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The place of the messages; one stands in the shell. */
export function Announcer(): ReactElement {
  const shown = useSyncExternalStore(subscribe, () => current);
  return (
    <div className={styles.place} role="status" aria-live="polite">
      {shown !== null && (
        <div key={shown.serial} className={shown.bad ? `${styles.message} ${styles.bad}` : styles.message}>
          {shown.text}
        </div>
      )}
    </div>
  );
}
