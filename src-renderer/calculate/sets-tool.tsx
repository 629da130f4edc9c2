import { useCallback, useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { setOperations, type SetAnswer, type SetOperation } from '../../src-core/calculate/set-operation.ts';
import { BigTable } from './big-table.tsx';
import { Choice } from './choice.tsx';
import { CopyAnswer } from './copy-answer.tsx';
import { Examples } from './examples.tsx';
import { setExamples } from './set-examples.ts';
import { Field } from './field.tsx';
import { ListField } from './list-field.tsx';
import type { Problem } from './problem.ts';
import { useInputs } from './use-inputs.ts';
import { useSetAnswer } from './use-set-answer.ts';
import styles from './calculate.module.css';

const labels: Record<SetOperation, string> = {
  summarise: 'Summarise',
  exclude: 'Exclude',
  intersect: 'Intersect',
  overlaps: 'Overlaps',
  contains: 'Contains',
  free: 'Next free',
  vlsm: 'VLSM',
};

const explanations: Record<SetOperation, string> = {
  summarise: 'The fewest prefixes that hold exactly these addresses; a range becomes prefixes.',
  exclude: 'What is left of the first list without the second.',
  intersect: 'What lies in both lists.',
  overlaps: 'Which prefixes of the list lie in another of it.',
  contains: 'Whether the list contains an address, a prefix or a range, and what of it is missing.',
  free: 'What is free in a prefix of which the list is used, or the next free prefix of a length.',
  vlsm: 'Networks for numbers of hosts out of a prefix, the largest first, so that no gap is left.',
};

const otherLabels: Partial<Record<SetOperation, string>> = {
  exclude: 'Without',
  intersect: 'And',
  contains: 'Does it contain',
};

/** Sums with lists of prefixes. */
export function SetsTool(): ReactElement {
  const [inputs, change] = useInputs('sets');
  const operation = setOperations.find((each) => each === inputs.operation) ?? 'summarise';
  const listKey = operation === 'vlsm' ? 'hosts' : 'list';
  const list = useDeferredValue(inputs[listKey] ?? '');
  const others = useDeferredValue(inputs.others ?? '');
  const { prefix = '', length = '' } = inputs;
  const question = useMemo(
    () => ({ operation, list, others, prefix, length }),
    [operation, list, others, prefix, length],
  );
  const { answer, busy } = useSetAnswer(question);
  const { problems } = answer;
  const isEmpty = [list, others, prefix].every((text) => text.trim() === '');
  const usesParent = operation === 'free' || operation === 'vlsm';
  const otherLabel = otherLabels[operation];
  return (
    <div className={styles.tool}>
      <div className={styles.choices}>
        <Choice
          label="What to do with the list"
          labels={labels}
          options={setOperations}
          value={operation}
          onChange={(next) => change({ operation: next })}
        />
        <span className={styles.quiet}>{explanations[operation]}</span>
      </div>
      <div className={styles.sides}>
        <div className={styles.lists}>
          {usesParent && (
            <div className={styles.pair}>
              <Field
                label={operation === 'vlsm' ? 'Out of prefix' : 'Free in prefix'}
                value={inputs.prefix}
                placeholder="2001:db8::/32"
                problem={problemOf(problems.prefix)}
                onChange={(next) => change({ prefix: next })}
              />
              {operation === 'free' && (
                <Field
                  label="Of length"
                  value={inputs.length}
                  placeholder="all"
                  width={16}
                  problem={problemOf(problems.length)}
                  onChange={(next) => change({ length: next })}
                />
              )}
            </div>
          )}
          <ListField
            key={`list ${operation === 'vlsm'}`}
            label={
              operation === 'vlsm'
                ? 'Hosts of each network'
                : operation === 'free'
                  ? 'In use, one prefix, range or address a line'
                  : 'Prefixes, ranges or addresses, one a line'
            }
            value={inputs[listKey]}
            placeholder={
              operation === 'vlsm' ? '100\n50\n25' : '10.0.0.0/25\n10.0.0.128-10.0.0.255\n2001:db8::/48'
            }
            problems={problems.list}
            onChange={(next) => change({ [listKey]: next })}
          />
          {otherLabel !== undefined && (
            <ListField
              key={operation}
              label={otherLabel}
              value={inputs.others}
              placeholder="10.0.0.64/26"
              problems={problems.others}
              onChange={(next) => change({ others: next })}
            />
          )}
        </div>
        <div className={styles.result} aria-busy={busy}>
          {isEmpty ? (
            <Examples
              texts={setExamples[operation].map(({ text }) => text)}
              onChoose={(chosen) =>
                change(setExamples[operation].find(({ text }) => text === chosen)?.inputs ?? {})
              }
            >
              The answer comes as you type, of as many lines as you paste. To begin with:
            </Examples>
          ) : (
            <div className={styles.bar}>
              <h2 className={styles.answerTitle}>
                <span role="status">
                  {busy ? 'Computing…' : answer.says === '' ? waitingText(answer) : answer.says}
                </span>
              </h2>
              <CopyAnswer
                tool="sets"
                inputs={inputs}
                answer={
                  answer.says === '' || busy
                    ? undefined
                    : { text: () => textOf(answer), json: () => jsonOf(answer) }
                }
              />
            </div>
          )}
          {answer.rows.length > 0 && <ResultTable answer={answer} />}
        </div>
      </div>
    </div>
  );
}

/** What stands in place of an answer that there is none of yet. */
function waitingText({ problems }: SetAnswer): string {
  const wrong = Object.values(problems).some((each) => each.length > 0);
  return wrong ? 'Nothing is computed until all of it can be read' : 'Fill in the fields at the left';
}

function problemOf(problems: SetAnswer['problems']['prefix']): Problem | undefined {
  const first = problems?.[0];
  return first === undefined ? undefined : { why: `${first.why} (at character ${first.column})` };
}

function textOf({ says, columns, rows }: SetAnswer): string {
  // The first column is what other programs take.
  return columns.length === 0 ? `${says}\n` : `${rows.map(([first = '']) => first).join('\n')}\n`;
}

function jsonOf({ says, columns, rows }: SetAnswer): object {
  const names = columns.map((label) => label.toLowerCase());
  return {
    says,
    rows: rows.map((cells) =>
      Object.fromEntries(cells.map((cell, index) => [names[index] ?? String(index), cell])),
    ),
  };
}

function ResultTable({ answer }: { readonly answer: SetAnswer }): ReactElement {
  const { columns, rows } = answer;
  const [active, setActive] = useState(0n);
  const count = BigInt(rows.length);
  const rowAt = useCallback((index: bigint) => rows[Number(index)] ?? [], [rows]);
  const tracks = useMemo(
    () =>
      columns.map((label) => ({ label, track: label === 'Prefix' ? 'minmax(0, 44ch)' : 'minmax(0, 1fr)' })),
    [columns],
  );
  return (
    <BigTable
      label="Result"
      columns={tracks}
      count={count}
      rowAt={rowAt}
      main={0}
      active={active < count ? active : count - 1n}
      onActive={setActive}
    />
  );
}
