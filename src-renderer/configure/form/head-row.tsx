import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { formatCount } from '../../components/format.ts';
import { emptyValue } from './edit-values.ts';
import { isField, type Json } from './form-node.ts';
import type { HeadRow } from './form-rows.ts';
import { AddButton } from './item-row.tsx';
import { PlanNote } from './plan-note.tsx';
import { ProblemCount } from './problem-count.tsx';
import type { ProblemIndex } from './problem-index.ts';
import { ProblemLines } from './problem-lines.tsx';
import { Turner } from './turner.tsx';
import type { FormActions } from './use-form.ts';
import styles from './form.module.css';

interface HeadProps {
  readonly row: HeadRow;
  readonly problems: ProblemIndex;
  /** What the plan gives for a list of fields, where the form has something else. */
  readonly plan: Json | undefined;
  readonly actions: FormActions;
}

/** The header of a group or a list. */
export function HeadLine({ row, problems, plan, actions }: HeadProps): ReactElement {
  const { node, path, value, open, depth } = row;
  const Heading = depth === 0 ? 'h2' : 'h3';
  const absent = node.is !== 'list' && node.optional && value === undefined;
  const items = Array.isArray(value) ? value : [];
  const turnable = node.is === 'list' && !isField(node.item) && items.length > 2;
  return (
    <>
      <div className={depth === 0 ? `${styles.head} ${styles.section}` : styles.head}>
        <Heading className={styles.heading}>
          {absent ? (
            <span className={styles.absent}>{node.title}</span>
          ) : (
            <Turner path={path} open={open} onTurn={(next) => actions.turn(path, next)}>
              {node.title}
              {node.is === 'list' && <span className={styles.count}>{formatCount(items.length)}</span>}
            </Turner>
          )}
        </Heading>
        {!open && <ProblemCount count={problems.below(path)} />}
        {open && node.is === 'list' && items.length === 0 && (
          <AddButton path={path} list={node} count={0} actions={actions} />
        )}
        {open && turnable && (
          <span className={styles.buttons}>
            <Button color="inherit" onClick={() => actions.turnAll(path, true)}>
              Open all
            </Button>
            <Button color="inherit" onClick={() => actions.turnAll(path, false)}>
              Close all
            </Button>
          </span>
        )}
        {absent && (
          <Button
            aria-label={`Add ${node.title}`}
            data-path={path}
            onClick={() => {
              actions.set(path, emptyValue(node) ?? {});
              actions.turn(path, true);
            }}
          >
            Add
          </Button>
        )}
        {!absent && node.is !== 'list' && node.optional && (
          <Button
            color="inherit"
            aria-label={`Remove ${node.title}`}
            onClick={() => actions.set(path, undefined)}
          >
            Remove
          </Button>
        )}
      </div>
      <ProblemLines problems={problems.at(path)} />
      {plan !== undefined && (
        <PlanNote value={plan} title={node.title} onTake={() => actions.set(path, plan)} />
      )}
      {open && node.description !== undefined && <p className={styles.about}>{node.description}</p>}
    </>
  );
}
