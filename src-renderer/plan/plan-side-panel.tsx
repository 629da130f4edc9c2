import CloseIcon from '@mui/icons-material/Close';
import IconButton from '@mui/material/IconButton';
import { useDeferredValue, useMemo, type KeyboardEvent, type ReactElement } from 'react';
import { bitsOf } from '../../src-core/net/address.ts';
import { lengthOf, networkOf, prefixFamily, type Prefix } from '../../src-core/net/prefix.ts';
import type { PlanNode } from '../../src-core/plan/node.ts';
import { ancestors, nodeAt } from '../../src-core/plan/tree.ts';
import { AddressText } from '../components/address-text.tsx';
import { formatCount } from '../components/format.ts';
import { NodeForm } from './node-form.tsx';
import { planSections } from './plan-parts.ts';
import type { PlanView } from './plan-view.ts';
import { ProblemList } from './problem-list.tsx';
import { nodeLabel } from './use-plan-commands.ts';
import type { PlanState } from './use-plan-state.ts';
import styles from './plan-panel.module.css';

type PanelTab = 'details' | 'problems';

interface PlanSidePanelProps {
  readonly state: PlanState;
  readonly tab: PanelTab;
  onTab(tab: PanelTab): void;
  onClose(): void;
}

/** The panel at the right: all that is said of the focused node, or what the rules find in the plan. */
export function PlanSidePanel({ state, tab, onTab, onClose }: PlanSidePanelProps): ReactElement {
  const { view, problems } = state;
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const row = document.querySelector<HTMLElement>('[role="treegrid"] [role="row"][tabindex="0"]');
    event.preventDefault();
    row?.focus();
  };
  const tabs = [
    ['details', 'Details'],
    ['problems', `Problems (${formatCount(problems.all.length)})`],
  ] as const;
  return (
    <aside className={styles.panel} aria-label="Details and problems" onKeyDown={press}>
      <div className={styles.panelHead}>
        {tabs.map(([id, label]) => (
          <button
            key={id}
            type="button"
            aria-pressed={tab === id}
            className={tab === id ? `${styles.tab} ${styles.currentTab}` : styles.tab}
            onClick={() => onTab(id)}
          >
            {label}
          </button>
        ))}
        <span className={styles.space} />
        <IconButton aria-label="Close the panel" onClick={onClose}>
          <CloseIcon fontSize="inherit" />
        </IconButton>
      </div>
      {tab === 'problems' ? (
        <ProblemList state={state} />
      ) : (
        <div className={styles.scroll}>
          <Details view={view} onAllocate={state.commands.addAt} />
        </div>
      )}
    </aside>
  );
}

/** The addresses of a node that is one host. */
function hostAddresses({ ipv6, ipv4 }: PlanNode) {
  return [ipv6, ipv4].flatMap((prefix) =>
    prefix !== null && lengthOf(prefix) === bitsOf(prefixFamily(prefix)) ? [networkOf(prefix)] : [],
  );
}

interface DetailsProps {
  readonly view: PlanView;
  onAllocate(prefix: Prefix): void;
}

function Details({ view, onAllocate }: DetailsProps): ReactElement {
  const { plan } = view;
  // The arrow keys of the tree do not wait for the form of each node that they pass.
  const later = useDeferredValue(view);
  const { focused } = later;
  const node = focused === null ? undefined : nodeAt(plan, focused);
  const above = useMemo(
    () => (node === undefined ? [] : [...ancestors(plan, node.id)].reverse()),
    [plan, node],
  );
  if (node === undefined)
    return <p className={styles.hint}>Choose a node in the tree to see and change what is planned of it.</p>;
  return (
    <>
      {above.length > 0 && (
        <nav className={styles.path} aria-label="Above this node">
          {above.map((entry) => (
            <button
              key={entry.node.id}
              type="button"
              className={styles.step}
              onClick={() => view.select([entry.node.id])}
            >
              {nodeLabel(entry.node)}
            </button>
          ))}
        </nav>
      )}
      <h2 className={styles.title}>{nodeLabel(node)}</h2>
      {hostAddresses(node).map((address) => (
        <div key={address} className={styles.hostAddress}>
          <AddressText target={{ address }} />
        </div>
      ))}
      <NodeForm key={node.id} plan={plan} apply={view.apply} node={node} />
      {planSections.map(({ id, label, Component }) => (
        <section key={id} aria-label={label}>
          <h3 className={styles.heading}>{label}</h3>
          <Component view={later} onAllocate={onAllocate} />
        </section>
      ))}
    </>
  );
}
