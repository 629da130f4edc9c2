import PlanIcon from '@mui/icons-material/AccountTreeOutlined';
import RenumberIcon from '@mui/icons-material/PinOutlined';
import ReadIcon from '@mui/icons-material/FileOpenOutlined';
import Button from '@mui/material/Button';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useId, useState, type ReactElement } from 'react';
import type { WriterSummary } from '../../src-core/api/writers.ts';
import { api } from '../app/api.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { formatPlural } from '../components/format.ts';
import { useRemembered } from '../components/remembered.ts';
import { KeptList } from './kept-list.tsx';
import { beginForm, writersQuery } from './open-sessions.ts';
import { PlanSubject, usePlanSubject } from './plan-subject.tsx';
import { PlanNodeDialog } from './tasks/plan-node-dialog.tsx';
import { ReadDialog } from './tasks/read-dialog.tsx';
import { bestOf, sectionsOf } from './writer-groups.ts';
import styles from './configure-page.module.css';

const route = getRouteApi('/configure');
const isText = (value: unknown): value is string => typeof value === 'string';

/** Where a configuration begins: a writer, a node of a plan, an old file, or one that was stored. */
export function ConfigurePage(): ReactElement {
  const hint = useId();
  const navigate = useNavigate();
  const { plan, node } = route.useSearch();
  const writers = useQuery(writersQuery);
  const subject = usePlanSubject(plan, node);
  const [search, setSearch] = useRemembered('configure-search', '', isText);
  const [question, setQuestion] = useState<'plan' | 'read' | null>(null);
  const offered = (writers.data ?? []).filter((writer) => plan === undefined || writer.takesPlan);
  const sections = sectionsOf(offered, search);
  const count = sections.reduce((sum, section) => sum + section.writers.length, 0);

  const begin = async (writer: WriterSummary): Promise<void> => {
    try {
      const id = await beginForm(
        plan === undefined || node === undefined
          ? { writer }
          : {
              writer,
              name: subject.name === null ? writer.title : `${writer.title}, ${subject.name}`.slice(0, 200),
              plan: { planId: plan, nodeId: node },
              ...(await api.configurations.fromPlan({
                writer: writer.id,
                plan: { planId: plan, nodeId: node },
              })),
            },
      );
      await navigate({ to: '/configure/$id', params: { id } });
    } catch (error) {
      announce(`The form could not be begun: ${failureText(error)}`, true);
    }
  };

  const first = search.trim() === '' ? undefined : bestOf(sections, search);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>Configure</h1>
        <form
          role="search"
          className={styles.search}
          onSubmit={(event) => {
            event.preventDefault();
            if (first !== undefined) void begin(first);
          }}
        >
          <OutlinedInput
            fullWidth
            value={search}
            placeholder="Program, file or purpose"
            inputProps={{
              'aria-label': 'Search for a format',
              'aria-describedby': hint,
              type: 'search',
              spellCheck: false,
            }}
            onChange={(event) => setSearch(event.target.value)}
          />
          <span id={hint} hidden>
            {first === undefined ? '' : `Enter begins ${first.title}`}
          </span>
        </form>
        <span className={styles.count} role="status">
          {writers.data === undefined ? '' : formatPlural(count, 'format')}
        </span>
        <span className={styles.space} />
        <Button color="inherit" startIcon={<PlanIcon />} onClick={() => setQuestion('plan')}>
          From a plan
        </Button>
        <Button
          color="inherit"
          startIcon={<RenumberIcon />}
          onClick={() => void navigate({ to: '/configure/renumber', search: {} })}
        >
          Renumber
        </Button>
        <Button color="inherit" startIcon={<ReadIcon />} onClick={() => setQuestion('read')}>
          Read an old file
        </Button>
      </div>
      <PlanSubject subject={subject} onClear={() => void navigate({ to: '/configure', search: {} })} />
      <div className={styles.body}>
        <div className={styles.main}>
          {writers.error !== null && (
            <FailureNotice
              error={writers.error}
              what="The formats could not be read"
              retry={() => void writers.refetch()}
            />
          )}
          {writers.data !== undefined && count === 0 && (
            <EmptyState title="No format has these words">
              Search for the name of a program, of a file, or for what it does.
            </EmptyState>
          )}
          {sections.map(({ group, label, writers: own }) => (
            <section key={group} className={styles.section} aria-labelledby={`writers-${group}`}>
              <h2 id={`writers-${group}`} className={styles.group}>
                {label}
              </h2>
              <ul className={styles.writers}>
                {own.map((writer) => (
                  <li key={writer.id}>
                    <button type="button" className={styles.writer} onClick={() => void begin(writer)}>
                      <span className={styles.writerTitle}>
                        {writer.title}
                        {writer === first && (
                          <kbd className={styles.enter} aria-hidden="true">
                            Enter
                          </kbd>
                        )}
                      </span>
                      <span className={styles.about}>{writer.about}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        <KeptList writers={writers.data ?? []} />
      </div>
      {question === 'plan' && (
        <PlanNodeDialog
          onClose={() => setQuestion(null)}
          onChoose={(link) =>
            void navigate({ to: '/configure', search: { plan: link.planId, node: link.nodeId } })
          }
        />
      )}
      {question === 'read' && (
        <ReadDialog
          writers={(writers.data ?? []).filter(({ reads }) => reads)}
          onClose={() => setQuestion(null)}
          onRead={async (writer, { values, left }, name) => {
            const id = await beginForm({ writer, values, left, name });
            await navigate({ to: '/configure/$id', params: { id } });
          }}
        />
      )}
    </div>
  );
}
