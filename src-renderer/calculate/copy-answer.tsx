import LinkIcon from '@mui/icons-material/LinkOutlined';
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { announce } from '../components/announcer.tsx';
import { copyText } from '../components/clipboard.ts';
import { fitsLink, longestInLink, type Inputs, type ToolId } from './calculate-search.ts';
import { useLink } from './use-inputs.ts';
import styles from './calculate.module.css';

interface CopyAnswerProps {
  readonly tool: ToolId;
  readonly inputs: Inputs;
  /** The answer as text and as what JSON is made of; left out where there is none. */
  readonly answer?: { text(): string; json(): unknown } | undefined;
}

/** Copies the whole answer: as text, as JSON, and as a link that opens it again. */
export function CopyAnswer({ tool, inputs, answer }: CopyAnswerProps): ReactElement {
  const link = useLink(tool, inputs);
  const fits = fitsLink(inputs);
  const copy = async (what: string, text: string): Promise<void> => {
    if (await copyText(text)) announce(`Copied the answer as ${what}`);
    else announce('The system did not let the page copy: select the text and copy it by hand', true);
  };
  return (
    <div className={styles.copies} role="group" aria-label="Copy the answer">
      <Button
        color="inherit"
        disabled={answer === undefined}
        onClick={() => answer !== undefined && void copy('text', answer.text())}
      >
        Copy text
      </Button>
      <Button
        color="inherit"
        disabled={answer === undefined}
        onClick={() => answer !== undefined && void copy('JSON', jsonText(answer.json()))}
      >
        Copy JSON
      </Button>
      <Button
        color="inherit"
        startIcon={<LinkIcon />}
        disabled={!fits}
        title={fits ? '' : `A link holds lists of up to ${longestInLink.toLocaleString('en')} characters`}
        onClick={() => void copy('a link', link())}
      >
        Copy link
      </Button>
    </div>
  );
}

/** Whole numbers beyond 2^53 go as text: JSON in other languages has no larger ones. */
function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? String(each) : each), 2);
}
