import AddIcon from '@mui/icons-material/Add';
import BackIcon from '@mui/icons-material/ArrowBack';
import PanelIcon from '@mui/icons-material/ViewSidebarOutlined';
import ProblemIcon from '@mui/icons-material/WarningAmberRounded';
import RedoIcon from '@mui/icons-material/Redo';
import UndoIcon from '@mui/icons-material/Undo';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { createLink } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { nodeCount } from '../../src-core/plan/tree.ts';
import { ColumnsButton, type ColumnChoice } from '../components/data-table/columns-button.tsx';
import { formatPlural } from '../components/format.ts';
import type { TreeRowData } from './plan-columns.tsx';
import { PlanMenus } from './plan-menus.tsx';
import { planTabs } from './plan-parts.ts';
import { PlanSearchBox } from './plan-search-box.tsx';
import { SaveLabel } from './save-notice.tsx';
import type { PlanState } from './use-plan-state.ts';
import styles from './plan-page.module.css';

const LinkButton = createLink(Button);

interface PlanToolbarProps {
  readonly state: PlanState;
  readonly columns: ColumnChoice<TreeRowData>;
  readonly tab: string;
  readonly panel: boolean;
  onPanel(open: boolean): void;
  onProblems(): void;
}

/** What stands above a plan: its name and state, the steps, the menus, the ways to look at it, and the search. */
export function PlanToolbar(props: PlanToolbarProps): ReactElement {
  const { state, columns, tab, panel } = props;
  const { view, commands, stored } = state;
  const { plan, focused } = view;
  return (
    <>
      <div className={styles.head}>
        <LinkButton to="/plan" color="inherit" startIcon={<BackIcon />}>
          Plans
        </LinkButton>
        <h1 className={styles.title} title={visibleText(plan.name)}>
          {visibleText(plan.name, 80)}
        </h1>
        <span className={styles.count}>{formatPlural(nodeCount(plan), 'node')}</span>
        <SaveLabel save={stored.save} />
        <span className={styles.space} />
        <Step name="Undo" keys="Ctrl+Z" label={stored.history.past.at(-1)?.label} act={commands.undo} />
        <Step
          name="Redo"
          keys="Ctrl+Shift+Z"
          label={stored.history.future.at(-1)?.label}
          act={commands.redo}
        />
        <PlanMenus state={state} />
        <Button
          variant="contained"
          startIcon={<AddIcon />}
          title="Insert"
          onClick={() => commands.add(focused)}
        >
          Add node
        </Button>
      </div>
      <div className={styles.toolbar}>
        {planTabs.length > 0 && <Tabs view={state} tab={tab} />}
        {/* The other tabs are tables, each with a filter of its own. */}
        {(tab === 'tree' || tab === 'map') && <PlanSearchBox state={state} />}
        <span className={styles.space} />
        <Problems state={state} onOpen={props.onProblems} />
        {tab === 'tree' && <ColumnsButton choice={columns} />}
        <Button
          color="inherit"
          startIcon={<PanelIcon />}
          aria-pressed={panel}
          title="Alt+Enter"
          onClick={() => props.onPanel(!panel)}
        >
          Details
        </Button>
      </div>
    </>
  );
}

interface StepProps {
  readonly name: 'Undo' | 'Redo';
  readonly keys: string;
  /** What would be undone; undefined where there is nothing. */
  readonly label: string | undefined;
  act(): void;
}

function Step({ name, keys, label, act }: StepProps): ReactElement {
  const Icon = name === 'Undo' ? UndoIcon : RedoIcon;
  const title = label === undefined ? `Nothing to ${name.toLowerCase()}` : `${name}: ${label} (${keys})`;
  return (
    // A disabled button shows no title of its own.
    <span title={title}>
      <IconButton
        aria-label={label === undefined ? name : `${name}: ${label}`}
        disabled={label === undefined}
        onClick={act}
      >
        <Icon fontSize="inherit" />
      </IconButton>
    </span>
  );
}

const TabLink = createLink('a');

function Tabs({ view: { view }, tab }: { readonly view: PlanState; readonly tab: string }): ReactElement {
  return (
    <nav className={styles.tabs} aria-label="Ways to look at the plan">
      {[{ id: 'tree', label: 'Tree' }, ...planTabs].map(({ id, label }) => (
        <TabLink
          key={id}
          to="/plan/$id"
          params={{ id: String(view.planId) }}
          search={{
            ...(id === 'tree' ? {} : { tab: id }),
            ...(view.focused === null ? {} : { node: view.focused }),
          }}
          replace
          className={id === tab ? `${styles.tab} ${styles.currentTab}` : styles.tab}
          aria-current={id === tab ? 'page' : undefined}
        >
          {label}
        </TabLink>
      ))}
    </nav>
  );
}

function Problems({ state, onOpen }: { readonly state: PlanState; onOpen(): void }): ReactElement {
  const { problems, view } = state;
  const count = problems.all.length;
  const text =
    problems.of === null ? 'Checking…' : count === 0 ? 'No problems' : formatPlural(count, 'problem');
  return (
    <Button
      color={count > 0 ? 'warning' : 'inherit'}
      startIcon={<ProblemIcon />}
      aria-busy={problems.of !== view.plan}
      onClick={onOpen}
    >
      {text}
    </Button>
  );
}
