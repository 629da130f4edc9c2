import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import { formatScoped } from '../../src-core/net/zone.ts';
import { interfacesQuery } from '../app/queries.ts';
import { SelectOption } from './option-field.tsx';

/** Where packets are sent from: an interface, or one of its addresses with its zone. */
function sourcesOf(interfaces: readonly NetworkInterface[]): { value: string; label: string }[] {
  return interfaces
    .filter(({ addresses }) => addresses.length > 0)
    .flatMap(({ zone, name, addresses }) => [
      { value: zone, label: `Interface ${name}` },
      ...addresses.map(({ address }) => {
        const text = formatScoped({ address, zone });
        return { value: text, label: text };
      }),
    ]);
}

interface SourceOptionProps {
  readonly value: string | undefined;
  onChange(value: string): void;
}

/** The choice of the own address or interface that a probe sends from. */
export function SourceOption({ value = '', onChange }: SourceOptionProps): ReactElement {
  const { data } = useQuery(interfacesQuery);
  const known = sourcesOf(data?.interfaces ?? []);
  // What a link names and this computer has not stays to be seen; the program says what is wrong with it.
  const own = value === '' || known.some((each) => each.value === value) ? [] : [{ value, label: value }];
  return (
    <SelectOption
      label="Source"
      value={value}
      width={230}
      options={[{ value: '', label: "The system's choice" }, ...known, ...own]}
      onChange={onChange}
    />
  );
}
