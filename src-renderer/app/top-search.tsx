import SearchIcon from '@mui/icons-material/Search';
import Autocomplete from '@mui/material/Autocomplete';
import InputAdornment from '@mui/material/InputAdornment';
import OutlinedInput from '@mui/material/OutlinedInput';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { deviceQuery, type DeviceRow } from '../../src-core/api/devices.ts';
import { copyForms, terminalCommands } from '../../src-core/net/terminal-commands.ts';
import { formatScoped } from '../../src-core/net/zone.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { actionsFor, doAction } from '../probe/address-actions.ts';
import { copyAndTell } from '../components/announcer.tsx';
import { formatCount } from '../components/format.ts';
import { api } from './api.ts';
import { calculateOffer } from './calculate-offer.ts';
import { classify, type Classified } from './classify.ts';
import { infoQuery } from './queries.ts';
import styles from './top-search.module.css';

/** One thing that the box offers. */
interface Offer {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly note: string;
  act(): void;
}

const pages = [
  { to: '/discover', label: 'Discover' },
  { to: '/devices', label: 'Devices' },
  { to: '/calculate', label: 'Calculate' },
  { to: '/probe', label: 'Probe' },
  { to: '/plan', label: 'Plan' },
  { to: '/settings', label: 'Settings' },
] as const;

/** Devices that are named in the box; the table shows the rest. */
const named = 6;

/** The box on top: takes an address, a MAC or a name, says what it is, and offers what can be done with it. */
export function TopSearch(): ReactElement {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // Not deferred: Enter must act on what stands in the box, however quickly it was typed.
  const what = useMemo(() => classify(text), [text]);
  const offers = useOffers(what, text);
  useSearchKeys(input);
  const finish = (): void => {
    setText('');
    setOpen(false);
    input.current?.blur();
  };
  return (
    <Autocomplete<Offer, false, false, true>
      freeSolo
      className={styles.root ?? ''}
      autoHighlight
      selectOnFocus
      open={open && offers.length > 0}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      options={offers}
      value={null}
      inputValue={text}
      onInputChange={(_event, next, reason) => {
        if (reason !== 'reset' && reason !== 'selectOption') setText(next);
      }}
      onChange={(_event, chosen) => {
        if (chosen === null) return;
        // Enter before anything is highlighted gives the text alone: it means the first offer.
        if (typeof chosen === 'string') offers[0]?.act();
        else chosen.act();
        finish();
      }}
      filterOptions={(all) => all}
      groupBy={({ group }) => group}
      getOptionLabel={(offer) => (typeof offer === 'string' ? offer : offer.label)}
      getOptionKey={(offer) => (typeof offer === 'string' ? offer : offer.id)}
      renderGroup={({ key, group, children }) => (
        <li key={key} role="presentation">
          <div className={styles.group} aria-hidden="true">
            {group}
          </div>
          <ul role="group" aria-label={group} className={styles.offers}>
            {children}
          </ul>
        </li>
      )}
      renderOption={({ key, ...props }, offer) => (
        <li key={key} {...props}>
          <span className={styles.label}>{offer.label}</span>
          <span className={styles.note}>{offer.note}</span>
        </li>
      )}
      slotProps={{ paper: { className: styles.paper }, listbox: { className: styles.list } }}
      renderInput={(parameters) => (
        <OutlinedInput
          ref={parameters.slotProps.input.ref}
          fullWidth
          placeholder="Address, prefix, MAC or name"
          inputProps={{
            ...parameters.slotProps.htmlInput,
            'aria-label': 'Search',
            spellCheck: false,
            // A link to a calculation is longer than anything else that can be looked for.
            maxLength: 30_000,
          }}
          inputRef={input}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !open) finish();
          }}
          startAdornment={
            <InputAdornment position="start">
              <SearchIcon fontSize="inherit" />
            </InputAdornment>
          }
          endAdornment={
            <kbd className={styles.key} aria-hidden="true">
              Ctrl K
            </kbd>
          }
        />
      )}
    />
  );
}

/** Ctrl+K (Cmd+K) and, where nothing is being typed, `/` lead to the box. */
function useSearchKeys(input: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const typing =
        event.target instanceof Element &&
        event.target.closest('input, textarea, select, [contenteditable]') !== null;
      const chord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k';
      const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
      if (!chord && !slash) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [input]);
}

function useOffers(what: Classified, text: string): Offer[] {
  const navigate = useNavigate();
  const router = useRouter();
  const info = useQuery(infoQuery);
  const search = what.is === 'nothing' ? '' : what.search;
  const found = useQuery({
    queryKey: ['devices', 'list', 'top', search],
    queryFn: () => api.devices.list(deviceQuery.parse({ text: search, limit: named })),
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    const word = text.trim().toLowerCase();
    const jumps = pages
      .filter(({ label }) => word === '' || label.toLowerCase().startsWith(word))
      .map(({ to, label }): Offer => ({
        id: `page ${to}`,
        group: 'Pages',
        label,
        note: '',
        act: () => void navigate({ to }),
      }));
    if (what.is === 'nothing') return jumps;
    const rows = found.data?.rows ?? [];
    const open = (row: DeviceRow) => (): void =>
      void navigate({ to: '/devices/$id', params: { id: String(row.id) } });
    const calculate = calculations(text, navigate, router.history.push);
    // What stands first does not move when the devices come: Enter always means the same.
    return [
      ...calculate.filter(({ first }) => first),
      {
        id: 'search',
        group: what.says,
        label: `Search devices for ${search}`,
        note: found.data === undefined ? '' : `${formatCount(found.data.total)} found`,
        act: () => void navigate({ to: '/devices', search: { text: search } }),
      },
      ...rows.map((row): Offer => ({
        id: `device ${row.id}`,
        group: what.says,
        label: visibleText(row.name, 80),
        note: noteOf(row),
        act: open(row),
      })),
      ...calculate.filter(({ first }) => !first),
      ...probes(what, navigate),
      ...copies(what, info.data?.platform ?? 'linux'),
      ...jumps,
    ];
  }, [what, text, found.data, info.data, navigate, router, search]);
}

/** What can be calculated from the text, and whether Enter means that. */
function calculations(
  text: string,
  navigate: ReturnType<typeof useNavigate>,
  push: (path: string) => void,
): (Offer & { readonly first: boolean })[] {
  const offer = calculateOffer(text);
  if (offer === undefined) return [];
  const { label, first, text: subject, route } = offer;
  return [
    {
      id: 'calculate',
      group: 'Calculate',
      label,
      note: '',
      first,
      act: () => {
        if (route !== undefined) push(route);
        else if (subject !== undefined)
          void navigate({ to: '/calculate', search: { tool: 'describe', text: subject } });
      },
    },
  ];
}

/** What can be done on the Probe page with an address, a prefix or a MAC. */
function probes(what: Classified, navigate: ReturnType<typeof useNavigate>): Offer[] {
  const open = (tool: string, label: string, target: string): Offer => ({
    id: `probe ${tool}`,
    group: 'Probe',
    label,
    note: target,
    act: () => void navigate({ to: '/probe/$tool', params: { tool }, search: { target } }),
  });
  if (what.is === 'mac') return [open('wake', 'Wake on LAN', what.mac)];
  if (what.is === 'prefix') return [open('random-targets', 'Ask random addresses of it', what.prefix)];
  if (what.is !== 'address') return [];
  const { target } = what;
  return actionsFor(target).map((action) => ({
    id: `probe ${action.id}`,
    group: 'Probe',
    label: action.label,
    note: formatScoped(target),
    act: () =>
      doAction(action, target, ({ tool, search }) => {
        void navigate({ to: '/probe/$tool', params: { tool }, search });
      }),
  }));
}

function noteOf(row: DeviceRow): string {
  const first = row.addresses[0];
  return first === undefined ? (row.mac ?? '') : formatScoped(first);
}

/** What an address or a MAC can be copied as. */
function copies(what: Classified, platform: string): Offer[] {
  const offer = (id: string, label: string, text: string): Offer => ({
    id: `copy ${id}`,
    group: 'Copy',
    label,
    note: text,
    act: () => void copyAndTell(text),
  });
  if (what.is === 'mac') return [offer('mac', 'MAC address', what.mac)];
  if (what.is === 'prefix') return [offer('prefix', 'Prefix', what.prefix)];
  if (what.is !== 'address') return [];
  const forms = copyForms(what.target, platform);
  const commands = terminalCommands(what.target, platform).filter(
    ({ id }) => !forms.some((form) => form.id === id),
  );
  return [
    ...forms.map(({ id, label, text }) => offer(id, label, text)),
    ...commands.map(({ id, label, command }) => offer(id, label, command)),
  ];
}
