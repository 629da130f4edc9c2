import { memo, useId, type ReactElement } from 'react';
import type { Problem } from '../../../src-core/api/writers.ts';
import { FieldInput } from './field-input.tsx';
import type { FieldNode, Json } from './form-node.ts';
import { PlanNote } from './plan-note.tsx';
import { ProblemLines } from './problem-lines.tsx';
import type { FormActions } from './use-form.ts';
import styles from './form.module.css';

interface FormFieldProps {
  readonly path: string;
  readonly node: FieldNode;
  readonly value: Json | undefined;
  readonly problems: readonly Problem[];
  /** What the plan gives, where the form has something else. */
  readonly plan: Json | undefined;
  readonly actions: FormActions;
}

/** One field: its label, what is typed, what it is for, and what is wrong with it. */
export const FormField = memo(function FormField(props: FormFieldProps): ReactElement {
  const { path, node, value, problems, plan, actions } = props;
  const id = useId();
  const tick = node.is === 'flag' && (!node.optional || node.fallback !== undefined);
  const wrong = problems.some(({ severity }) => severity === 'error');
  const wide = node.widget === 'lines' || node.is === 'other';
  const described = node.description !== undefined || problems.length > 0 || plan !== undefined;
  const input = (
    <FieldInput
      id={id}
      path={path}
      node={node}
      value={value}
      wrong={wrong}
      describedBy={described ? `${id}-below` : undefined}
      onType={(next) => actions.type(path, next)}
      onSet={(next) => actions.set(path, next)}
    />
  );
  return (
    <div className={wide ? `${styles.field} ${styles.wide}` : styles.field}>
      {tick ? (
        <div className={styles.tick}>
          {input}
          <label htmlFor={id}>{node.title}</label>
        </div>
      ) : (
        <>
          <label className={styles.label} htmlFor={id}>
            {node.title}
          </label>
          {input}
        </>
      )}
      {described && (
        <div id={`${id}-below`}>
          <ProblemLines problems={problems} />
          {plan !== undefined && (
            <PlanNote value={plan} title={node.title} onTake={() => actions.set(path, plan)} />
          )}
          {node.description !== undefined && <p className={styles.below}>{node.description}</p>}
        </div>
      )}
    </div>
  );
});
