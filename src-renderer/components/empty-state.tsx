import type { ReactElement, ReactNode } from 'react';
import styles from './empty-state.module.css';

/** A page with nothing on it yet: what it will hold, and what to do first. */
export function EmptyState(props: {
  readonly title: string;
  /** The heading's level; 1 where nothing else on the page has one. */
  readonly level?: 1 | 2;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}): ReactElement {
  const Heading = props.level === 1 ? 'h1' : 'h2';
  return (
    <div className={styles.place}>
      <Heading className={styles.title}>{props.title}</Heading>
      <p className={styles.text}>{props.children}</p>
      {props.action}
    </div>
  );
}
