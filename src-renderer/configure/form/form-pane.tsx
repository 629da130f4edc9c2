import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useMemo, useRef, type FocusEvent, type ReactElement } from 'react';
import type { FormValues, Problem } from '../../../src-core/api/writers.ts';
import { equal } from '../../../src-core/writers/form-json.ts';
import { below } from './edit-values.ts';
import { FormField } from './form-field.tsx';
import { isField, isRecord, type GroupNode, type Json } from './form-node.ts';
import { formRows, rowOf, type FormRow } from './form-rows.ts';
import { HeadLine } from './head-row.tsx';
import { AddButton, ItemLine } from './item-row.tsx';
import { plannedAt } from './planned-value.ts';
import { ProblemIndex } from './problem-index.ts';
import { ProblemLines } from './problem-lines.tsx';
import type { FormActions, FormView } from './use-form.ts';
import { VariantLine } from './variant-row.tsx';
import styles from './form.module.css';

interface FormPaneProps {
  readonly model: GroupNode;
  readonly values: FormValues;
  readonly base: FormValues | null;
  readonly problems: readonly Problem[];
  readonly form: FormView;
  /** Tells which field has the focus. */
  onFocus(path: string): void;
}

/** Up to this many rows are all drawn, so that the browser's own search finds everything. */
const allDrawn = 150;
/** How often it is looked whether a row that was scrolled to is there, a frame apart. */
const looks = 30;

/** The form of a writer. Only what is in sight is drawn of a large one. */
export const FormPane = memo(function FormPane(props: FormPaneProps): ReactElement {
  const { model, values, base, problems, form, onFocus } = props;
  const { open, wanted, actions } = form;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => formRows(model, values, open), [model, values, open]);
  const index = useMemo(() => new ProblemIndex(problems), [problems]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => heightOf(rows[at]),
    getItemKey: (at) => rows[at]?.key ?? at,
    overscan: rows.length <= allDrawn ? allDrawn : 12,
  });
  const latest = useRef({ rows, virtualizer });
  latest.current = { rows, virtualizer };

  useEffect(() => {
    if (wanted === null) return;
    let left = looks;
    let frame = 0;
    const look = (): void => {
      const row = rowOf(latest.current.rows, wanted.path);
      const field = scroller.current === null ? null : fieldAt(scroller.current, wanted.path);
      if (field !== null) {
        field.focus({ preventScroll: true });
        field.scrollIntoView({ block: 'nearest' });
        return;
      }
      if (row >= 0 && left === looks - 1) latest.current.virtualizer.scrollToIndex(row, { align: 'center' });
      left -= 1;
      if (left > 0) frame = requestAnimationFrame(look);
      else if (scroller.current !== null) nearest(scroller.current, wanted.path)?.focus();
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [wanted]);

  const items = virtualizer.getVirtualItems();
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="form"
      aria-label={model.title || 'Values'}
      onFocus={(event: FocusEvent<HTMLElement>) => {
        const path = event.target.dataset['path'];
        if (path !== undefined) onFocus(path);
      }}
    >
      <div className={styles.general}>
        <ProblemLines problems={index.at('')} />
      </div>
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        <div className={styles.drawn} style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
          {items.map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <div key={item.key} data-index={item.index} ref={virtualizer.measureElement}>
                <div className={styles.row} data-depth={Math.min(row.depth, 6)}>
                  <RowContent row={row} values={values} base={base} problems={index} actions={actions} />
                </div>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
});

interface RowProps {
  readonly row: FormRow;
  readonly values: FormValues;
  readonly base: FormValues | null;
  readonly problems: ProblemIndex;
  readonly actions: FormActions;
}

function RowContent({ row, values, base, problems, actions }: RowProps): ReactElement {
  switch (row.is) {
    case 'head': {
      const whole = row.node.is === 'list' && isField(row.node.item);
      const plan = whole ? otherThanPlan(values, base, row.path, row.value) : undefined;
      return <HeadLine row={row} problems={problems} plan={plan} actions={actions} />;
    }
    case 'item':
      return <ItemLine row={row} problems={problems} actions={actions} />;
    case 'add':
      return <AddButton path={row.path} list={row.list} count={row.count} actions={actions} />;
    case 'variant':
      return <VariantLine row={row} problems={problems} actions={actions} />;
    case 'fields':
      return (
        <div className={styles.grid} role="group" aria-label={row.label || 'General'}>
          {row.fields.map(({ name, node }) => {
            const path = below(row.path, name);
            const value = isRecord(row.value) ? row.value[name] : undefined;
            return (
              <FormField
                key={name}
                path={path}
                node={node}
                value={value}
                problems={problems.at(path)}
                plan={otherThanPlan(values, base, path, value)}
                actions={actions}
              />
            );
          })}
        </div>
      );
  }
}

/** What the plan gives for a field, where the form has something else. */
function otherThanPlan(
  values: FormValues,
  base: FormValues | null,
  path: string,
  value: Json | undefined,
): Json | undefined {
  if (base === null) return undefined;
  const planned = plannedAt(values, base, path);
  return planned === null || equal(planned.value, value) ? undefined : planned.value;
}

function heightOf(row: FormRow | undefined): number {
  if (row === undefined) return 36;
  return row.is === 'fields' ? 64 * Math.ceil(row.fields.length / 2) + 10 : row.is === 'variant' ? 66 : 38;
}

function fieldAt(scroller: HTMLElement, path: string): HTMLElement | null {
  return scroller.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
}

/** The field of a path, or what stands nearest above it. */
function nearest(scroller: HTMLElement, path: string): HTMLElement | null {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const field = fieldAt(scroller, at);
    if (field !== null) return field;
  }
  return null;
}
