import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CookieGate } from './cookies.ts';
import type { DeviceAgent } from './device-socket.ts';
import type { Device, Place } from './device.ts';
import type { Entrance } from './entrance.ts';
import type { LocalPlace } from './local-place.ts';
import type { RedirectChains } from './redirect-chains.ts';

/** What the ports of a device have in common. */
export interface DevicePart {
  readonly device: Device;
  /** The device as the person named it. */
  readonly title: string;
  readonly entrance: Entrance;
  readonly cookies: CookieGate;
  readonly redirects: RedirectChains;
  /** Where a link leads to. */
  readonly firstPath: string;
  /** Aborted when the page is closed. */
  readonly signal: AbortSignal;
  /** Where the open ports of the device are found, by keyOf(). */
  origins(): ReadonlyMap<string, string>;
  /** Shows a port, or gives the one that is shown already. @throws ToolError */
  open(place: Place): Promise<PortPart>;
  used(): void;
  /** The browser that was let in asks for something. */
  asked(request: IncomingMessage): void;
  /** The page is shown in a tab that nobody watches. */
  openedUnseen(): void;
  /** Writes a line of the log. */
  note(place: Place, request: IncomingMessage, status: number | null, note: string | null): void;
  /** Remembers a host that the device wanted to send the browser to. */
  external(url: string): void;
}

/** One port of a device as it is shown. */
export interface PortPart {
  readonly session: DevicePart;
  readonly place: Place;
  readonly local: LocalPlace;
  /** Keeps connections, for what may be asked again. */
  readonly agent: DeviceAgent;
  /** A new connection for each request. */
  readonly freshAgent: DeviceAgent;
  /** Whether the person let the certificate pass. */
  accepted: boolean;
  /** Why a request must not go on to the device, or null where it may. */
  refusal(request: IncomingMessage): { readonly status: 401 | 403 | 421; readonly why: string } | null;
  /** Takes a connection that the server no longer knows, to end it with the page. */
  keep(socket: Duplex): void;
}
