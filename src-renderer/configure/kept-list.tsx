import RemoveIcon from '@mui/icons-material/DeleteOutlined';
import CopyIcon from '@mui/icons-material/ContentCopyOutlined';
import IconButton from '@mui/material/IconButton';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { ConfigurationInfo } from '../../src-core/api/configurations.ts';
import type { WriterSummary } from '../../src-core/api/writers.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { api } from '../app/api.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { AgeText } from '../components/time-text.tsx';
import { configurationsQuery, draftsQuery, dropForm, storedName } from './open-sessions.ts';
import { RemoveDialog } from './tasks/remove-dialog.tsx';
import styles from './configure-page.module.css';

/** What is being worked on, and what is stored. */
export function KeptList({ writers }: { readonly writers: readonly WriterSummary[] }): ReactElement {
  const client = useQueryClient();
  const stored = useQuery(configurationsQuery);
  const drafts = useQuery(draftsQuery);
  const [removing, setRemoving] = useState<ConfigurationInfo | null>(null);
  const titleOf = (id: string): string => writers.find((writer) => writer.id === id)?.title ?? id;
  const open = drafts.data?.filter((draft) => draft.stored === null) ?? [];
  const changed = new Set(drafts.data?.map(({ id }) => id));
  const act = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      announce(`${what}: ${failureText(error)}`, true);
    }
    await client.invalidateQueries({ queryKey: ['configurations'] });
  };
  return (
    <aside className={styles.kept} aria-label="Your configurations">
      <h2 className={styles.group}>Stored</h2>
      {stored.error !== null && <p className={styles.quiet}>{failureText(stored.error)}</p>}
      {stored.data?.length === 0 && (
        <p className={styles.quiet}>
          A form that you save is kept here, and takes part when a plan is renumbered.
        </p>
      )}
      <ul className={styles.keptItems}>
        {stored.data?.map((info) => (
          <li key={info.id} className={styles.keptItem}>
            <Link to="/configure/$id" params={{ id: storedName(info.id) }} className={styles.keptLink}>
              <span className={styles.keptName}>{visibleText(info.name, 120)}</span>
              <span className={styles.quiet}>
                {titleOf(info.writer)}
                {changed.has(storedName(info.id)) ? ', changed and not saved' : ''},{' '}
                <AgeText at={info.updatedAt} />
              </span>
            </Link>
            <IconButton
              aria-label={`Duplicate ${visibleText(info.name, 120)}`}
              title="Duplicate"
              onClick={() =>
                void act('It was not duplicated', () =>
                  api.configurations.duplicate({ id: info.id, name: `${info.name} (copy)`.slice(-200) }),
                )
              }
            >
              <CopyIcon fontSize="inherit" />
            </IconButton>
            <IconButton
              aria-label={`Remove ${visibleText(info.name, 120)}`}
              title="Remove"
              onClick={() => setRemoving(info)}
            >
              <RemoveIcon fontSize="inherit" />
            </IconButton>
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <>
          <h2 className={styles.group}>Drafts</h2>
          <ul className={styles.keptItems}>
            {open.map((draft) => (
              <li key={draft.id} className={styles.keptItem}>
                <Link to="/configure/$id" params={{ id: draft.id }} className={styles.keptLink}>
                  <span className={styles.keptName}>{visibleText(draft.name, 120)}</span>
                  <span className={styles.quiet}>
                    {titleOf(draft.writer)}, <AgeText at={draft.changedAt} />
                  </span>
                </Link>
                <IconButton
                  aria-label={`Remove the draft ${visibleText(draft.name, 120)}`}
                  title="Remove"
                  onClick={() => void act('It was not removed', () => dropForm(draft.id))}
                >
                  <RemoveIcon fontSize="inherit" />
                </IconButton>
              </li>
            ))}
          </ul>
        </>
      )}
      {removing !== null && (
        <RemoveDialog
          name={removing.name}
          onClose={() => setRemoving(null)}
          onRemove={async () => {
            await api.configurations.remove({ id: removing.id });
            await dropForm(storedName(removing.id));
            await client.invalidateQueries({ queryKey: ['configurations'] });
          }}
        />
      )}
    </aside>
  );
}
