import Select from '@mui/material/Select';
import { useId, type ReactElement } from 'react';
import { below } from './edit-values.ts';
import { variantOf, type VariantRow } from './form-rows.ts';
import type { ProblemIndex } from './problem-index.ts';
import { ProblemLines } from './problem-lines.tsx';
import type { FormActions } from './use-form.ts';
import styles from './form.module.css';

interface VariantProps {
  readonly row: VariantRow;
  readonly problems: ProblemIndex;
  readonly actions: FormActions;
}

/** Chooses which of its variants a union is. */
export function VariantLine({ row, problems, actions }: VariantProps): ReactElement {
  const id = useId();
  const { node, value, path } = row;
  const { variants, by } = node;
  const chosen = variantOf(node, value);
  const index = chosen === undefined ? -1 : variants.indexOf(chosen);
  const field = below(path, by);
  const label = chosen?.group.fields.get(by)?.title ?? variants[0]?.group.fields.get(by)?.title ?? by;
  const own = [...problems.at(field)];
  return (
    <div className={styles.grid}>
      <div className={styles.field}>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
        <Select
          native
          fullWidth
          value={String(index)}
          error={own.length > 0}
          inputProps={{ id, 'data-path': field, 'aria-describedby': `${id}-below` }}
          onChange={(event) => {
            const next = variants[Number(event.target.value)];
            if (next !== undefined) actions.choose(path, node, next.group, next.value);
          }}
        >
          {chosen === undefined && <option value="-1">Choose one</option>}
          {variants.map((variant, at) => (
            <option key={variant.label} value={String(at)}>
              {variant.label}
            </option>
          ))}
        </Select>
        <div id={`${id}-below`}>
          <ProblemLines problems={own} />
          {chosen?.group.description !== undefined && (
            <p className={styles.below}>{chosen.group.description}</p>
          )}
        </div>
      </div>
    </div>
  );
}
