import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import { nodeCount } from '../../../../src-core/plan/tree.ts';
import { announce } from '../../../components/announcer.tsx';
import { copyText } from '../../../components/clipboard.ts';
import { formatCount, formatPlural } from '../../../components/format.ts';
import { saveFile } from '../../../components/save-file.ts';
import type { PlanView } from '../../plan-view.ts';
import { ChoiceLine } from '../shell/fields.tsx';
import { tried } from '../shell/outcome.ts';
import { PlanDialog } from '../shell/plan-dialog.tsx';
import shell from '../shell/shell.module.css';
import { nodeTitle } from '../shell/targets.ts';
import {
  exportFiles,
  exportFormats,
  readPrefixLines,
  serialOf,
  subtreeOf,
  topPrefixes,
  type ExportFormat,
} from './export-files.ts';
import { printPlan } from './print-plan.tsx';
import { readZoneFields, ZoneFields, type ZoneTexts } from './zone-fields.tsx';
import styles from './transfer.module.css';

interface ExportDialogProps {
  readonly view: PlanView;
  /** The node that the keyboard is on, to export only what is below it. */
  readonly node: PlanNode | null;
  onClose(): void;
}

const formatTexts: Record<ExportFormat, { readonly label: string; readonly why: string }> = {
  plan: {
    label: 'Plan file (JSON)',
    why: 'All of it, a node a line, in an order that stays: made to be kept in git.',
  },
  csv: { label: 'CSV table', why: 'All of it as a table; imported again it is the same plan.' },
  'netbox-prefixes': { label: 'NetBox prefixes (CSV)', why: 'For the bulk import of prefixes in NetBox.' },
  'netbox-vlans': { label: 'NetBox VLANs (CSV)', why: 'For the bulk import of VLANs in NetBox.' },
  markdown: { label: 'Markdown table', why: 'For a wiki or a README.' },
  zones: {
    label: 'BIND zones, forward and reverse',
    why: 'A file for each zone: ip6.arpa cut by nibble (RFC 3596), in-addr.arpa by octet, and by RFC 2317 beyond a /24. Nodes with the role host get names.',
  },
  hosts: { label: '/etc/hosts', why: 'A line for each node with the role host.' },
  print: { label: 'Page to print', why: 'Opens the print dialog, which also saves a PDF.' },
};

/** How much of a file is shown before it is saved, in characters. */
const shownText = 4000;

/** Writes the plan, or a part of it, in the format of another program. */
export function ExportDialog({ view, node, onClose }: ExportDialogProps): ReactElement {
  const [format, setFormat] = useState<ExportFormat>('plan');
  const [part, setPart] = useState<'all' | 'node'>('all');
  const plan = useMemo(
    () => (part === 'node' && node !== null ? subtreeOf(view.plan, node.id) : view.plan),
    [view.plan, part, node],
  );
  const [texts, setTexts] = useState<ZoneTexts>(() => ({
    domain: 'example.org',
    server: 'ns1.example.net',
    contact: 'hostmaster.example.net',
    serial: String(serialOf(new Date())),
    ttl: '3600',
    reverse: null,
  }));
  const reverse = texts.reverse ?? topPrefixes(plan).join('\n');
  const settings = useDeferredValue(texts);
  const { problems } = readZoneFields(texts);
  const fieldsRead = Object.keys(problems).length === 0;
  const outcome = useMemo(
    () =>
      tried(() => {
        const fields = readZoneFields(settings);
        const prefixes =
          format === 'zones' ? readPrefixLines(settings.reverse ?? topPrefixes(plan).join('\n')) : [];
        return exportFiles(plan, format, { zone: fields.zone, reverse: prefixes });
      }),
    [plan, format, settings],
  );
  const zoned = format === 'zones' || format === 'hosts';
  const files = outcome.value ?? [];
  const [shown, setShown] = useState(0);
  const file = files[shown] ?? files[0];
  const done = async (): Promise<void> => {
    if (format === 'print') {
      await printPlan(plan);
      onClose();
      return;
    }
    // One after the other: browsers ask once whether a page may save several.
    for (const each of files) await saveFile(each);
    onClose();
  };
  return (
    <PlanDialog
      title="Export"
      action={format === 'print' ? 'Print…' : files.length > 1 ? `Save ${files.length} files` : 'Save'}
      width="md"
      ready={outcome.problem === null && (!zoned || fieldsRead)}
      aside={
        file === undefined ? null : (
          <Button
            color="inherit"
            onClick={() => {
              void copyText(file.text).then((copied) =>
                announce(
                  copied ? `Copied ${file.fileName}` : 'The system did not let the page copy',
                  !copied,
                ),
              );
            }}
          >
            Copy the text
          </Button>
        )
      }
      onDo={done}
      onClose={onClose}
    >
      <div className={shell.stack}>
        <div className={shell.pair}>
          <ChoiceLine
            first
            label="Format"
            value={format}
            choices={exportFormats.map((value) => ({ value, label: formatTexts[value].label }))}
            onChange={(next) => {
              setFormat(next);
              setShown(0);
            }}
          />
          {node !== null && (
            <ChoiceLine
              label="What"
              value={part}
              choices={[
                { value: 'all', label: `The whole plan, ${formatPlural(nodeCount(view.plan), 'node')}` },
                { value: 'node', label: `${nodeTitle(node)} and all below` },
              ]}
              onChange={setPart}
            />
          )}
        </div>
        <p className={shell.quiet}>{formatTexts[format].why}</p>
        {zoned && (
          <ZoneFields
            texts={texts}
            reverse={reverse}
            problems={problems}
            zones={format === 'zones'}
            onChange={setTexts}
          />
        )}
        {outcome.problem !== null && (!zoned || fieldsRead) && (
          <Alert severity="error">{visibleText(outcome.problem, 500)}</Alert>
        )}
        {files.length > 1 && (
          <ChoiceLine
            label={`${files.length} files`}
            value={String(shown)}
            choices={files.map((each, index) => ({ value: String(index), label: each.fileName }))}
            onChange={(value) => setShown(Number(value))}
          />
        )}
        {file !== undefined && (
          <>
            <pre className={styles.preview} tabIndex={0} aria-label={`Beginning of ${file.fileName}`}>
              {file.text
                .slice(0, shownText)
                .split('\n')
                .map((line) => visibleText(line, 300))
                .join('\n')}
            </pre>
            <p className={shell.quiet}>
              {file.fileName}, {formatCount(file.text.length)} characters
              {file.text.length > shownText && '; only the beginning is shown'}
            </p>
          </>
        )}
      </div>
    </PlanDialog>
  );
}
