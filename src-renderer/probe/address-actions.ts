import { kindOf } from '../../src-core/net/kind.ts';
import { macOfEui64 } from '../../src-core/net/mac.ts';
import { formatScoped, type ScopedAddress } from '../../src-core/net/zone.ts';
import type { ProbeSearch } from './probe-search.ts';

/** Something that can be done with an address: a tool of the Probe page with the address as its target. */
export interface AddressAction {
  readonly id: string;
  readonly label: string;
  /** The id of the tool in probe-tools.ts. */
  readonly tool: string;
  /** Options beside the target. */
  readonly search?: ProbeSearch;
  /** Left out, the tool starts at once; false only opens its page. */
  readonly starts?: false;
  /** What the tool takes in place of the address. */
  targetOf?(target: ScopedAddress): string | undefined;
  /** Left out: every address of one host. */
  takes?(target: ScopedAddress): boolean;
}

/** What the menu of an address and the box on top offer, in their order. To add one, add its entry here. */
const addressActions: readonly AddressAction[] = [
  { id: 'ping', label: 'Ping', tool: 'ping', takes: ({ address }) => kindOf(address) !== 'unspecified' },
  { id: 'ports', label: 'Scan ports', tool: 'ports' },
  // Who to log in as is the person's word, so only the page is opened.
  { id: 'ssh', label: 'SSH', tool: 'terminal', search: { mode: 'ssh' }, starts: false },
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
export function actionSearch(action: AddressAction, target: ScopedAddress): ProbeSearch & { target: string } {
  return { ...action.search, target: action.targetOf?.(target) ?? formatScoped(target) };
}

function isHost({ address }: ScopedAddress): boolean {
  const kind = kindOf(address);
  return kind !== 'unspecified' && kind !== 'multicast' && kind !== 'broadcast';
}
