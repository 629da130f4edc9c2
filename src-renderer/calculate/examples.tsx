import type { ReactElement, ReactNode } from 'react';
import styles from './calculate.module.css';

interface ExamplesProps {
  readonly texts: readonly string[];
  readonly children: ReactNode;
  onChoose(text: string): void;
}

/** What an empty calculator shows: what it is for, and examples to begin with. */
export function Examples({ texts, children, onChoose }: ExamplesProps): ReactElement {
  return (
    <div className={styles.examples}>
      <p className={styles.hint}>{children}</p>
      <ul aria-label="Examples">
        {texts.map((text) => (
          <li key={text}>
            <button type="button" className={styles.example} onClick={() => onChoose(text)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
