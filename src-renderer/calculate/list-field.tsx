import { useId, useRef, type ReactElement } from 'react';
import type { LineProblem } from '../../src-core/calculate/prefix-list.ts';
import { formatPlural } from '../components/format.ts';
import styles from './calculate.module.css';

/** The most lines that are told to be wrong. */
const mostTold = 50;

interface ListFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly placeholder: string;
  readonly problems: readonly LineProblem[] | undefined;
  onChange(value: string): void;
}

/** A list of many lines. Each line that is wrong is told below it; a click leads to its place. */
export function ListField({
  label,
  value,
  placeholder,
  problems = [],
  onChange,
}: ListFieldProps): ReactElement {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const go = ({ line, column }: LineProblem): void => {
    const element = area.current;
    if (element === null) return;
    let start = 0;
    for (let each = 1; each < line; each++) start = element.value.indexOf('\n', start) + 1;
    const end = element.value.indexOf('\n', start);
    const at = Math.min(start + column - 1, end < 0 ? element.value.length : end);
    element.focus();
    element.setSelectionRange(at, end < 0 ? element.value.length : end);
  };
  return (
    <div className={styles.listField}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <textarea
        ref={area}
        id={id}
        className={styles.list}
        value={value ?? ''}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        wrap="off"
        aria-invalid={problems.length > 0}
        aria-describedby={problems.length > 0 ? `${id}-problems` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {problems.length > 0 && (
        <div id={`${id}-problems`} className={styles.lineProblems} role="alert">
          {formatPlural(problems.length, 'line')} cannot be read, and nothing is computed:
          <ul>
            {problems.slice(0, mostTold).map((problem) => (
              <li key={problem.line}>
                <button type="button" className={styles.lineLink} onClick={() => go(problem)}>
                  line {problem.line}, column {problem.column}
                </button>
                {': '}
                {problem.why}
              </li>
            ))}
            {problems.length > mostTold && <li>and {problems.length - mostTold} more</li>}
          </ul>
        </div>
      )}
    </div>
  );
}
