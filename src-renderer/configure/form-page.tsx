import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactElement,
} from 'react';
import type { Preview, Problem } from '../../src-core/api/writers.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import type { ConfigureSession } from './configure-session.ts';
import { FilesPane } from './files-pane.tsx';
import { FormPane } from './form/form-pane.tsx';
import { useForm } from './form/use-form.ts';
import { FormToolbar } from './form-toolbar.tsx';
import { sessionQuery } from './open-sessions.ts';
import { ProblemStrip } from './problem-strip.tsx';
import { Splitter, useSplit } from './splitter.tsx';
import { ChecksPanel } from './tasks/checks-panel.tsx';
import { ComparePanel } from './tasks/compare-panel.tsx';
import { CommandsPanel } from './tasks/commands-panel.tsx';
import { LeftLines } from './tasks/left-lines.tsx';
import tasks from './tasks/tasks.module.css';
import { useCheck } from './tasks/use-check.ts';
import { useCompare } from './tasks/use-compare.ts';
import { useUndoKeys } from './use-undo-keys.ts';
import { viewTabs, type ViewTab } from './view-tabs.ts';
import styles from './form-page.module.css';

const route = getRouteApi('/configure/$id');
const noProblems: readonly Problem[] = [];

/** One form with its files. */
export function FormPage(): ReactElement {
  const { id } = route.useParams();
  const session = useQuery(sessionQuery(id));
  if (session.data !== undefined) return <OpenForm key={session.data.key} session={session.data} />;
  if (session.error === null) return <p className={styles.opening}>Opening the form…</p>;
  return (
    <div className={styles.opening}>
      <FailureNotice
        error={session.error}
        what="The form could not be opened"
        retry={() => void session.refetch()}
      />
      <p>
        <Link to="/configure">All formats</Link>
      </p>
    </div>
  );
}

function OpenForm({ session }: { readonly session: ConfigureSession }): ReactElement {
  const { draft, history, preview } = useSyncExternalStore(session.subscribe, session.view);
  const form = useForm(session);
  const { actions } = form;
  const [focused, setFocused] = useState('');
  const [tab, setTab] = useState<ViewTab>('files');
  // Counts how often the button of the page asked for the comparison: the focus goes there, and not from the tabs.
  const [asked, setAsked] = useState(0);
  const [file, setFile] = useState<string | null>(null);
  const [line, setLine] = useState<{ readonly file: string; readonly line: number } | null>(null);
  const split = useSplit();
  const check = useCheck(draft.writer, history.values);
  const compare = useCompare(preview.behind ? null : preview.shown, tab === 'compare');
  // The file is drawn when there is time for it: the next key comes first.
  const shown = useDeferredValue(preview.shown);
  const problems = shown?.problems ?? noProblems;
  useEffect(() => {
    document.title = `${visibleText(draft.name, 80)} · Linkscope`;
  }, [draft.name]);
  useUndoKeys(session);
  const toField = useCallback((path: string) => actions.reveal(path), [actions]);
  const checks = useMemo(
    () => (check.outdated ? [] : (check.results ?? [])),
    [check.outdated, check.results],
  );
  return (
    <div className={styles.page}>
      <FormToolbar
        session={session}
        draft={draft}
        history={history}
        checking={check.busy}
        usable={preview.shown?.usable === true}
        onCheck={() => {
          setTab('checks');
          check.run();
        }}
        onCompare={() => {
          setTab('compare');
          setAsked((before) => before + 1);
        }}
      />
      {preview.failure !== null && (
        <FailureNotice error={preview.failure} what="The files could not be made" retry={session.retry} />
      )}
      <div className={styles.body} style={{ '--split': `${split.share * 100}%` }}>
        <div className={styles.form}>
          <ProblemStrip problems={shown?.problems ?? null} model={session.model} onField={toField} />
          {draft.left.length > 0 && (
            <details className={styles.leftOver}>
              <summary>What the old file had beside</summary>
              <LeftLines left={draft.left} />
            </details>
          )}
          <div className={styles.fields}>
            <FormPane
              model={session.model}
              values={history.values}
              base={draft.base}
              problems={problems}
              form={form}
              onFocus={setFocused}
            />
          </div>
        </div>
        <Splitter split={split} />
        <div className={styles.view}>
          <ViewTabs
            tab={tab}
            preview={shown}
            onTab={(next) => {
              setTab(next);
              setAsked(0);
            }}
          />
          <div
            className={styles.stage}
            role="tabpanel"
            aria-label={viewTabs.find(({ id }) => id === tab)?.label}
          >
            {shown !== null && tab === 'files' && (
              <FilesPane
                preview={shown}
                checks={checks}
                file={file}
                path={focused}
                line={line}
                onFile={setFile}
                onField={toField}
              />
            )}
            {tab === 'checks' && (
              <ChecksPanel
                writer={session.writer}
                check={check}
                usable={preview.shown?.usable === true}
                onCheck={check.run}
                onLine={(path, at) => {
                  setFile(path);
                  setLine({ file: path, line: at - 1 });
                  setTab('files');
                }}
              />
            )}
            {shown !== null && tab === 'compare' && (
              <ComparePanel
                preview={shown}
                compare={compare}
                folder={draft.folder}
                asked={asked}
                onFolder={(folder) => session.note({ folder })}
              />
            )}
            {shown !== null && tab === 'commands' && <CommandsPanel preview={shown} />}
            {shown === null && tab !== 'checks' && (
              <p className={tasks.quiet}>{preview.behind ? 'Making the files…' : ''}</p>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

interface ViewTabsProps {
  readonly tab: ViewTab;
  readonly preview: Preview | null;
  onTab(tab: ViewTab): void;
}

function ViewTabs({ tab, preview, onTab }: ViewTabsProps): ReactElement {
  const order = viewTabs.map(({ id }) => id);
  return (
    <div
      role="tablist"
      aria-label="What is shown of the files"
      className={styles.tabs}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        const next = order[(order.indexOf(tab) + by + order.length) % order.length];
        if (by === 0 || next === undefined) return;
        event.preventDefault();
        onTab(next);
        event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
      }}
    >
      {viewTabs.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          role="tab"
          data-tab={id}
          aria-selected={id === tab}
          tabIndex={id === tab ? 0 : -1}
          className={styles.tab}
          onClick={() => onTab(id)}
        >
          {label}
          {id === 'files' && preview !== null && preview.files.length > 1 && ` (${preview.files.length})`}
        </button>
      ))}
    </div>
  );
}
