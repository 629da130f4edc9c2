import Checkbox from '@mui/material/Checkbox';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { memo, useId, type ReactElement } from 'react';
import { editNodes } from '../../src-core/plan/edit.ts';
import { nodeRoles, nodeStatuses, type NodePatch, type PlanNode } from '../../src-core/plan/node.ts';
import type { Plan } from '../../src-core/plan/tree.ts';
import { NodeField } from './node-field.tsx';
import { roleLabels, statusLabels } from './plan-columns.tsx';
import type { PlanView } from './plan-view.ts';
import { nodeLabel } from './use-plan-commands.ts';
import styles from './plan-panel.module.css';

const colours = [
  ['', 'None'],
  ['#c0392b', 'Red'],
  ['#d35400', 'Orange'],
  ['#b7950b', 'Yellow'],
  ['#1e8449', 'Green'],
  ['#148f9f', 'Cyan'],
  ['#2471a3', 'Blue'],
  ['#7d3c98', 'Purple'],
  ['#707b7c', 'Grey'],
] as const;

interface NodeFormProps {
  readonly plan: Plan;
  readonly apply: PlanView['apply'];
  readonly node: PlanNode;
}

/** All that can be said of a node. */
export const NodeForm = memo(function NodeForm({ plan, apply, node }: NodeFormProps): ReactElement {
  const parts = { plan, apply, node };
  const change = (label: string, patch: NodePatch): void =>
    apply(`Change ${label} of “${nodeLabel(node)}”`, editNodes(plan, [node.id], patch));
  const ownColour = colours.some(([value]) => value === node.colour);
  return (
    <div className={styles.form}>
      <NodeField {...parts} field="name" label="Name" />
      <NodeField {...parts} field="ipv6" label="IPv6" placeholder="2001:db8::/48" mono />
      <NodeField {...parts} field="ipv4" label="IPv4" placeholder="192.0.2.0/24" mono />
      <Choice
        label="Role"
        value={node.role}
        options={nodeRoles.map((value) => [value, roleLabels[value]] as const)}
        onChange={(role) => change('Role', { role })}
      />
      <Choice
        label="Status"
        value={node.status}
        options={nodeStatuses.map(
          (value) => [value, `${statusLabels[value].sign} ${statusLabels[value].label}`] as const,
        )}
        onChange={(status) => change('Status', { status })}
      />
      <NodeField {...parts} field="site" label="Site" />
      <NodeField {...parts} field="vlan" label="VLAN" placeholder="1 to 4094" />
      <NodeField {...parts} field="gateways" label="Gateways" placeholder="fe80::1, 192.0.2.1" mono />
      <NodeField {...parts} field="dns" label="DNS" placeholder="2001:db8::53" mono />
      <NodeField {...parts} field="tags" label="Tags" />
      {node.ipv6 !== null && (
        <NodeField {...parts} field="growth6" label="Grows to (IPv6)" placeholder="a length, as 44" />
      )}
      {node.ipv4 !== null && (
        <NodeField {...parts} field="growth4" label="Grows to (IPv4)" placeholder="a length, as 22" />
      )}
      {node.role === 'pool' && (
        <NodeField {...parts} field="delegates" label="Hands out" placeholder="a length, as 60" />
      )}
      {node.ipv6 !== null && <Dynamic node={node} onChange={(dynamic) => change('Dynamic', { dynamic })} />}
      <Choice
        label="Colour"
        value={node.colour}
        options={ownColour ? colours : [...colours, [node.colour, node.colour] as const]}
        swatches
        onChange={(colour) => change('Colour', { colour })}
      />
      <NodeField {...parts} field="notes" label="Notes" multiline />
    </div>
  );
});

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly swatches?: boolean;
  onChange(value: T): void;
}

function Choice<T extends string>({
  label,
  value,
  options,
  swatches,
  onChange,
}: ChoiceProps<T>): ReactElement {
  const id = useId();
  return (
    <>
      <span className={styles.label} id={`${id}-label`}>
        {label}
      </span>
      <Select
        labelId={`${id}-label`}
        fullWidth
        value={value}
        displayEmpty
        onChange={(event) => {
          const chosen = options.find(([each]) => each === event.target.value);
          if (chosen !== undefined && chosen[0] !== value) onChange(chosen[0]);
        }}
      >
        {options.map(([each, text]) => (
          <MenuItem key={each} value={each}>
            {swatches === true && each !== '' && (
              <span aria-hidden="true" className={styles.swatch} style={{ '--colour': each }} />
            )}
            {text}
          </MenuItem>
        ))}
      </Select>
    </>
  );
}

function Dynamic({
  node,
  onChange,
}: {
  readonly node: PlanNode;
  onChange(dynamic: boolean): void;
}): ReactElement {
  const id = useId();
  return (
    <>
      <label className={styles.label} htmlFor={id}>
        Dynamic
      </label>
      <div className={styles.check}>
        <Checkbox
          id={id}
          edge="start"
          checked={node.dynamic}
          onChange={(_event, checked) => onChange(checked)}
        />
        <label htmlFor={id}>Delegated from outside, and may change</label>
      </div>
    </>
  );
}
