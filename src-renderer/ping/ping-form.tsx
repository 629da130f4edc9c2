import { memo, type ReactElement } from 'react';
import type { PingOptions } from '../../src-core/api/ping.ts';
import { NumberOption, SelectOption } from '../probe/option-field.tsx';
import { SourceOption } from '../probe/source-option.tsx';
import { ToolForm } from '../probe/tool-form.tsx';
import { useProbeSearch } from '../probe/use-probe-search.ts';
import { numbersFit, optionWords, pingNumbers, pingOptionsOf } from './ping-options.ts';

const families = [
  { value: '', label: 'Any' },
  { value: 'ipv4', label: 'IPv4' },
  { value: 'ipv6', label: 'IPv6' },
  { value: 'both', label: 'Both' },
];

interface PingFormProps {
  readonly busy: boolean;
  onStart(options: PingOptions): void;
}

/** The targets and how they are asked. */
export const PingForm = memo(function PingForm({ busy, onStart }: PingFormProps): ReactElement {
  const [search, change] = useProbeSearch();
  return (
    <ToolForm
      tool="ping"
      several
      action="Start"
      busy={busy}
      optionWords={optionWords(search)}
      fits={numbersFit(search)}
      onStart={(targets) => onStart(pingOptionsOf(targets, search))}
      options={
        <>
          <SelectOption
            label="Family"
            width={92}
            value={search['family'] ?? ''}
            options={families}
            onChange={(family) => change({ family })}
          />
          {Object.entries(pingNumbers).map(([key, option]) => (
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
  );
});
