import MoreIcon from '@mui/icons-material/ArrowDropDown';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { formatPlan } from '../../src-core/plan/file.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { saveFile } from '../components/save-file.ts';
import { planTasks } from './dialogs/plan-dialogs.tsx';
import { planFileName } from './plan-files.ts';
import { allClosed, allOpen } from './tree-rows.ts';
import type { PlanState } from './use-plan-state.ts';
import styles from './plan-page.module.css';

type PlanTask = (typeof planTasks)[number];

interface Entry {
  readonly label: string;
  readonly keys?: string;
  /** Why it cannot be used now; null where it can. */
  readonly unavailable: string | null;
  act(): void;
}

/** The menus of a plan: what is done with the chosen nodes, and with the plan as a whole. */
export function PlanMenus({ state }: { readonly state: PlanState }): ReactElement {
  const [dialog, setDialog] = useState<PlanTask | null>(null);
  const navigate = useNavigate();
  const { view, commands, cut, session } = state;
  const { focused, selected } = view;
  const chosen = selected.size > 0 ? [...selected] : focused === null ? [] : [focused];
  const needsNode = focused === null ? 'Choose a node first' : null;
  const needsCut = cut.size === 0 ? 'Cut nodes first' : null;
  const opened = (menu: PlanTask['menu']): Entry[] =>
    planTasks
      .filter((each) => each.menu === menu)
      .map((each) => ({
        label: each.label,
        unavailable: each.unavailable(view),
        act: () => setDialog(each),
      }));
  const node: (Entry | null)[] = [
    { label: 'Add node at the top…', unavailable: null, act: () => commands.add(null) },
    { label: 'Add node below…', keys: 'Insert', unavailable: needsNode, act: () => commands.add(focused) },
    ...opened('node'),
    {
      label: 'Write configuration…',
      unavailable: needsNode,
      act: () => {
        if (focused !== null)
          void navigate({ to: '/configure', search: { plan: session.id, node: focused } });
      },
    },
    null,
    { label: 'Cut', keys: 'Ctrl+X', unavailable: needsNode, act: () => commands.cut(chosen) },
    {
      label: 'Move here what was cut',
      keys: 'Ctrl+V',
      unavailable: needsNode ?? needsCut,
      act: () => commands.paste(focused),
    },
    { label: 'Move to the top what was cut', unavailable: needsCut, act: () => commands.paste(null) },
    { label: 'Remove', keys: 'Delete', unavailable: needsNode, act: () => commands.remove(chosen) },
  ];
  const plan: (Entry | null)[] = [
    { label: 'Save as a file', unavailable: null, act: () => void save(state) },
    ...opened('plan'),
    null,
    { label: 'Open all branches', unavailable: null, act: () => state.setExpansion(allOpen) },
    { label: 'Close all branches', unavailable: null, act: () => state.setExpansion(allClosed) },
  ];
  return (
    <>
      <MenuButton label="Node" entries={node} />
      <MenuButton label="Plan" entries={plan} />
      {dialog !== null && <dialog.Component view={view} onClose={() => setDialog(null)} />}
    </>
  );
}

async function save({ view: { plan } }: PlanState): Promise<void> {
  try {
    await saveFile({
      fileName: planFileName(plan.name),
      mediaType: 'application/json',
      text: formatPlan(plan),
    });
  } catch (error) {
    announce(`The file was not saved: ${failureText(error)}`, true);
  }
}

function MenuButton({
  label,
  entries,
}: {
  readonly label: string;
  readonly entries: readonly (Entry | null)[];
}): ReactElement {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        color="inherit"
        endIcon={<MoreIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {label}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {entries.map((entry, index) =>
          entry === null ? (
            // oxlint-disable-next-line react/no-array-index-key -- lines have nothing else to tell them apart
            <Divider key={`line ${index}`} />
          ) : (
            <MenuItem
              key={entry.label}
              disabled={entry.unavailable !== null}
              onClick={() => {
                setAnchor(null);
                entry.act();
              }}
            >
              <span className={styles.entry}>{entry.label}</span>
              <span className={styles.keys}>{entry.unavailable ?? entry.keys}</span>
            </MenuItem>
          ),
        )}
      </Menu>
    </>
  );
}
