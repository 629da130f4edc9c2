import Button from '@mui/material/Button';
import { useState, type ReactElement, type ReactNode } from 'react';
import { TargetField } from './target-field.tsx';
import styles from './tool-form.module.css';
import { useProbeSearch, useStartRequest } from './use-probe-search.ts';
import { useTarget } from './use-target.ts';

interface ToolFormProps {
  /** The id of the tool in probe-tools.ts. */
  readonly tool: string;
  readonly several?: boolean;
  /** What the button says. */
  readonly action: string;
  readonly busy: boolean;
  /** The fields of the options, which are folded away until they are asked for. */
  readonly options?: ReactNode;
  /** The options that are set, in a few words; nothing where all are as the tool has them. */
  readonly optionWords?: string;
  /** False where an option cannot be used: the fields then say why. */
  readonly fits?: boolean;
  onStart(targets: [string, ...string[]]): void;
}

/** The head of a tool: its target, its start, and its options. It also starts what the menu of an address asked for. */
export function ToolForm(props: ToolFormProps): ReactElement {
  const { options, optionWords = '', fits = true } = props;
  const [search] = useProbeSearch();
  const target = useTarget(props.several ?? false);
  const [open, setOpen] = useState(optionWords !== '');
  const start = (): void => {
    const [first, ...others] = target.accept() ?? [];
    if (first === undefined) return;
    if (fits) props.onStart([first, ...others]);
    else setOpen(true);
  };
  useStartRequest(props.tool, search.target ?? '', start);
  return (
    <div className={styles.form}>
      <div className={styles.line}>
        <TargetField
          several={props.several ?? false}
          value={target.text}
          problem={target.problem}
          onChange={target.setText}
          onEnter={start}
        />
        <div className={styles.buttons}>
          <Button variant="contained" disabled={props.busy} onClick={start}>
            {props.action}
          </Button>
          {options !== undefined && (
            <Button
              color="inherit"
              className={styles.fold ?? ''}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              <span aria-hidden="true" className={styles.arrow}>
                {open ? '▾' : '▸'}
              </span>
              <span className={styles.words}>
                Options{optionWords === '' || open ? '' : `: ${optionWords}`}
              </span>
            </Button>
          )}
        </div>
      </div>
      {open && <div className={styles.options}>{options}</div>}
    </div>
  );
}
