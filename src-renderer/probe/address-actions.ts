import { kindOf } from '../../src-core/net/kind.ts';
import { macOfEui64 } from '../../src-core/net/mac.ts';
import { prefixAround } from '../../src-core/net/prefix-around.ts';
import { formatScoped, type ScopedAddress } from '../../src-core/net/zone.ts';
import { api } from '../app/api.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { devicesWith } from './devices-with.ts';
import type { ProbeSearch } from './probe-search.ts';
import { askToStart } from './start-request.ts';

interface ActionBase {
  readonly id: string;
  readonly label: string;
  /** Left out: every address of one host. */
  takes?(target: ScopedAddress): boolean;
}

/** A tool of the Probe page with the address as its target. */
interface ToolAction extends ActionBase {
  readonly kind: 'tool';
  /** The id of the tool in probe-tools.ts. */
  readonly tool: string;
  /** Options beside the target. */
  readonly search?: ProbeSearch;
  /** What its page opens with; left out: the address as its target. */
  searchOf?(target: ScopedAddress): ProbeSearch;
  /** Left out, the tool starts at once; false only opens its page. */
  readonly starts?: false;
}

/** A tool that takes something else than an address, which the devices that were found tell. */
interface FoundAction extends ActionBase {
  readonly kind: 'found';
  readonly tool: string;
  /** What the tool opens with. @throws why that is not known */
  find(target: ScopedAddress): Promise<ProbeSearch>;
}

/** Something that is done without leaving the page. */
interface DirectAction extends ActionBase {
  readonly kind: 'direct';
  /** What is said when it is done. @throws why it could not be done */
  act(target: ScopedAddress): Promise<string>;
}

/** Something that can be done with an address. */
export type AddressAction = ToolAction | FoundAction | DirectAction;

/** What the menu of an address and the box on top offer, in their order: every tool of the Probe page has its entry. */
const addressActions: readonly AddressAction[] = [
  {
    kind: 'tool',
    id: 'ping',
    label: 'Ping',
    tool: 'ping',
    takes: ({ address }) => kindOf(address) !== 'unspecified',
  },
  { kind: 'tool', id: 'ports', label: 'Scan ports', tool: 'ports' },
  // Who to log in as is the person's word, so only the page is opened.
  { kind: 'tool', id: 'ssh', label: 'SSH', tool: 'terminal', search: { mode: 'ssh' }, starts: false },
  { kind: 'direct', id: 'own-terminal', label: 'SSH in my own terminal', act: openOwnTerminal },
  {
    kind: 'tool',
    id: 'connect',
    label: 'Connect to a port',
    tool: 'terminal',
    search: { mode: 'raw' },
    starts: false,
  },
  { kind: 'tool', id: 'web-page', label: 'Open web page', tool: 'web-page' },
  { kind: 'tool', id: 'path', label: 'Trace path', tool: 'path' },
  { kind: 'tool', id: 'path-mtu', label: 'Find path MTU', tool: 'path-mtu' },
  { kind: 'found', id: 'parity', label: 'Compare IPv4 and IPv6', tool: 'parity', find: comparedDevices },
  { kind: 'tool', id: 'dns', label: 'Look up its name', tool: 'dns' },
  { kind: 'found', id: 'wake', label: 'Wake on LAN', tool: 'wake', find: macToWake },
  // Which folder, and how many addresses of others are asked, is the person's word too.
  {
    kind: 'tool',
    id: 'share',
    label: 'Share a folder with it',
    tool: 'share',
    starts: false,
    searchOf: (target) => ({ with: formatScoped(target) }),
  },
  {
    kind: 'tool',
    id: 'random-targets',
    label: 'Ask random addresses beside it',
    tool: 'random-targets',
    starts: false,
    searchOf: (target) => ({ target: prefixAround(target) }),
  },
];

/** The actions for an address. */
export function actionsFor(target: ScopedAddress): AddressAction[] {
  return addressActions.filter(({ takes = isHost }) => takes(target));
}

/** The search of the link of an action. */
export function actionSearch(action: ToolAction, target: ScopedAddress): ProbeSearch {
  return action.searchOf?.(target) ?? { ...action.search, target: formatScoped(target) };
}

/** As whom to log in is left to the person's configuration of ssh. */
async function openOwnTerminal(target: ScopedAddress): Promise<string> {
  const request = { target: formatScoped(target), user: null, port: null, jump: null };
  const { program } = await api.terminal.openOwn(request);
  return `Opened ${program}`;
}

/** A device has its addresses of both families from what was found. */
async function comparedDevices(target: ScopedAddress): Promise<ProbeSearch> {
  const found = await devicesWith(target);
  if (found.length === 0) {
    throw new Error(
      `no device with ${formatScoped(target)} was found yet, so its other addresses are not known: run Discover`,
    );
  }
  return { devices: found.map(({ id }) => id).join(' ') };
}

/** The MAC of a device: out of the address where that was formed from it, else as it was found. */
async function macToWake(target: ScopedAddress): Promise<ProbeSearch> {
  // Also of an address that needs none: the device was found there.
  const zone: ProbeSearch = target.zone === undefined ? {} : { zone: target.zone };
  const formed = macOfEui64(target.address);
  if (formed !== undefined) return { ...zone, target: formed };
  const mac = (await devicesWith(target)).find((each) => each.mac !== null)?.mac;
  if (mac === undefined || mac === null)
    throw new Error(
      `the MAC of ${formatScoped(target)} was not found yet: run Discover, or give it to Wake on LAN`,
    );
  return { ...zone, target: mac };
}

/** Where an action leads: the page of a tool. */
export interface ToolPlace {
  readonly tool: string;
  readonly search: ProbeSearch;
}

/**
 * Does what an action stands for.
 * @param go leads to the page of a tool
 */
export function doAction(action: AddressAction, target: ScopedAddress, go: (place: ToolPlace) => void): void {
  const failed = (error: unknown) => announce(`${action.label}: ${failureText(error)}`, true);
  if (action.kind === 'direct') {
    action.act(target).then((text) => announce(text), failed);
    return;
  }
  if (action.kind === 'found') {
    action.find(target).then((search) => go({ tool: action.tool, search }), failed);
    return;
  }
  const search = actionSearch(action, target);
  if (action.starts !== false) askToStart(action.tool, search.target ?? '');
  go({ tool: action.tool, search });
}

function isHost({ address }: ScopedAddress): boolean {
  const kind = kindOf(address);
  return kind !== 'unspecified' && kind !== 'multicast' && kind !== 'broadcast';
}
