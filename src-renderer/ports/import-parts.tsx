import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useRef, type ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { formatCount, formatPlural } from '../components/format.ts';
import type { NmapImport } from './nmap-import.ts';
import type { NmapFile } from './use-nmap-import.ts';
import styles from './ports-page.module.css';

/** How far the reading of a file is. */
export function ReadingNote({ file }: { readonly file: NmapFile }): ReactElement {
  return (
    <div>
      <LinearProgress variant="determinate" value={file.percent} aria-label="Import: progress" />
      <div className={styles.bar}>
        <span>Reading {visibleText(file.name, 120)}</span>
        <span className={styles.count}>
          {file.percent} %, {formatPlural(file.hosts, 'host')}
        </span>
      </div>
    </div>
  );
}

/** What a file says of the scan that it holds. */
export function ImportNote({ imported }: { readonly imported: NmapImport }): ReactElement {
  const { hosts } = imported.table.results();
  return (
    <div className={styles.bar} role="status">
      <span>
        Imported from {imported.scanner}
        {imported.at !== null && ` of ${new Date(imported.at).toISOString()}`}:{' '}
        <code>{visibleText(imported.command, 200)}</code>, {formatCount(hosts.length)}{' '}
        {hosts.length === 1 ? 'host' : 'hosts'}
      </span>
      {imported.warnings.map((warning) => (
        <span key={warning} className={styles.count}>
          {warning}
        </span>
      ))}
    </div>
  );
}

/** Asks for a file; while one is read the same button ends that. */
export function ImportButton(props: {
  readonly disabled: boolean;
  readonly reading: boolean;
  onFile(file: File): void;
  onStop(): void;
}): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".xml,text/xml"
        hidden
        aria-label="XML file of nmap"
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file !== undefined) props.onFile(file);
        }}
      />
      <Button
        color="inherit"
        disabled={props.disabled}
        onClick={() => (props.reading ? props.onStop() : input.current?.click())}
      >
        {props.reading ? 'Stop reading' : 'Import nmap XML'}
      </Button>
    </>
  );
}
