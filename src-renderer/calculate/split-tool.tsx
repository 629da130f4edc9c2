import Button from '@mui/material/Button';
import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { countText } from '../../src-core/calculate/count-text.ts';
import { grouped } from '../../src-core/calculate/scan-time.ts';
import { lastOf, lengthOf, networkOf, parsePrefix, prefixFamily } from '../../src-core/net/prefix.ts';
import { ParseError } from '../../src-core/net/parse-error.ts';
import { partAt, split, type Split } from '../../src-core/net/split.ts';
import { BigTable, type BigColumn } from './big-table.tsx';
import { CopyAnswer } from './copy-answer.tsx';
import { Examples } from './examples.tsx';
import { Field } from './field.tsx';
import { read, readOptional, type Problem } from './problem.ts';
import { SplitExport } from './split-export-bar.tsx';
import { placeOf } from './split-place.ts';
import { useInputs } from './use-inputs.ts';
import styles from './calculate.module.css';

/** `/64` and `64`. @throws ParseError */
function parseLength(text: string): number {
  const digits = text.replace(/^\//, '');
  if (/^\d{1,3}$/.test(digits)) return Number(digits);
  throw new ParseError('a length', text, text.length - digits.length, 'a length from 0 to 128 was expected');
}

/** The row that the fields name; 0 where they name none that exists. */
function rowOf(of: Split, text: string | undefined): bigint {
  const row = text !== undefined && /^\d{1,40}$/.test(text) ? BigInt(text) : 0n;
  return row < of.count ? row : of.count - 1n;
}

/** Cuts a prefix into parts of one length, and shows any of them at once. */
export function SplitTool(): ReactElement {
  const [inputs, change] = useInputs('split');
  const prefix = useMemo(() => readOptional(inputs.prefix, parsePrefix), [inputs.prefix]);
  const length = useMemo(() => readOptional(inputs.length, parseLength), [inputs.length]);
  const parts = useMemo(() => {
    const [parent, wanted] = [prefix.value, length.value];
    return parent === undefined || wanted === undefined ? undefined : read(() => split(parent, wanted));
  }, [prefix, length]);
  const [place, setPlace] = useState('');
  const [placeProblem, setPlaceProblem] = useState<Problem>();
  const of = parts?.value;
  const active = of === undefined ? 0n : rowOf(of, inputs.row);
  const setActive = useCallback((row: bigint) => change({ row: String(row) }), [change]);
  const go = (): void => {
    if (of === undefined) return;
    const found = read(() => placeOf(of, place));
    setPlaceProblem(found.problem);
    if (found.value !== undefined) setActive(found.value);
  };
  return (
    <div className={styles.tool}>
      <div className={styles.inputs}>
        <Field
          label="Prefix"
          value={inputs.prefix}
          placeholder="2001:db8::/32"
          width={48}
          autoFocus
          problem={prefix.problem}
          onChange={(next) => change({ prefix: next, row: '' })}
        />
        <Field
          label="Into parts of length"
          value={inputs.length}
          placeholder="/64"
          width={20}
          problem={length.problem ?? parts?.problem}
          onChange={(next) => change({ length: next, row: '' })}
        />
        <Field
          label="Go to number, percent or address"
          value={place}
          placeholder="0, 50 % or 2001:db8:1::"
          width={46}
          problem={placeProblem}
          onChange={(next) => {
            setPlace(next);
            setPlaceProblem(undefined);
          }}
          onEnter={go}
        />
        <Button className={styles.besideField} color="inherit" disabled={of === undefined} onClick={go}>
          Go
        </Button>
      </div>
      {of === undefined ? (
        <Examples
          texts={['2001:db8::/48 /56', '2001:db8::/32 /64', '192.0.2.0/24 /28', '::/0 /128']}
          onChoose={(chosen) => {
            const [parent = '', parted = ''] = chosen.split(' ');
            change({ prefix: parent, length: parted, row: '' });
          }}
        >
          A prefix and a length give all its parts, however many there are: each row is computed when it is
          looked at.
        </Examples>
      ) : (
        <>
          <div className={styles.bar}>
            <h2 className={styles.answerTitle}>
              <span role="status">
                {countText(of.count)} {of.count === 1n ? 'part' : 'parts'} of /{of.length} in {of.parent}
              </span>
            </h2>
            <CopyAnswer
              tool="split"
              inputs={inputs}
              answer={{ text: () => rowText(of, active), json: () => rowJson(of, active) }}
            />
          </div>
          <PartTable of={of} active={active} onActive={setActive} />
          <SplitExport key={`${of.parent} ${of.length}`} of={of} start={active} />
        </>
      )}
    </div>
  );
}

function rowText(of: Split, row: bigint): string {
  const part = partAt(of, row);
  return `${of.parent} into ${countText(of.count)} of /${of.length}\nnumber ${row}: ${part}, ${networkOf(part)} to ${lastOf(part)}\n`;
}

function rowJson(of: Split, row: bigint): object {
  const part = partAt(of, row);
  return {
    parent: of.parent,
    length: of.length,
    count: of.count,
    index: row,
    prefix: part,
    first: networkOf(part),
    last: lastOf(part),
  };
}

/** The longest that the first address of a part can be, in characters: `2001:db8:1:2::` for a /64. */
function networkWidth({ parent, length }: Split): number {
  if (prefixFamily(parent) === 4) return 15;
  const groups = Math.ceil(length / 16);
  return groups > 6 ? 39 : Math.max(13, groups * 5 + 1);
}

function PartTable(props: {
  readonly of: Split;
  readonly active: bigint;
  onActive(row: bigint): void;
}): ReactElement {
  const { of, active, onActive } = props;
  const rowAt = useCallback(
    (row: bigint) => {
      const part = partAt(of, row);
      return [grouped(row), part, networkOf(part), lastOf(part)];
    },
    [of],
  );
  const columns = useMemo((): BigColumn[] => {
    const digits = Math.max(6, grouped(of.count - 1n).length);
    const network = networkWidth(of);
    const address = prefixFamily(of.parent) === 6 ? 39 : 15;
    return [
      { label: 'Number', track: `${digits + 1}ch`, right: true },
      { label: 'Prefix', track: `minmax(0, ${network + 4}ch)` },
      { label: 'First address', track: `minmax(0, ${network}ch)` },
      { label: 'Last address', track: `minmax(0, ${address + 1}ch)` },
    ];
  }, [of]);
  return (
    <BigTable
      label={`Parts of ${of.parent} of /${of.length}, ${lengthOf(of.parent)} to ${of.length} bits`}
      columns={columns}
      count={of.count}
      rowAt={rowAt}
      main={1}
      active={active}
      onActive={onActive}
    />
  );
}
