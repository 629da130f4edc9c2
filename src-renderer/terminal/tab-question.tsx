import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { formatPlural } from '../components/format.ts';
import { linesOf } from './pasted-text.ts';
import { largestPaste, type TabQuestion } from './terminal-tab.ts';
import styles from './terminal.module.css';

/** Lines of a paste that are shown before it is done. */
const shownLines = 12;

interface Asked {
  readonly title: string;
  readonly lines: readonly string[];
  /** Null where it cannot be done. */
  readonly yes: string | null;
}

function asked({ about, text }: TabQuestion): Asked {
  if (about === 'link') return { title: 'Open this link in the browser?', lines: [text], yes: 'Open' };
  if (text.length > largestPaste)
    return { title: 'This is too much to paste: send it as a file', lines: [], yes: null };
  const lines = linesOf(text);
  const shown = lines.slice(0, shownLines);
  const more = lines.length - shown.length;
  return {
    title: `Paste ${formatPlural(lines.length, 'line')}?`,
    lines: more > 0 ? [...shown, `… and ${formatPlural(more, 'more line')}`] : shown,
    yes: 'Paste',
  };
}

/** Asks before several lines are pasted, which a shell may run at once, and before a link of the other side is opened. */
export function TabQuestionDialog(props: {
  readonly question: TabQuestion;
  onAnswer(yes: boolean): void;
}): ReactElement {
  const { question, onAnswer } = props;
  const { title, lines, yes } = asked(question);
  return (
    <Dialog open onClose={() => onAnswer(false)} fullWidth maxWidth="sm" aria-labelledby="tab-question">
      <DialogTitle id="tab-question">{title}</DialogTitle>
      {lines.length > 0 && (
        <DialogContent>
          {question.about === 'paste' && (
            <p className={styles.hint}>The other side may run each line as soon as it comes.</p>
          )}
          <pre className={styles.asked}>{lines.map((line) => visibleText(line, 400)).join('\n')}</pre>
        </DialogContent>
      )}
      <DialogActions>
        <Button color="inherit" autoFocus={yes === null} onClick={() => onAnswer(false)}>
          {yes === null ? 'Close' : 'Cancel'}
        </Button>
        {yes !== null && (
          <Button variant="contained" autoFocus onClick={() => onAnswer(true)}>
            {yes}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
