import BackIcon from '@mui/icons-material/ArrowBack';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useId, useState, type ReactElement } from 'react';
import type { RenumberPreview } from '../../../src-core/api/configurations.ts';
import { ParseError } from '../../../src-core/net/parse-error.ts';
import { parsePrefix, type Prefix } from '../../../src-core/net/prefix.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { api, queryClient } from '../../app/api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { formatPlural } from '../../components/format.ts';
import { sessionQuery as planQuery } from '../../plan/open-sessions.ts';
import { DiffPane } from '../diff/diff-pane.tsx';
import { forgetStored } from '../open-sessions.ts';
import { PlanSubject, usePlanSubject } from '../plan-subject.tsx';
import { PlanNodeDialog } from '../tasks/plan-node-dialog.tsx';
import { fileKey, isRefused, nothingLeft, takenOf, type Left } from './renumber-choice.ts';
import { RenumberList } from './renumber-list.tsx';
import styles from './renumber-page.module.css';

const route = getRouteApi('/configure/renumber');

type Read = { readonly value: Prefix } | { readonly problem: string };

/** One prefix of a plan changes: every file of every stored form that the plan feeds, each to take or to leave. */
export function RenumberPage(): ReactElement {
  const { plan, node } = route.useSearch();
  const navigate = useNavigate();
  const client = useQueryClient();
  const id = useId();
  const subject = usePlanSubject(plan, node);
  const [choosing, setChoosing] = useState(false);
  const [text, setText] = useState('');
  const [left, setLeft] = useState<Left>(nothingLeft);
  const [shown, setShown] = useState<string | null>(null);
  const read = readPrefix(text);
  const look = useMutation({
    mutationFn: async (to: Prefix) => {
      if (plan === undefined || node === undefined) throw new TypeError('no node was chosen');
      // What was typed into the plan a moment ago counts.
      await (await queryClient.fetchQuery(planQuery(plan))).flush();
      return { to, preview: await api.configurations.renumberPreview({ planId: plan, nodeId: node, to }) };
    },
    onSuccess: () => {
      // What was left stays left: after a failure it is looked at again, and nobody chooses among hundreds twice.
      take.reset();
    },
  });
  const take = useMutation({
    mutationFn: async ({ to, preview }: { readonly to: Prefix; readonly preview: RenumberPreview }) => {
      if (plan === undefined || node === undefined) throw new TypeError('no node was chosen');
      const { planRevision } = preview;
      const configurations = takenOf(preview, left);
      const done = await api.configurations.renumberTake({
        planId: plan,
        nodeId: node,
        to,
        planRevision,
        configurations,
      });
      for (const { info } of done.configurations) await forgetStored(info.id);
      return done;
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['configurations'] });
      await client.invalidateQueries({ queryKey: ['plans'] });
    },
  });
  const { data } = look;
  const preview = data?.preview;
  const misfits = preview?.rows.filter(({ after }) => after === null) ?? [];
  const taken = preview === undefined ? [] : takenOf(preview, left);
  const writes = taken.reduce((sum, { files }) => sum + files.length, 0);
  const all = preview?.configurations.flatMap((one) => one.files.map((file) => ({ one, file }))) ?? [];
  const current =
    all.find(({ one, file }) => fileKey(one.id, file.path) === shown) ??
    all.find(({ file }) => file.hunks.length > 0);
  const problem = text.trim() !== '' && 'problem' in read ? read.problem : undefined;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <IconButton
          aria-label="All formats"
          title="All formats"
          onClick={() => void navigate({ to: '/configure', search: {} })}
        >
          <BackIcon />
        </IconButton>
        <h1 className={styles.title}>Renumber files</h1>
        <form
          className={styles.ask}
          onSubmit={(event) => {
            event.preventDefault();
            if ('value' in read && subject.chosen) look.mutate(read.value);
          }}
        >
          <Button color="inherit" variant="outlined" onClick={() => setChoosing(true)}>
            {subject.chosen
              ? `${subject.name ?? '…'} of ${subject.planName ?? '…'}`
              : 'Choose a node of a plan…'}
          </Button>
          <label htmlFor={id}>becomes</label>
          <OutlinedInput
            id={id}
            value={text}
            placeholder="New prefix, as 2001:db8:2::/48"
            error={problem !== undefined}
            inputProps={{
              'aria-label': 'New prefix',
              'aria-describedby': `${id}-below`,
              spellCheck: false,
              autoComplete: 'off',
            }}
            sx={{ width: 190 }}
            onChange={(event) => setText(event.target.value)}
          />
          <Button
            type="submit"
            color="inherit"
            variant="outlined"
            disabled={!subject.chosen || !('value' in read) || look.isPending}
          >
            {look.isPending ? 'Looking…' : 'Show changes'}
          </Button>
        </form>
        <Button
          variant="contained"
          sx={{ marginLeft: 'auto' }}
          disabled={data === undefined || misfits.length > 0 || take.isPending || take.isSuccess}
          onClick={() => data !== undefined && take.mutate(data)}
        >
          {take.isPending
            ? 'Renumbering…'
            : writes > 0
              ? `Renumber and write ${formatPlural(writes, 'file')}`
              : 'Renumber'}
        </Button>
      </div>
      <p id={`${id}-below`} className={styles.problem} role="status">
        {problem}
      </p>
      {subject.failure !== null && (
        <PlanSubject
          subject={subject}
          onClear={() => void navigate({ to: '/configure/renumber', search: {} })}
        />
      )}
      {look.error !== null && <FailureNotice error={look.error} what="It could not be reckoned" />}
      {take.error !== null && <FailureNotice error={take.error} what="Nothing was renumbered" />}
      {take.isSuccess && (
        <p className={styles.done} role="status">
          Renumbered the plan and {formatPlural(take.data.configurations.length, 'stored form')};{' '}
          {formatPlural(
            take.data.configurations.reduce((sum, { written }) => sum + written.length, 0),
            'file',
          )}{' '}
          written.
        </p>
      )}
      {misfits.length > 0 && (
        <p className={styles.misfits} role="alert">
          {formatPlural(misfits.length, 'prefix', 'prefixes')} would not fit into the new one, as{' '}
          {visibleText(misfits[0]?.name ?? '', 80)} {misfits[0]?.before}: nothing can be taken.
        </p>
      )}
      {preview === undefined ? (
        <EmptyState title="One prefix, every file">
          Choose a node of a plan and its new prefix. Every stored form that is tied to the plan shows what
          would change in its files; nothing is written before you say so.
        </EmptyState>
      ) : (
        <div className={styles.body}>
          <div className={styles.list}>
            <p className={styles.count}>
              {formatPlural(preview.rows.length, 'prefix', 'prefixes')} of the plan and{' '}
              {formatPlural(all.filter(({ file }) => file.change !== 'same').length, 'file')} of{' '}
              {formatPlural(preview.configurations.length, 'stored form')} change.
            </p>
            <RenumberList
              preview={preview}
              left={left}
              shown={current === undefined ? null : fileKey(current.one.id, current.file.path)}
              locked={take.isPending || take.isSuccess}
              onLeft={setLeft}
              onShow={setShown}
            />
          </div>
          <div className={styles.diff}>
            {current !== undefined && (
              <>
                <p className={styles.fileName}>
                  {visibleText(current.one.name, 80)}: /{visibleText(current.file.path, 200)}
                </p>
                {isRefused(current.file) && (
                  <p className={styles.refusedNote}>
                    It cannot be written: {visibleText(current.file.disk?.reason ?? '', 400)}
                  </p>
                )}
                {current.file.edited && (
                  <p className={styles.editedNote}>
                    On disk is another text than the form gives now: it would be replaced, and kept as a
                    backup.
                  </p>
                )}
                <DiffPane
                  label={`Differences of ${current.file.path}`}
                  hunks={current.file.hunks}
                  same="This file stays as it is."
                  unknown=""
                />
              </>
            )}
          </div>
        </div>
      )}
      {choosing && (
        <PlanNodeDialog
          title="Choose what is renumbered"
          onClose={() => setChoosing(false)}
          onChoose={(link) => {
            setLeft(nothingLeft);
            void navigate({ to: '/configure/renumber', search: { plan: link.planId, node: link.nodeId } });
          }}
        />
      )}
    </div>
  );
}

function readPrefix(text: string): Read {
  try {
    return { value: parsePrefix(text.trim()) };
  } catch (error) {
    if (error instanceof ParseError) return { problem: error.message };
    throw error;
  }
}
