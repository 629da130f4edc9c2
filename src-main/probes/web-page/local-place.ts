import { keyOf, type Device, type Place } from './device.ts';

/** Where one port of a device is found on this computer. */
export interface LocalPlace {
  readonly device: Device;
  readonly place: Place;
  /** `page-x.localhost`, the same for all ports of the device: it has their cookies and nobody else's. */
  readonly hostName: string;
  /** The port on loopback. */
  readonly port: number;
  /** Paths below this one are never the device's: `/__linkscope-x/`. */
  readonly reserved: string;
  /** The origins of the ports of the device that are open, by keyOf(). */
  origins(): ReadonlyMap<string, string>;
}

/** `page-x.localhost:40123`: what a browser says in its Host header. */
export function localAuthority({ hostName, port }: LocalPlace): string {
  return `${hostName}:${port}`;
}

export function localOrigin(local: LocalPlace): string {
  return `http://${localAuthority(local)}`;
}

/** `__linkscope-x/to/https/8443`: asks for another port of the device, which is opened when the browser comes for it. */
export function pathTo(local: LocalPlace, { port, tls }: Place): string {
  return `${local.reserved}to/${tls ? 'https' : 'http'}/${port}`;
}

/** What stands between `//` and the path where a link of the device means one of its ports. */
export function localTarget(local: LocalPlace, place: Place): string {
  return keyOf(place) === keyOf(local.place)
    ? localAuthority(local)
    : `${localAuthority(local)}${pathTo(local, place)}`;
}

/** The port of the device that is shown at a local origin; undefined where none is. */
export function placeShownAt(local: LocalPlace, origin: string): Place | undefined {
  const key = [...local.origins()].find(([, own]) => own === origin)?.[0];
  if (key === undefined) return undefined;
  const [scheme = '', port = ''] = key.split(':');
  return { port: Number(port), tls: scheme === 'https' };
}
