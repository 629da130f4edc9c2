import { useMemo, useState } from 'react';
import type { Family } from '../../../../src-core/net/address.ts';
import { lengthOf } from '../../../../src-core/net/prefix.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import type { Plan } from '../../../../src-core/plan/tree.ts';
import type { PlanView } from '../../plan-view.ts';
import { ChoiceLine, TextLine } from '../shell/fields.tsx';
import { readLength } from '../shell/read-text.ts';
import { tried, type Outcome } from '../shell/outcome.ts';
import shell from '../shell/shell.module.css';

export interface NodeDialogProps {
  readonly view: PlanView;
  readonly node: PlanNode;
  onClose(): void;
}

const familyChoices = [
  { value: '6', label: 'IPv6' },
  { value: '4', label: 'IPv4' },
] as const;

/** The family and length that both dialogs ask for, and what they would do. */
export function useLength(
  view: PlanView,
  node: PlanNode,
  first: (own: number, which: Family) => number,
  bounds: (own: number, which: Family) => readonly [number, number],
  change: (which: Family, length: number) => Plan,
) {
  const [which, setWhich] = useState<Family>(node.ipv6 === null ? 4 : 6);
  const prefix = which === 6 ? node.ipv6 : node.ipv4;
  const own = prefix === null ? 0 : lengthOf(prefix);
  const [text, setText] = useState(() => String(first(own, which)));
  const read = readLength(text, ...bounds(own, which));
  const length = 'value' in read ? read.value : null;
  const outcome = useMemo(
    (): Outcome<Plan> | null => (length === null ? null : tried(() => change(which, length))),
    // The change is that of the dialog, which is the same as long as it is open.
    // oxlint-disable-next-line react/exhaustive-deps -- a function that is made anew in each render
    [view.plan, node, which, length],
  );
  const fields = (
    <div className={shell.grid}>
      {node.ipv6 !== null && node.ipv4 !== null && (
        <ChoiceLine
          label="Family"
          value={which === 6 ? '6' : '4'}
          choices={familyChoices}
          onChange={(value) => {
            const next: Family = value === '6' ? 6 : 4;
            const its = next === 6 ? node.ipv6 : node.ipv4;
            setWhich(next);
            setText(String(first(its === null ? 0 : lengthOf(its), next)));
          }}
        />
      )}
      <TextLine
        first
        label="New length"
        value={text}
        problem={'problem' in read ? read.problem : undefined}
        onChange={setText}
      />
    </div>
  );
  return { which, prefix, own, length, outcome, fields };
}
