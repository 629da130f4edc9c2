import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { deviceQuery } from '../../src-core/api/devices.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { formatScoped, type ScopedAddress } from '../../src-core/net/zone.ts';
import { api } from '../app/api.ts';
import { useRun } from '../discovery/current-run.ts';

/** A target that the field offers: the address that goes into it, and whose it is. */
export interface TargetSuggestion {
  readonly text: string;
  readonly whose: string;
}

const most = 8;
const addressesOfOne = 3;

/** Offers addresses of the last run and of stored devices whose name or address has the word in it. */
export function useTargetSuggestions(word: string, open: boolean): readonly TargetSuggestion[] {
  const { rows } = useRun();
  const text = word.trim();
  const found = useQuery({
    queryKey: ['devices', 'list', 'targets', text],
    queryFn: () => api.devices.list(deviceQuery.parse({ text, limit: most })),
    enabled: open,
  });
  const devices = found.data?.rows;
  return useMemo(() => {
    if (!open) return [];
    const lower = text.toLowerCase();
    const hosts = rows.filter((row) => row.text.includes(lower)).slice(0, most);
    const all = [
      ...hosts.flatMap(({ title, host }) => suggestionsOf(title, host.addresses, lower)),
      ...(devices ?? []).flatMap(({ name, addresses }) => suggestionsOf(name, addresses, lower)),
    ];
    const seen = new Set<string>();
    return all.filter(({ text: each }) => !seen.has(each) && seen.add(each)).slice(0, most);
  }, [open, text, rows, devices]);
}

function suggestionsOf(name: string, addresses: readonly ScopedAddress[], word: string): TargetSuggestion[] {
  const texts = addresses.map(formatScoped);
  const matching = texts.filter((each) => each.includes(word));
  return (matching.length > 0 ? matching : texts)
    .slice(0, addressesOfOne)
    .map((text) => ({ text, whose: visibleText(name, 60) }));
}
