import AddIcon from '@mui/icons-material/Add';
import UpIcon from '@mui/icons-material/ArrowUpward';
import DownIcon from '@mui/icons-material/ArrowDownward';
import CopyIcon from '@mui/icons-material/ContentCopyOutlined';
import RemoveIcon from '@mui/icons-material/DeleteOutlined';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useId, type KeyboardEvent, type ReactElement } from 'react';
import { below } from './edit-values.ts';
import { FieldInput } from './field-input.tsx';
import { isField, type ListNode } from './form-node.ts';
import { itemTitle, type ItemRow } from './form-rows.ts';
import type { ProblemIndex } from './problem-index.ts';
import { ProblemCount } from './problem-count.tsx';
import { ProblemLines } from './problem-lines.tsx';
import { summaryOf } from './summary.ts';
import type { FormActions } from './use-form.ts';
import { Turner } from './turner.tsx';
import styles from './form.module.css';

interface ItemProps {
  readonly row: ItemRow;
  readonly problems: ProblemIndex;
  readonly actions: FormActions;
}

/** An item of a list: a group in one line, or a field. Alt with an arrow key moves it. */
export function ItemLine(props: ItemProps): ReactElement {
  const { row, problems, actions } = props;
  const title = itemTitle(row.list, row.index);
  const keys = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    actions.move(row.path, event.key === 'ArrowUp' ? -1 : 1);
  };
  if (isField(row.list.item)) return <FieldItem {...props} title={title} onKeys={keys} />;
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the buttons inside */}
      <div className={styles.item} onKeyDown={keys}>
        <Turner path={row.path} open={row.open} onTurn={(open) => actions.turn(row.path, open)}>
          <span className={styles.itemTitle}>{title}</span>
          {!row.open && <span className={styles.summary}>{summaryOf(row.list.item, row.value)}</span>}
        </Turner>
        {!row.open && <ProblemCount count={problems.below(row.path)} />}
        <ItemButtons row={row} title={title} actions={actions} />
      </div>
      <ProblemLines problems={problems.at(row.path)} />
    </>
  );
}

function FieldItem({
  row,
  problems,
  actions,
  title,
  onKeys,
}: ItemProps & { readonly title: string; onKeys(event: KeyboardEvent): void }): ReactElement | null {
  const id = useId();
  const { item } = row.list;
  if (!isField(item)) return null;
  const own = problems.at(row.path);
  const list = row.path.slice(0, row.path.lastIndexOf('.'));
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the field inside */}
      <div className={styles.fieldItem} onKeyDown={onKeys}>
        <FieldInput
          id={id}
          path={row.path}
          node={item}
          value={row.value}
          wrong={own.some(({ severity }) => severity === 'error')}
          describedBy={own.length > 0 ? `${id}-below` : undefined}
          label={title}
          // An item that is emptied is still an item.
          onType={(value) => actions.type(row.path, value ?? '')}
          onSet={(value) => actions.set(row.path, value ?? '')}
          onEnter={() => actions.add(list, row.list, row.index)}
        />
        <ItemButtons row={row} title={title} actions={actions} />
      </div>
      <div id={`${id}-below`}>
        <ProblemLines problems={own} />
      </div>
    </>
  );
}

function ItemButtons({
  row,
  title,
  actions,
}: {
  readonly row: ItemRow;
  readonly title: string;
  readonly actions: FormActions;
}): ReactElement {
  const { path, index, count, list } = row;
  return (
    <span className={styles.buttons}>
      {count > 1 && (
        <>
          <IconButton
            aria-label={`Move ${title} up`}
            title="Move up (Alt+Up)"
            disabled={index === 0}
            onClick={() => actions.move(path, -1)}
          >
            <UpIcon fontSize="inherit" />
          </IconButton>
          <IconButton
            aria-label={`Move ${title} down`}
            title="Move down (Alt+Down)"
            disabled={index === count - 1}
            onClick={() => actions.move(path, 1)}
          >
            <DownIcon fontSize="inherit" />
          </IconButton>
        </>
      )}
      {!isField(list.item) && (
        <IconButton
          aria-label={`Duplicate ${title}`}
          title="Duplicate"
          disabled={count >= list.most}
          onClick={() => actions.duplicate(path)}
        >
          <CopyIcon fontSize="inherit" />
        </IconButton>
      )}
      <IconButton aria-label={`Remove ${title}`} title="Remove" onClick={() => actions.remove(path)}>
        <RemoveIcon fontSize="inherit" />
      </IconButton>
    </span>
  );
}

interface AddButtonProps {
  readonly path: string;
  readonly list: ListNode;
  readonly count: number;
  readonly actions: FormActions;
}

/** Adds an item at the end of a list. */
export function AddButton({ path, list, count, actions }: AddButtonProps): ReactElement {
  const what = (list.item.title || list.title).replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase());
  return (
    <Button
      startIcon={<AddIcon />}
      disabled={count >= list.most}
      data-path={below(path, count)}
      onClick={() => actions.add(path, list)}
    >
      Add {what}
    </Button>
  );
}
