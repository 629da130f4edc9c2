import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Zone } from '../../src-core/net/zone.ts';
import { facetsQuery } from '../app/queries.ts';
import { formatPlural } from '../components/format.ts';
import { SelectOption } from '../probe/option-field.tsx';

/** No interface has a name like that: a zone has no slash. */
const chosenOnes = '/chosen';

interface DevicesChoiceProps {
  /** How many devices were chosen elsewhere; 0 where all of a link, or of all links, are meant. */
  readonly chosen: number;
  readonly zone: Zone | null;
  onChange(zone: string | undefined): void;
}

/** Which devices are compared: all, those of one link, or those that were chosen among the devices. */
export function DevicesChoice({ chosen, zone, onChange }: DevicesChoiceProps): ReactElement {
  const { data } = useQuery(facetsQuery);
  const links = (data?.zones ?? []).map(({ value, count }) => ({
    value: String(value),
    label: `All on ${value} (${count})`,
  }));
  const known = zone === null || links.some(({ value }) => value === zone);
  return (
    <SelectOption
      label="Devices"
      value={chosen > 0 ? chosenOnes : (zone ?? '')}
      width={210}
      options={[
        { value: '', label: 'All that were found' },
        ...links,
        ...(known ? [] : [{ value: zone, label: `All on ${zone}` }]),
        ...(chosen > 0 ? [{ value: chosenOnes, label: formatPlural(chosen, 'chosen device') }] : []),
      ]}
      onChange={(value) => {
        if (value !== chosenOnes) onChange(value === '' ? undefined : value);
      }}
    />
  );
}
