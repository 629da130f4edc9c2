import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { nodeCount } from '../../src-core/plan/tree.ts';
import { useColumnChoice } from '../components/data-table/columns-button.tsx';
import { readStored, writeStored } from '../components/data-table/stored-choice.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { AddNodeDialog } from './add-node-dialog.tsx';
import { EmptyPlan, NothingFound } from './empty-plan.tsx';
import { sessionQuery } from './open-sessions.ts';
import { planColumns } from './plan-columns.tsx';
import { planTabs } from './plan-parts.ts';
import { PlanSidePanel } from './plan-side-panel.tsx';
import type { PlanSession } from './plan-session.ts';
import { PlanToolbar } from './plan-toolbar.tsx';
import { PlanTree } from './plan-tree.tsx';
import { RemoveNodesDialog } from './remove-nodes-dialog.tsx';
import { SaveNotice } from './save-notice.tsx';
import { usePageKeys } from './use-page-keys.ts';
import { usePlanState } from './use-plan-state.ts';
import styles from './plan-page.module.css';

const route = getRouteApi('/plan/$id');

/** The page of one plan. */
export function PlanPage(): ReactElement {
  const { id } = route.useParams();
  const number = /^[0-9]{1,15}$/.test(id) ? Number(id) : null;
  if (number === null)
    return <EmptyState title="There is no such plan">The number in the address is not one.</EmptyState>;
  return <OpenedPage key={number} id={number} />;
}

function OpenedPage({ id }: { readonly id: number }): ReactElement | null {
  const session = useQuery(sessionQuery(id));
  if (session.data !== undefined) return <PlanFrame session={session.data} />;
  if (session.error === null) return <p className={styles.opening}>Opening the plan…</p>;
  return (
    <div className={styles.notice}>
      <FailureNotice
        error={session.error}
        what="The plan could not be opened"
        retry={() => void session.refetch()}
      />
      <p>
        <Link to="/plan">All plans</Link>
      </p>
    </div>
  );
}

/** How long the focus rests on a node before the address of the page names it, in milliseconds. */
const restMs = 250;
/** From this width in pixels on there is room for the panel beside the tree. */
const roomyWidth = 1240;

function PlanFrame({ session }: { readonly session: PlanSession }): ReactElement {
  const search = route.useSearch();
  const navigate = useNavigate();
  const frame = useRef<HTMLDivElement>(null);
  const [panel, setPanel] = useState(() => readStored('plan-panel')['open'] ?? innerWidth >= roomyWidth);
  const [panelTab, setPanelTab] = useState<'details' | 'problems'>('details');
  const showPanel = useCallback((open: boolean) => {
    setPanel(open);
    writeStored('plan-panel', { open });
  }, []);
  const details = useCallback(() => {
    showPanel(true);
    setPanelTab('details');
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>('aside input')?.focus());
  }, [showPanel]);
  const state = usePlanState(session, search.node ?? null, details);
  const { view, commands } = state;
  const { plan, focused, select } = view;
  const columns = useColumnChoice('plan', planColumns);
  usePageKeys(state, frame);
  useEffect(() => {
    document.title = `${visibleText(plan.name, 80)} · Linkscope`;
  }, [plan.name]);
  useEffect(() => () => void session.flush(), [session]);

  // The address follows the focus, and the focus the address where that was changed from elsewhere.
  const told = useRef(search.node ?? null);
  const node = search.node ?? null;
  useEffect(() => {
    if (node === told.current) return;
    told.current = node;
    if (node !== null) select([node]);
  }, [node, select]);
  useEffect(() => {
    if (focused === told.current) return;
    const timer = window.setTimeout(() => {
      told.current = focused;
      void navigate({
        to: '/plan/$id',
        params: { id: String(session.id) },
        search: ({ tab }) => ({
          ...(tab === undefined ? {} : { tab }),
          ...(focused === null ? {} : { node: focused }),
        }),
        replace: true,
      });
    }, restMs);
    return () => window.clearTimeout(timer);
  }, [focused, navigate, session.id]);

  const tab = planTabs.find(({ id }) => id === search.tab);
  return (
    <div ref={frame} className={styles.page}>
      <PlanToolbar
        state={state}
        columns={columns}
        tab={tab?.id ?? 'tree'}
        panel={panel}
        onPanel={showPanel}
        onProblems={() => {
          showPanel(true);
          setPanelTab('problems');
        }}
      />
      <SaveNotice state={state} />
      <div className={styles.body}>
        <div className={styles.main}>
          {tab !== undefined ? (
            <tab.Component view={view} onAllocate={commands.addAt} />
          ) : nodeCount(plan) === 0 ? (
            <EmptyPlan commands={commands} />
          ) : state.rows.entries.length === 0 ? (
            <NothingFound state={state} />
          ) : (
            <PlanTree state={state} columns={columns.shown} />
          )}
        </div>
        {panel && (
          <PlanSidePanel state={state} tab={panelTab} onTab={setPanelTab} onClose={() => showPanel(false)} />
        )}
      </div>
      {commands.question?.is === 'add' && (
        <AddNodeDialog state={state} parent={commands.question.parent} prefix={commands.question.prefix} />
      )}
      {commands.question?.is === 'remove' && <RemoveNodesDialog state={state} ids={commands.question.ids} />}
    </div>
  );
}
