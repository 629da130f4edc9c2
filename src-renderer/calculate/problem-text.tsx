import type { ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { Problem } from './problem.ts';
import styles from './calculate.module.css';

/** How much of a long text is shown on each side of the place. */
const around = 60;

/** What is wrong with a text, and the text with the place marked. */
export function ProblemText({
  id,
  problem,
}: {
  readonly id?: string;
  readonly problem: Problem;
}): ReactElement {
  const { why, input, at } = problem;
  if (input === undefined || at === undefined)
    return (
      <div id={id} className={styles.problem} role="alert">
        {sentence(why)}
      </div>
    );
  const before = visibleText(input.slice(Math.max(0, at - around), at), Infinity);
  const wrong = visibleText(input.slice(at, at + 1), Infinity);
  const after = visibleText(input.slice(at + 1, at + around), Infinity);
  return (
    <div id={id} className={styles.problem} role="alert">
      <div>
        {sentence(why)}
        <span className={styles.quiet}>
          {at >= input.length ? ', at the end' : `, at character ${at + 1}`}
        </span>
      </div>
      <div className={styles.place}>
        {at > around && '…'}
        {before}
        <mark className={styles.wrong}>{wrong === '' ? '\u00a0' : wrong}</mark>
        {after}
        {at + around < input.length && '…'}
      </div>
    </div>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
