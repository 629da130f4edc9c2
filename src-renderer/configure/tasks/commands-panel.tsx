import CopyIcon from '@mui/icons-material/ContentCopyOutlined';
import IconButton from '@mui/material/IconButton';
import type { ReactElement } from 'react';
import type { Preview } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { copyAndTell } from '../../components/announcer.tsx';
import styles from './tasks.module.css';

/** What puts the files to work and what takes them back; for the person to run. */
export function CommandsPanel({ preview }: { readonly preview: Preview }): ReactElement {
  return (
    <div className={styles.panel}>
      <p className={styles.quiet}>Linkscope never runs these: copy them to where the files belong.</p>
      <CommandList title="Put the files to work" commands={preview.apply} />
      <CommandList title="Take them back" commands={preview.undo} />
    </div>
  );
}

function CommandList({
  title,
  commands,
}: {
  readonly title: string;
  readonly commands: Preview['apply'];
}): ReactElement {
  return (
    <section>
      <h2 className={styles.heading}>{title}</h2>
      {commands.length === 0 && <p className={styles.quiet}>Nothing is needed.</p>}
      <ul className={styles.commands}>
        {commands.map(({ text, about }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the same command may stand there twice
          <li key={index} className={styles.command}>
            <span className={styles.commandText}>
              <code>{visibleText(text, 2000)}</code>
              <p className={styles.quiet}>{visibleText(about, 500)}</p>
            </span>
            <IconButton
              aria-label={`Copy ${visibleText(text, 80)}`}
              title="Copy"
              onClick={() => void copyAndTell(text)}
            >
              <CopyIcon fontSize="inherit" />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
