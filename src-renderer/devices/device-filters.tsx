import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { sourceIds, sourceLabels } from '../../src-core/api/discovery.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { facetsQuery } from '../app/queries.ts';
import { formatCount } from '../components/format.ts';
import { roleLabels } from '../components/host-cells.tsx';
import { statusLabels } from './device-columns.tsx';
import type { DeviceSearch } from './device-search.ts';

type FilterKey = 'role' | 'status' | 'zone' | 'tag' | 'source';

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface DeviceFiltersProps {
  readonly search: DeviceSearch;
  onChange(key: FilterKey, value: string | undefined): void;
}

/** The filters of the device table; those by interface and tag appear where there is more than nothing to choose. */
export function DeviceFilters({ search, onChange }: DeviceFiltersProps): ReactElement {
  const facets = useQuery(facetsQuery);
  const counted = (list: readonly { value: string; count: number }[]): Choice[] =>
    list.map(({ value, count }) => ({ value, label: `${visibleText(value, 40)} (${formatCount(count)})` }));
  const filters: readonly { key: FilterKey; label: string; choices: readonly Choice[] }[] = [
    {
      key: 'status',
      label: 'Status',
      choices: Object.entries(statusLabels).map(([value, { text }]) => ({ value, label: text })),
    },
    {
      key: 'role',
      label: 'Role',
      choices: Object.entries(roleLabels).map(([value, label]) => ({ value, label })),
    },
    {
      key: 'source',
      label: 'Found by',
      choices: sourceIds.map((value) => ({ value, label: sourceLabels[value] })),
    },
    { key: 'zone', label: 'Interface', choices: counted(facets.data?.zones ?? []) },
    { key: 'tag', label: 'Tag', choices: counted(facets.data?.tags ?? []) },
  ];
  return (
    <>
      {filters
        .filter(({ key, choices }) => choices.length > 0 || search[key] !== undefined)
        .map(({ key, label, choices }) => (
          <FilterSelect
            key={key}
            label={label}
            choices={choices}
            value={search[key]}
            onChange={(value) => onChange(key, value)}
          />
        ))}
    </>
  );
}

interface FilterSelectProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  onChange(value: string | undefined): void;
}

function FilterSelect({ label, choices, value, onChange }: FilterSelectProps): ReactElement {
  const known = value === undefined || choices.some((choice) => choice.value === value);
  return (
    <Select
      displayEmpty
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      renderValue={(shown) =>
        shown === ''
          ? label
          : `${label}: ${choices.find((choice) => choice.value === shown)?.label.replace(/ \([\d,]+\)$/, '') ?? shown}`
      }
      SelectDisplayProps={{ 'aria-label': value === undefined ? label : `${label}: ${value}` }}
      sx={{
        maxWidth: 190,
        '& .MuiSelect-select': { fontSize: 12.5, lineHeight: '30px' },
        ...(value === undefined ? { color: 'text.secondary' } : { color: 'primary.main', fontWeight: 600 }),
      }}
    >
      <MenuItem value="">Any {label.toLowerCase()}</MenuItem>
      {choices.map((choice) => (
        <MenuItem key={choice.value} value={choice.value}>
          {choice.label}
        </MenuItem>
      ))}
      {!known && <MenuItem value={value}>{value}</MenuItem>}
    </Select>
  );
}
