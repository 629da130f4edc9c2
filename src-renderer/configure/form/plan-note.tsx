import ChangedIcon from '@mui/icons-material/EditNoteOutlined';
import type { ReactElement } from 'react';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { wordOf, type Json } from './form-node.ts';
import styles from './form.module.css';

interface PlanNoteProps {
  /** What the plan gives. */
  readonly value: Json;
  readonly title: string;
  onTake(): void;
}

/** Says that the form has something else than the plan, and offers the plan's value. */
export function PlanNote({ value, title, onTake }: PlanNoteProps): ReactElement {
  const text = typeof value === 'object' ? planSize(value) : visibleText(String(value), 60);
  return (
    <p className={styles.planned}>
      <ChangedIcon className={styles.mark} titleAccess="Changed" />
      <span>
        The plan has {text}.{' '}
        <button
          type="button"
          className={styles.take}
          aria-label={`Take the plan's value for ${title}`}
          onClick={onTake}
        >
          Take the plan’s value
        </button>
      </span>
    </p>
  );
}

function planSize(value: Json): string {
  if (!Array.isArray(value)) return 'other values';
  const [first] = value;
  if (value.length === 0) return 'none';
  if (value.length <= 3 && typeof first === 'string') return visibleText(value.map(wordOf).join(', '), 90);
  return value.length === 1 ? 'one item' : `${value.length} items`;
}
