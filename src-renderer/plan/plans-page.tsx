import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type ReactElement } from 'react';
import type { PlanInfo } from '../../src-core/api/plans.ts';
import { examplePlan } from '../../src-core/plan/example.ts';
import { formatPlan } from '../../src-core/plan/file.ts';
import { emptyPlan } from '../../src-core/plan/tree.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import AddIcon from '@mui/icons-material/Add';
import ExampleIcon from '@mui/icons-material/AutoAwesomeMosaicOutlined';
import ImportIcon from '@mui/icons-material/FileUploadOutlined';
import OpenIcon from '@mui/icons-material/FolderOpenOutlined';
import type { Sort } from '../components/data-table/column.ts';
import { DataTable } from '../components/data-table/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { formatPlural } from '../components/format.ts';
import { ImportDialog } from './dialogs/transfer/import-dialog.tsx';
import { plansQuery } from './open-sessions.ts';
import { planListColumns, sorted } from './plan-list-columns.tsx';
import { NameDialog, RemovePlanDialog } from './plan-list-dialogs.tsx';
import { usePlanListActions } from './use-plan-list-actions.ts';
import styles from './plan-page.module.css';

const rowKey = (row: PlanInfo): string => String(row.id);
const rowName = (row: PlanInfo): string => visibleText(row.name);

type Question =
  { readonly is: 'create' | 'import' } | { readonly is: 'rename' | 'remove'; readonly plan: PlanInfo };

/** All plans. */
export function PlansPage(): ReactElement {
  const plans = useQuery(plansQuery);
  const navigate = useNavigate();
  const [sort, setSort] = useState<Sort>({ id: 'changed', descending: true });
  const [question, setQuestion] = useState<Question | null>(null);
  const actions = usePlanListActions();
  const rows = useMemo(() => sorted(plans.data ?? [], sort), [plans.data, sort]);
  const columns = useMemo(
    () =>
      planListColumns({
        rename: (plan) => setQuestion({ is: 'rename', plan }),
        remove: (plan) => setQuestion({ is: 'remove', plan }),
        duplicate: (plan) => void actions.duplicate(plan),
        save: (plan) => void actions.save(plan),
      }),
    [actions],
  );
  const close = (): void => setQuestion(null);
  const create = (
    <Button variant="contained" startIcon={<AddIcon />} onClick={() => setQuestion({ is: 'create' })}>
      New plan
    </Button>
  );
  const example = (
    <Button
      color="inherit"
      startIcon={<ExampleIcon />}
      disabled={actions.busy}
      onClick={() => void actions.create(formatPlan(examplePlan()))}
    >
      Start from the example
    </Button>
  );
  return (
    <div className={styles.page}>
      <div className={`${styles.head} ${styles.listHead}`}>
        <h1 className={styles.title}>Plans</h1>
        <span className={styles.count} role="status">
          {plans.data === undefined ? '' : formatPlural(rows.length, 'plan')}
        </span>
        <span className={styles.space} />
        {rows.length > 0 && example}
        <Button
          color="inherit"
          startIcon={<OpenIcon />}
          disabled={actions.busy}
          onClick={() => void actions.openFile()}
        >
          Open a file
        </Button>
        <Button color="inherit" startIcon={<ImportIcon />} onClick={() => setQuestion({ is: 'import' })}>
          Import
        </Button>
        {create}
      </div>
      {plans.error !== null && (
        <div className={styles.notice}>
          <FailureNotice
            error={plans.error}
            what="The plans could not be read"
            retry={() => void plans.refetch()}
          />
        </div>
      )}
      {actions.failure !== null && (
        <Alert severity="error" square onClose={actions.forget}>
          {visibleText(actions.failure, 2000)}
        </Alert>
      )}
      {actions.removed !== null && (
        <Alert
          severity="info"
          square
          onClose={actions.forget}
          action={
            <Button color="inherit" disabled={actions.busy} onClick={() => void actions.restore()}>
              Undo
            </Button>
          }
        >
          Removed “{visibleText(actions.removed.name, 80)}”.
        </Alert>
      )}
      <div className={styles.body}>
        <div className={styles.main}>
          <DataTable
            label="Plans"
            columns={columns}
            count={rows.length}
            rowAt={(index) => rows[index]}
            rowKey={rowKey}
            rowName={rowName}
            sort={sort}
            onSort={setSort}
            onOpen={(row) => void navigate({ to: '/plan/$id', params: { id: String(row.id) } })}
            empty={
              plans.data === undefined ? null : (
                <EmptyState
                  title="No plans yet"
                  action={
                    <div className={styles.choices}>
                      {create}
                      {example}
                    </div>
                  }
                >
                  A plan is a tree of prefixes: what you were given, how it is cut into regions, sites and
                  LANs, and what is still free. Nothing here needs a network. Begin with an empty plan, or
                  look at the example.
                </EmptyState>
              )
            }
          />
        </div>
      </div>
      {question?.is === 'create' && (
        <NameDialog
          title="New plan"
          action="Create"
          name=""
          onClose={close}
          onName={(name) => actions.create(formatPlan(emptyPlan(name)))}
        />
      )}
      {question?.is === 'import' && (
        <ImportDialog
          view={null}
          onCreated={(id) => void navigate({ to: '/plan/$id', params: { id: String(id) } })}
          onClose={close}
        />
      )}
      {question?.is === 'rename' && (
        <NameDialog
          title="Rename the plan"
          action="Rename"
          name={question.plan.name}
          onClose={close}
          onName={(name) => actions.rename(question.plan, name)}
        />
      )}
      {question?.is === 'remove' && (
        <RemovePlanDialog
          plan={question.plan}
          onClose={close}
          onRemove={() => {
            close();
            void actions.remove(question.plan);
          }}
        />
      )}
    </div>
  );
}
