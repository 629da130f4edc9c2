import type { ReactElement } from 'react';
import styles from './state-label.module.css';

export type Tone = 'new' | 'changed' | 'gone' | 'plain' | 'bad' | 'good';

const shapes: Record<Tone, string> = { new: '+', changed: '~', gone: '−', plain: '', bad: '!', good: '✓' };

/** A state in a word, with a sign of its own: the colour only helps. */
export function StateLabel({
  tone,
  text,
  title,
}: {
  readonly tone: Tone;
  readonly text: string;
  readonly title?: string | undefined;
}): ReactElement {
  return (
    <span className={`${styles.label} ${styles[tone]}`} title={title}>
      {shapes[tone] !== '' && <span aria-hidden="true">{shapes[tone]}</span>}
      {text}
    </span>
  );
}
