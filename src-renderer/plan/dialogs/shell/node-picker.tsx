import Autocomplete from '@mui/material/Autocomplete';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useDeferredValue, useId, useMemo, useState, type ReactElement } from 'react';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import { search } from '../../../../src-core/plan/search.ts';
import { ancestors, descendants, nodeAt, type Plan } from '../../../../src-core/plan/tree.ts';
import shell from './shell.module.css';
import { nodeTitle } from './targets.ts';

/** As many as a person looks through; what is typed narrows it down. */
const mostShown = 50;

interface NodePickerProps {
  readonly plan: Plan;
  readonly label: string;
  /** The name of the place above all nodes; left out where a node must be chosen. */
  readonly top?: string | undefined;
  /** The id; null is the top, undefined is nothing chosen yet. */
  readonly value: string | null | undefined;
  readonly problem?: string | undefined;
  readonly first?: boolean | undefined;
  onChange(id: string | null | undefined): void;
}

interface Option {
  readonly id: string | null;
  readonly title: string;
  readonly detail: string;
}

/** A node of the plan, looked for by name, prefix, address or any other text. */
export function NodePicker(props: NodePickerProps): ReactElement {
  const { plan, label, top, value, problem, onChange } = props;
  const id = useId();
  const [text, setText] = useState('');
  const query = useDeferredValue(text);
  const options = useMemo((): Option[] => {
    const found =
      query.trim() === ''
        ? descendants(plan, null).take(mostShown).toArray()
        : search(plan, query, mostShown);
    const nodes = found.map(({ node }) => optionOf(plan, node));
    if (top === undefined) return nodes;
    const place: Option = { id: null, title: top, detail: '' };
    // Enter takes the first one: where something was typed, that is what was meant.
    return query.trim() === '' ? [place, ...nodes] : [...nodes, place];
  }, [plan, query, top]);
  const chosen = useMemo((): Option | null => {
    if (value === undefined) return null;
    if (value === null) return { id: null, title: top ?? '', detail: '' };
    const node = nodeAt(plan, value);
    return node === undefined ? null : optionOf(plan, node);
  }, [plan, value, top]);
  return (
    <div className={shell.field}>
      <label className={shell.label} htmlFor={id}>
        {label}
      </label>
      <Autocomplete
        id={id}
        openOnFocus
        autoHighlight
        options={options}
        value={chosen}
        filterOptions={(all) => all}
        getOptionLabel={({ title }) => title}
        getOptionKey={(option) => option.id ?? ''}
        isOptionEqualToValue={(one, other) => one.id === other.id}
        noOptionsText="No node has this text"
        onInputChange={(_event, next, reason) => setText(reason === 'input' ? next : '')}
        onChange={(_event, next) => onChange(next === null ? undefined : next.id)}
        renderOption={({ key, ...rest }, option) => (
          <li key={key} {...rest}>
            <span>
              {option.title} <span className={`${shell.quiet} ${shell.mono}`}>{option.detail}</span>
            </span>
          </li>
        )}
        renderInput={(params) => (
          <OutlinedInput
            ref={params.slotProps.input.ref}
            endAdornment={params.slotProps.input.endAdornment}
            className={params.slotProps.input.className}
            fullWidth
            error={problem !== undefined}
            placeholder="Name, prefix or address"
            autoFocus={props.first ?? false}
            inputProps={{ ...params.slotProps.htmlInput, 'aria-describedby': `${id}-below` }}
          />
        )}
      />
      <p id={`${id}-below`} className={problem === undefined ? shell.below : shell.problem}>
        {problem === undefined ? `The first ${mostShown} that match are shown.` : visibleText(problem, 300)}
      </p>
    </div>
  );
}

/** A node with its prefixes and the names above it. */
function optionOf(plan: Plan, node: PlanNode): Option {
  const above = ancestors(plan, node.id)
    .take(4)
    .map((entry) => nodeTitle(entry.node))
    .toArray()
    .reverse();
  const prefixes = [node.ipv6, node.ipv4].filter((prefix) => prefix !== null).join(' ');
  return {
    id: node.id,
    title: nodeTitle(node),
    detail: above.length === 0 ? prefixes : `${prefixes} in ${above.join(' › ')}`,
  };
}
