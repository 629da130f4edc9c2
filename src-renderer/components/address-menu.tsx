import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useQuery } from '@tanstack/react-query';
import { createLink, useNavigate } from '@tanstack/react-router';
import { useState, useSyncExternalStore, type ReactElement } from 'react';
import { copyForms, terminalCommands } from '../../src-core/net/terminal-commands.ts';
import { formatScoped, type ScopedAddress } from '../../src-core/net/zone.ts';
import { infoQuery } from '../app/queries.ts';
import { actionSearch, actionsFor, doAction } from '../probe/address-actions.ts';
import styles from './address.module.css';
import { copyAndTell } from './announcer.tsx';

interface MenuRequest {
  readonly target: ScopedAddress;
  readonly anchor: HTMLElement;
  /** Where the pointer was, for a context menu. */
  readonly point?: { readonly left: number; readonly top: number } | undefined;
}

const MenuLink = createLink(MenuItem);

let request: MenuRequest | null = null;
const listeners = new Set<() => void>();

function setRequest(next: MenuRequest | null): void {
  request = next;
  for (const listener of listeners) listener();
}

/**
 * Opens the menu of an address. One menu serves the page: a table shows hundreds of addresses, and a menu component
 * each would cost more than the table.
 */
export function openAddressMenu(next: MenuRequest): void {
  setRequest(next);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** `Address with zone` becomes `Copy address with zone`. */
function copyLabel(label: string): string {
  return `Copy ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

/** The place of the menu; one stands in the shell. */
export function AddressMenu(): ReactElement | null {
  const open = useSyncExternalStore(subscribe, () => request);
  // What was shown last stays while the menu fades out.
  const [last, setLast] = useState(open);
  if (open !== null && open !== last) setLast(open);
  const shown = open ?? last;
  const info = useQuery(infoQuery);
  const navigate = useNavigate();
  if (shown === null) return null;
  const close = (): void => setRequest(null);
  const copy = (text: string): void => {
    close();
    void copyAndTell(text);
  };
  const actions = actionsFor(shown.target);
  const platform = info.data?.platform ?? 'linux';
  const forms = copyForms(shown.target, platform);
  const commands = terminalCommands(shown.target, platform).filter(
    ({ id }) => !forms.some((form) => form.id === id),
  );
  return (
    <Menu
      open={open !== null}
      onClose={close}
      slotProps={{
        list: { 'aria-label': `Actions for ${formatScoped(shown.target)}`, dense: true },
        paper: { className: styles.menu },
      }}
      {...(shown.point === undefined
        ? { anchorEl: shown.anchor }
        : { anchorReference: 'anchorPosition' as const, anchorPosition: shown.point })}
    >
      {actions.map((action) => {
        const act = (): void => {
          close();
          doAction(action, shown.target, ({ tool, search }) => {
            void navigate({ to: '/probe/$tool', params: { tool }, search });
          });
        };
        if (action.kind !== 'tool')
          return (
            <MenuItem key={action.id} onClick={act}>
              {action.label}
            </MenuItem>
          );
        const search = actionSearch(action, shown.target);
        return (
          <MenuLink
            key={action.id}
            to="/probe/$tool"
            params={{ tool: action.tool }}
            search={search}
            onClick={(event) => {
              // Ctrl and the like open the page elsewhere, where nothing starts by itself.
              if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return close();
              event.preventDefault();
              act();
            }}
          >
            {action.label}
          </MenuLink>
        );
      })}
      {actions.length > 0 && <Divider />}
      {forms.map((form) => (
        <MenuItem key={form.id} className={styles.item} onClick={() => copy(form.text)}>
          <span className={styles.itemLabel}>{copyLabel(form.label)}</span>
          <code className={styles.itemText}>{form.text}</code>
        </MenuItem>
      ))}
      {commands.length > 0 && <Divider />}
      {commands.length > 0 && (
        <li role="presentation" className={styles.itemHeading}>
          More commands for a terminal
        </li>
      )}
      {commands.map((command) => (
        <MenuItem key={command.id} className={styles.item} onClick={() => copy(command.command)}>
          <span className={styles.itemLabel}>{command.label}</span>
          <code className={styles.itemText}>{command.command}</code>
        </MenuItem>
      ))}
    </Menu>
  );
}
