import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState, type ReactElement } from 'react';
import type { ComparedFile } from '../../../src-core/api/config-files.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { diffTexts } from '../../../src-core/writers/diff.ts';
import { api } from '../../app/api.ts';
import { announce } from '../../components/announcer.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { formatCount } from '../../components/format.ts';
import { MomentText } from '../../components/time-text.tsx';
import { DiffPane } from '../diff/diff-pane.tsx';
import styles from './tasks.module.css';

interface BackupsDialogProps {
  readonly folder: string;
  /** The file as it was compared. */
  readonly file: ComparedFile;
  onClose(): void;
  onRestored(): void;
}

/** The old files beside a file: what each would change, and the way back to it. */
export function BackupsDialog({ folder, file, onClose, onRestored }: BackupsDialogProps): ReactElement {
  const id = useId();
  const { path } = file;
  const [chosen, setChosen] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const backups = useQuery({
    queryKey: ['config-files', 'backups', folder, path],
    queryFn: () => api.configFiles.backups({ folder, path }),
    staleTime: 0,
    gcTime: 0,
  });
  const shown = backups.data?.find(({ name }) => name === chosen) ?? backups.data?.[0];
  const texts = useQuery({
    queryKey: ['config-files', 'backup', folder, path, shown?.name, file.token],
    queryFn: async () => {
      const [backup, [now]] = await Promise.all([
        api.configFiles.backup({ folder, path, backup: shown?.name ?? '' }),
        // What is there is told with its text only where it differs from what is asked with.
        api.configFiles.compare({ folder, files: [{ path, text: '', executable: false }] }),
      ]);
      return {
        backup: backup.text,
        now: now?.text ?? (now?.state === 'absent' || now?.size === 0 ? '' : null),
      };
    },
    enabled: shown !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
  const hunks = useMemo(() => {
    if (texts.data === undefined || texts.data.backup === null || texts.data.now === null) return null;
    return diffTexts(texts.data.now, texts.data.backup);
  }, [texts.data]);
  const restore = async (backup: string, expected: string): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const done = await api.configFiles.restore({ folder, path, backup, expected });
      announce(
        done.backup === null ? `Restored /${path}` : `Restored /${path}; what stood there is ${done.backup}`,
      );
      onRestored();
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Dialog open fullWidth maxWidth="md" aria-labelledby={id} onClose={onClose}>
      <DialogTitle id={id} sx={{ fontSize: 16, fontWeight: 650, padding: '14px 20px 10px' }}>
        Backups of /{visibleText(path, 120)}
      </DialogTitle>
      <DialogContent dividers sx={{ padding: 0, height: 460, display: 'flex', flexDirection: 'column' }}>
        {backups.error !== null && (
          <FailureNotice error={backups.error} what="The backups could not be listed" />
        )}
        {failure !== null && <FailureNotice error={failure} what="It was not restored" />}
        {backups.data?.length === 0 && <p className={styles.reason}>There is none beside the file.</p>}
        <ul className={styles.comparedList} aria-label="Backups">
          {backups.data?.map(({ name, at, size }) => (
            <li key={name} className={styles.compared} data-shown={name === shown?.name}>
              <button
                type="button"
                className={styles.comparedName}
                aria-pressed={name === shown?.name}
                onClick={() => setChosen(name)}
              >
                <MomentText at={at} />
                <span className={styles.facts}>
                  {formatCount(size)} bytes, {visibleText(name, 120)}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {shown !== undefined && (
          <DiffPane
            label="What restoring would change"
            hunks={hunks}
            same="It is the same as what is there."
            unknown={texts.isPending ? 'Reading…' : 'It cannot be shown.'}
          />
        )}
      </DialogContent>
      <DialogActions sx={{ padding: '10px 20px' }}>
        <Button color="inherit" onClick={onClose}>
          Close
        </Button>
        <Button
          variant="contained"
          disabled={shown === undefined || file.token === null || busy}
          onClick={() => {
            if (shown !== undefined && file.token !== null) void restore(shown.name, file.token);
          }}
        >
          Restore
        </Button>
      </DialogActions>
    </Dialog>
  );
}
