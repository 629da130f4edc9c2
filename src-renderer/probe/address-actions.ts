import { kindOf } from '../../src-core/net/kind.ts';
import { macOfEui64 } from '../../src-core/net/mac.ts';
import { formatScoped, type ScopedAddress } from '../../src-core/net/zone.ts';
import { api } from '../app/api.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import type { ProbeSearch } from './probe-search.ts';

interface ActionBase {
  readonly id: string;
  readonly label: string;
  /** Left out: every address of one host. */
  takes?(target: ScopedAddress): boolean;
}

/** A tool of the Probe page with the address as its target. */
interface ToolAction extends ActionBase {
  /** The id of the tool in probe-tools.ts. */
  readonly tool: string;
  /** Options beside the target. */
  readonly search?: ProbeSearch;
  /** Left out, the tool starts at once; false only opens its page. */
  readonly starts?: false;
  /** What the tool takes in place of the address. */
  targetOf?(target: ScopedAddress): string | undefined;
}

/** Something that is done without leaving the page. */
interface DirectAction extends ActionBase {
  readonly tool?: undefined;
  /** What is said when it is done. @throws why it could not be done */
  act(target: ScopedAddress): Promise<string>;
}

/** Something that can be done with an address. */
export type AddressAction = ToolAction | DirectAction;

/** What the menu of an address and the box on top offer, in their order. To add one, add its entry here. */
const addressActions: readonly AddressAction[] = [
  { id: 'ping', label: 'Ping', tool: 'ping', takes: ({ address }) => kindOf(address) !== 'unspecified' },
  { id: 'ports', label: 'Scan ports', tool: 'ports' },
  // Who to log in as is the person's word, so only the page is opened.
  { id: 'ssh', label: 'SSH', tool: 'terminal', search: { mode: 'ssh' }, starts: false },
  { id: 'own-terminal', label: 'SSH in my own terminal', act: openOwnTerminal },
  { id: 'path', label: 'Trace path', tool: 'path' },
  { id: 'path-mtu', label: 'Find path MTU', tool: 'path-mtu' },
  { id: 'web-page', label: 'Open web page', tool: 'web-page' },
  { id: 'dns', label: 'Look up its name', tool: 'dns' },
  {
    id: 'wake',
    label: 'Wake on LAN',
    tool: 'wake',
    starts: false,
    takes: ({ address }) => macOfEui64(address) !== undefined,
    targetOf: ({ address }) => macOfEui64(address),
  },
];

/** The actions for an address. */
export function actionsFor(target: ScopedAddress): AddressAction[] {
  return addressActions.filter(({ takes = isHost }) => takes(target));
}

/** The search of the link of an action. */
export function actionSearch(action: ToolAction, target: ScopedAddress): ProbeSearch & { target: string } {
  return { ...action.search, target: action.targetOf?.(target) ?? formatScoped(target) };
}

/** As whom to log in is left to the person's configuration of ssh. */
async function openOwnTerminal(target: ScopedAddress): Promise<string> {
  const request = { target: formatScoped(target), user: null, port: null, jump: null };
  const { program } = await api.terminal.openOwn(request);
  return `Opened ${program}`;
}

/** Does what leads to no page, and says how it went. */
export function actDirectly(action: DirectAction, target: ScopedAddress): void {
  action.act(target).then(
    (text) => announce(text),
    (error: unknown) => announce(`${action.label}: ${failureText(error)}`, true),
  );
}

function isHost({ address }: ScopedAddress): boolean {
  const kind = kindOf(address);
  return kind !== 'unspecified' && kind !== 'multicast' && kind !== 'broadcast';
}
