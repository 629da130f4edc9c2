import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { family, tryParseAddress } from '../../../src-core/net/address.ts';
import { formatScoped } from '../../../src-core/net/zone.ts';

/** The one host whose pages are shown, in the forms that the parts of a request need. */
export interface Device {
  readonly target: ProbeTarget;
  /** What a socket is connected to, zone and all: `fe80::1%eth0`. */
  readonly connectTo: string;
  /** What stands in a Host header and in the device's own links: `[fe80::1]`, `192.0.2.1`, `nas.example`. */
  readonly uriHost: string;
  /** Null where an address was given. */
  readonly name: string | null;
}

/** One port of the device, and whether it speaks TLS. */
export interface Place {
  readonly port: number;
  readonly tls: boolean;
}

/**
 * The device of a target. A zone means something to the computer that has the interface and to nobody else, so it is
 * never sent: the Host header has the bare address (RFC 6874 section 1, RFC 9110 section 7.2).
 */
export function deviceOf(target: ProbeTarget): Device {
  const { address, zone, text } = target;
  const isName = !text.includes(':') && !text.includes('%') && tryParseAddress(text) === undefined;
  const name = isName ? text.toLowerCase().replace(/\.$/, '') : null;
  return {
    target,
    connectTo: formatScoped({ address, zone: zone ?? undefined }),
    uriHost: name ?? (family(address) === 6 ? `[${address}]` : address),
    name,
  };
}

/** `[fe80::1]:8080`; the port is left out where it is the scheme's own. */
export function authorityOf(device: Device, { port, tls }: Place): string {
  return port === (tls ? 443 : 80) ? device.uriHost : `${device.uriHost}:${port}`;
}

/** `https://[fe80::1]:8443` */
export function originOf(device: Device, place: Place): string {
  return `${place.tls ? 'https' : 'http'}://${authorityOf(device, place)}`;
}

/** `http:8080`: a key for maps. */
export function keyOf({ port, tls }: Place): string {
  return `${tls ? 'https' : 'http'}:${port}`;
}

/**
 * Whether the host of a link is the device: its address in any spelling, with any zone (what another computer calls
 * its interface says nothing here), or the name that was asked for.
 * @param host as it stands in the link: `[FE80::0001%25eth0]`, `192.0.2.1`, `NAS.example.`
 */
export function isDevice(device: Device, host: string): boolean {
  const text = host.startsWith('[') ? host.slice(1, -1).replace(/%.*$/s, '') : host;
  if (tryParseAddress(text) === device.target.address) return true;
  return device.name !== null && text.toLowerCase().replace(/\.$/, '') === device.name;
}

/**
 * The place that a link to the device means.
 * @param scheme with or without its colon: `http`, `wss`
 * @param authority `[fe80::1]:8080`
 * @returns null for any other host, and for what is no authority
 */
export function placeIn(device: Device, scheme: string, authority: string): Place | null {
  const found = /^(\[[^\]]*\]|[^:[\]@]+)(?::(\d{0,5}))?$/.exec(authority);
  const host = found?.[1];
  if (host === undefined || !isDevice(device, host)) return null;
  const tls = /^(?:https|wss)/i.test(scheme);
  const given = found?.[2];
  const port = given === undefined || given === '' ? (tls ? 443 : 80) : Number(given);
  return port >= 1 && port <= 65_535 ? { port, tls } : null;
}
