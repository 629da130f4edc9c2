import { useMemo, type ReactElement } from 'react';
import { countText } from '../../src-core/calculate/count-text.ts';
import { descriptionLines } from '../../src-core/calculate/description-text.ts';
import { scanAnswer } from '../../src-core/calculate/scan-answer.ts';
import { parseScanRate } from '../../src-core/calculate/scan-rate.ts';
import { CopyAnswer } from './copy-answer.tsx';
import { Examples } from './examples.tsx';
import { FactGroups } from './fact-groups.tsx';
import { Field } from './field.tsx';
import { read, readOptional } from './problem.ts';
import { useInputs } from './use-inputs.ts';
import styles from './calculate.module.css';

/** How long it takes to scan a pool of addresses. */
export function ScanTool(): ReactElement {
  const [inputs, change] = useInputs('scan');
  const pool = (inputs.text ?? '').trim();
  const rate = useMemo(() => readOptional(inputs.rate, parseScanRate), [inputs.rate]);
  const answer = useMemo(() => {
    const own = rate.value?.label;
    return pool === '' ? undefined : read(() => scanAnswer(pool, own === undefined ? [] : [own]));
  }, [pool, rate]);
  const shown = answer?.value;
  const title =
    shown === undefined ? '' : `${shown.subject}: time to scan ${countText(shown.addresses)} addresses`;
  return (
    <div className={styles.tool}>
      <div className={styles.inputs}>
        <Field
          label="Prefix, range or number of addresses"
          value={inputs.text}
          placeholder="2001:db8::/64"
          autoFocus
          problem={answer?.problem}
          onChange={(next) => change({ text: next })}
        />
        <Field
          label="Own rate of probes"
          value={inputs.rate}
          placeholder="1000, 1.5k/s or 10/min"
          width={34}
          problem={rate.problem}
          onChange={(next) => change({ rate: next })}
        />
      </div>
      {shown === undefined ? (
        pool === '' && (
          <Examples
            texts={[
              '2001:db8::/64',
              '2001:db8::/119',
              '192.0.2.0/24',
              '2001:db8::1000-2001:db8::1fff',
              '4294967296',
            ]}
            onChoose={(text) => change({ text })}
          >
            How long somebody needs to ask every address, at a probe a second and with ZMap on 1 Gbit/s.
          </Examples>
        )
      ) : (
        <div className={styles.answer}>
          <div className={styles.answerHead}>
            <h2 className={styles.answerTitle}>
              <span role="status">{title}</span>
            </h2>
            <CopyAnswer
              tool="scan"
              inputs={inputs}
              answer={{
                text: () => `${descriptionLines({ title, groups: shown.groups }).join('\n')}\n`,
                json: () => shown,
              }}
            />
          </div>
          <FactGroups groups={shown.groups} />
        </div>
      )}
    </div>
  );
}
