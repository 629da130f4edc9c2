import ColumnsIcon from '@mui/icons-material/ViewWeekOutlined';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useMemo, useState, type ReactElement } from 'react';
import type { Column } from './column.ts';
import { readStored, writeStored } from './stored-choice.ts';

export interface ColumnChoice<Row> {
  readonly shown: readonly Column<Row>[];
  readonly all: readonly Column<Row>[];
  isShown(id: string): boolean;
  toggle(id: string): void;
}

/** Which columns the person wants to see; kept in this browser under the name of the table. */
export function useColumnChoice<Row>(table: string, all: readonly Column<Row>[]): ColumnChoice<Row> {
  const [changed, setChanged] = useState<Readonly<Record<string, boolean>>>(() =>
    readStored(`columns.${table}`),
  );
  return useMemo(() => {
    const isShown = (id: string): boolean => {
      const column = all.find((each) => each.id === id);
      return column?.pinned === true || (changed[id] ?? column?.optional !== true);
    };
    return {
      all,
      shown: all.filter(({ id }) => isShown(id)),
      isShown,
      toggle: (id) => {
        const next = { ...changed, [id]: !isShown(id) };
        setChanged(next);
        writeStored(`columns.${table}`, next);
      },
    };
  }, [all, changed, table]);
}

export function ColumnsButton<Row>({ choice }: { readonly choice: ColumnChoice<Row> }): ReactElement {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        color="inherit"
        startIcon={<ColumnsIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Columns
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {choice.all
          .filter(({ pinned }) => pinned !== true)
          .map(({ id, label }) => (
            <MenuItem
              key={id}
              role="menuitemcheckbox"
              aria-checked={choice.isShown(id)}
              onClick={() => choice.toggle(id)}
            >
              <Checkbox
                checked={choice.isShown(id)}
                tabIndex={-1}
                disableRipple
                aria-hidden="true"
                slotProps={{ input: { tabIndex: -1 } }}
              />
              {label}
            </MenuItem>
          ))}
      </Menu>
    </>
  );
}
