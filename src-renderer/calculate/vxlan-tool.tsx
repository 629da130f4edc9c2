import { useMemo, type ReactElement } from 'react';
import { descriptionLines } from '../../src-core/calculate/description-text.ts';
import { mtuAnswer, parseGroupBase, vxlanAnswer } from '../../src-core/calculate/vxlan-answer.ts';
import { CopyAnswer } from './copy-answer.tsx';
import { Examples } from './examples.tsx';
import { FactGroups } from './fact-groups.tsx';
import { Field } from './field.tsx';
import { readOptional } from './problem.ts';
import { useInputs } from './use-inputs.ts';
import styles from './calculate.module.css';

/** The MTU of Ethernet, which the field shows where nothing is typed. */
const usualMtu = '1500';

/** VXLAN identifiers and their groups, and what tunnels leave of an MTU. */
export function VxlanTool(): ReactElement {
  const [inputs, change] = useInputs('vxlan');
  const base = useMemo(() => readOptional(inputs.base, parseGroupBase), [inputs.base]);
  const vxlan = useMemo(
    () =>
      readOptional(inputs.text, (text) => vxlanAnswer(text, base.value === undefined ? [] : [base.value])),
    [inputs.text, base],
  );
  // A VXLAN is told with what it leaves of the usual MTU, until another one is typed.
  const typed = inputs.mtu ?? '';
  const size = typed.trim() === '' && vxlan.value !== undefined ? usualMtu : typed;
  const mtu = useMemo(() => readOptional(size, mtuAnswer), [size]);
  const groups = useMemo(() => [...(vxlan.value?.groups ?? []), ...(mtu.value?.groups ?? [])], [vxlan, mtu]);
  const title = [
    vxlan.value === undefined ? '' : `VNI ${vxlan.value.vni}`,
    mtu.value === undefined ? '' : `MTU ${mtu.value.mtu} of the underlay`,
  ]
    .filter((part) => part !== '')
    .join(', ');
  return (
    <div className={styles.tool}>
      <div className={styles.inputs}>
        <Field
          label="VNI or group"
          value={inputs.text}
          placeholder="1000, 239.0.3.232 or ff05::3e8"
          width={44}
          autoFocus
          problem={vxlan.problem}
          onChange={(next) => change({ text: next })}
        />
        <Field
          label="Own base of groups"
          value={inputs.base}
          placeholder="ff08::/16"
          width={30}
          problem={base.problem}
          onChange={(next) => change({ base: next })}
        />
        <Field
          label="MTU of the underlay"
          value={inputs.mtu}
          placeholder={usualMtu}
          width={22}
          problem={mtu.problem}
          onChange={(next) => change({ mtu: next })}
        />
      </div>
      {groups.length === 0 ? (
        <Examples
          texts={['VNI 1000, MTU 1500', '239.0.3.232', 'MTU 9000']}
          onChoose={(chosen) => {
            const [, wanted] = /MTU (\d+)/.exec(chosen) ?? [];
            const text = chosen.replace(/,? ?MTU \d+/, '').replace('VNI ', '');
            change({ text, mtu: wanted ?? '' });
          }}
        >
          A VXLAN identifier gives its multicast groups, a group its identifier, and the MTU of a link what
          VXLAN, 6in4, GRE, WireGuard and PPPoE leave of it.
        </Examples>
      ) : (
        <div className={styles.answer}>
          <div className={styles.answerHead}>
            <h2 className={styles.answerTitle}>
              <span role="status">{title}</span>
            </h2>
            <CopyAnswer
              tool="vxlan"
              inputs={inputs}
              answer={{
                text: () => `${descriptionLines({ title, groups }).join('\n')}\n`,
                json: () => ({ vni: vxlan.value?.vni, mtu: mtu.value?.mtu, groups }),
              }}
            />
          </div>
          <FactGroups groups={groups} />
        </div>
      )}
    </div>
  );
}
