import type { ReactElement, ReactNode } from 'react';
import styles from './empty-state.module.css';

/** A page with nothing on it yet: what it will hold, and what to do first. */
export function EmptyState(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}): ReactElement {
  return (
    <div className={styles.place}>
      <h2 className={styles.title}>{props.title}</h2>
      <p className={styles.text}>{props.children}</p>
      {props.action}
    </div>
  );
}
