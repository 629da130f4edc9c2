import MoreIcon from '@mui/icons-material/MoreVert';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState, type ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { PlanInfo } from '../../src-core/api/plans.ts';
import type { Column, Sort } from '../components/data-table/column.ts';
import { formatCount } from '../components/format.ts';
import { AgeText } from '../components/time-text.tsx';

interface RowActions {
  rename(plan: PlanInfo): void;
  duplicate(plan: PlanInfo): void;
  save(plan: PlanInfo): void;
  remove(plan: PlanInfo): void;
}

export function planListColumns(actions: RowActions): readonly Column<PlanInfo>[] {
  return [
    {
      id: 'name',
      label: 'Name',
      width: 280,
      grow: 3,
      sortable: true,
      render: ({ name }) => <strong>{visibleText(name, 120)}</strong>,
    },
    {
      id: 'nodes',
      label: 'Nodes',
      width: 110,
      align: 'right',
      sortable: true,
      render: ({ nodes }) => formatCount(nodes),
    },
    {
      id: 'changed',
      label: 'Changed',
      width: 150,
      sortable: true,
      render: ({ changedAt }) => <AgeText at={changedAt} />,
    },
    {
      id: 'created',
      label: 'Created',
      width: 150,
      sortable: true,
      render: ({ createdAt }) => <AgeText at={createdAt} />,
    },
    {
      id: 'actions',
      label: 'Actions',
      width: 76,
      render: (plan) => <RowMenu plan={plan} actions={actions} />,
    },
  ];
}

/** The plans in the order of a column. */
export function sorted(plans: readonly PlanInfo[], { id, descending }: Sort): PlanInfo[] {
  const order = (one: PlanInfo, other: PlanInfo): number => {
    if (id === 'nodes') return one.nodes - other.nodes;
    if (id === 'changed') return one.changedAt - other.changedAt;
    if (id === 'created') return one.createdAt - other.createdAt;
    return one.name.localeCompare(other.name);
  };
  const list = plans.toSorted((one, other) => order(one, other) || one.id - other.id);
  return descending ? list.reverse() : list;
}

function RowMenu({ plan, actions }: { readonly plan: PlanInfo; readonly actions: RowActions }): ReactElement {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const entries = [
    ['Rename…', actions.rename],
    ['Duplicate', actions.duplicate],
    ['Save as a file', actions.save],
    ['Remove…', actions.remove],
  ] as const;
  return (
    <>
      <IconButton
        aria-label={`Actions for ${visibleText(plan.name, 80)}`}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        tabIndex={-1}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreIcon fontSize="inherit" />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        // The menu is drawn elsewhere, but its events would still come to the row and open it.
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        {entries.map(([label, act]) => (
          <MenuItem
            key={label}
            onClick={() => {
              setAnchor(null);
              act(plan);
            }}
          >
            {label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
