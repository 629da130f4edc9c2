import OutlinedInput from '@mui/material/OutlinedInput';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState, type ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { PlanNode } from '../../src-core/plan/node.ts';
import { rules } from '../../src-core/plan/rules.ts';
import { checkField, fieldText, type TextField } from './node-fields.ts';
import type { Plan } from '../../src-core/plan/tree.ts';
import type { PlanView } from './plan-view.ts';
import { nodeLabel } from './use-plan-commands.ts';
import styles from './plan-panel.module.css';

interface NodeFieldProps {
  readonly plan: Plan;
  readonly apply: PlanView['apply'];
  readonly node: PlanNode;
  readonly field: TextField;
  readonly label: string;
  readonly placeholder?: string;
  readonly mono?: boolean;
  readonly multiline?: boolean;
}

/**
 * A field of a node, checked as it is typed in, and taken over as one step when it is left or Enter is pressed. Escape
 * goes back. A text that cannot be is not taken, and says why.
 */
export function NodeField(props: NodeFieldProps): ReactElement {
  const { plan, node, field, label, apply, multiline = false } = props;
  const id = useId();
  const stored = fieldText(node, field);
  const [text, setText] = useState(stored);
  const [base, setBase] = useState(stored);
  // Undo, or a change elsewhere, is taken over as long as nothing is typed here.
  if (base !== stored) {
    setBase(stored);
    if (text === base) setText(stored);
  }
  const typed = useDeferredValue(text);
  // After a step the text before it is of no interest: trying it would be an edit of the whole plan.
  const checked = text === stored ? stored : typed;
  const check = useMemo(() => checkField(plan, node, field, checked), [plan, node, field, checked]);
  const commit = (): void => {
    if (text === stored) return;
    const next = checkField(plan, node, field, text).plan;
    if (next !== null) apply(`Change ${label} of “${nodeLabel(node)}”`, next);
  };
  // Closing the panel does not always blur first.
  const atLeaving = useRef(commit);
  useEffect(() => {
    atLeaving.current = commit;
  });
  useEffect(() => () => atLeaving.current(), []);
  return (
    <>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.field}>
        <OutlinedInput
          id={id}
          fullWidth
          value={text}
          placeholder={props.placeholder ?? ''}
          multiline={multiline}
          {...(multiline ? { minRows: 2, maxRows: 12 } : {})}
          error={check.problem !== null}
          className={props.mono === true ? (styles.monoInput ?? '') : ''}
          inputProps={{
            spellCheck: multiline,
            maxLength: field === 'notes' ? 10_000 : 2000,
            'aria-describedby': `${id}-said`,
          }}
          onChange={(event) => setText(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              commit();
            } else if (event.key === 'Escape' && text !== stored) {
              event.preventDefault();
              event.stopPropagation();
              setText(stored);
            }
          }}
        />
        <div id={`${id}-said`} role="status">
          {check.problem !== null && <p className={styles.wrong}>{visibleText(check.problem)}</p>}
          {check.findings.map((finding) => (
            <p key={`${finding.rule} ${finding.node} ${finding.other}`} className={styles.finding}>
              <strong>{visibleText(finding.message)}</strong> {rules[finding.rule].reason}{' '}
              <span className={styles.source}>{rules[finding.rule].source}</span>
            </p>
          ))}
        </div>
      </div>
    </>
  );
}
