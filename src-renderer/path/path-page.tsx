import type { ReactElement } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { NumberOption, SelectOption } from '../probe/option-field.tsx';
import { useProbe } from '../probe/probe-session.ts';
import { SourceOption } from '../probe/source-option.tsx';
import { ToolForm } from '../probe/tool-form.tsx';
import { useProbeSearch } from '../probe/use-probe-search.ts';
import { PathLane } from './path-lane.tsx';
import { pathNumbers, pathNumbersFit, pathOptionsOf } from './path-options.ts';
import { pathLanes } from './path-runs.ts';
import styles from './path-page.module.css';

const families = [
  { value: '', label: 'Any' },
  { value: 'ipv4', label: 'IPv4' },
  { value: 'ipv6', label: 'IPv6' },
  { value: 'both', label: 'Both, side by side' },
];

/** The routers on the way to a target, over one family or over both. */
export function PathPage(): ReactElement {
  const [search, change] = useProbeSearch();
  const [first, second] = pathLanes;
  const start = (target: string): void => {
    const options = pathOptionsOf(target, search);
    for (const [index, { session }] of pathLanes.entries()) {
      const wanted = options[index];
      if (wanted === undefined) session.leave();
      else void session.start(wanted);
    }
  };
  return (
    <div className={styles.page}>
      <ToolForm
        tool="path"
        action="Trace"
        busy={false}
        fits={pathNumbersFit(search)}
        optionWords={words(search['family'])}
        onStart={([target]) => start(target)}
        options={
          <>
            <SelectOption
              label="Family of a name"
              width={160}
              value={search['family'] ?? ''}
              options={families}
              onChange={(family) => change({ family })}
            />
            {Object.entries(pathNumbers).map(([key, option]) => (
              <NumberOption
                key={key}
                {...option}
                value={search[key]}
                onChange={(value) => change({ [key]: value })}
              />
            ))}
            <SourceOption value={search['source']} onChange={(source) => change({ source })} />
          </>
        }
      />
      <NothingYet />
      <div className={styles.lanes}>
        {first !== undefined && <PathLane lane={first} />}
        {second !== undefined && <PathLane lane={second} />}
      </div>
    </div>
  );
}

function words(family: string | undefined): string {
  return families.find(({ value }) => value !== '' && value === family)?.label ?? '';
}

function NothingYet(): ReactElement | null {
  const [first] = pathLanes;
  return first === undefined ? null : <Hint lane={first} />;
}

function Hint({ lane }: { readonly lane: (typeof pathLanes)[number] }): ReactElement | null {
  const { phase } = useProbe(lane.session);
  if (phase !== 'idle') return null;
  return (
    <EmptyState title="No path is traced">
      Name a target and trace: every router on the way is asked again and again, until you stop it. Keep a
      path before a change, and compare it afterwards.
    </EmptyState>
  );
}
