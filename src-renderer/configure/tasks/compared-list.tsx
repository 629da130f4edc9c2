import HistoryIcon from '@mui/icons-material/HistoryOutlined';
import Checkbox from '@mui/material/Checkbox';
import IconButton from '@mui/material/IconButton';
import type { ReactElement } from 'react';
import type { ComparedFile } from '../../../src-core/api/config-files.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { factsOf, isWritable, stateLabels } from './compared-words.ts';
import styles from './tasks.module.css';

interface ComparedListProps {
  readonly files: readonly ComparedFile[];
  readonly shown: string;
  /** Those that are not to be written. */
  readonly left: ReadonlySet<string>;
  onShow(path: string): void;
  onTake(path: string, take: boolean): void;
  onBackups(path: string): void;
}

/** The files with what stands at their places, each to take or leave. */
export function ComparedList({
  files,
  shown,
  left,
  onShow,
  onTake,
  onBackups,
}: ComparedListProps): ReactElement {
  return (
    <ul className={styles.comparedList} aria-label="Files">
      {files.map((file) => {
        const { path, state } = file;
        const name = visibleText(path, 200);
        const writable = isWritable(file);
        return (
          <li key={path} className={styles.compared} data-shown={path === shown}>
            <Checkbox
              checked={writable && !left.has(path)}
              disabled={!writable}
              onChange={(event) => onTake(path, event.target.checked)}
              slotProps={{ input: { 'aria-label': `Write ${name}` } }}
            />
            <button
              type="button"
              className={styles.comparedName}
              aria-pressed={path === shown}
              onClick={() => onShow(path)}
            >
              <span className={styles.mono}>/{name}</span>
              <span className={styles.state} data-state={state}>
                {stateLabels[state]}
              </span>
              <span className={styles.facts}>{factsOf(file)}</span>
            </button>
            <IconButton aria-label={`Backups of ${name}`} title="Backups" onClick={() => onBackups(path)}>
              <HistoryIcon fontSize="inherit" />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}
