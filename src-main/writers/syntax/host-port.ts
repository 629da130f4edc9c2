import { family, type Address } from '../../../src-core/net/address.ts';

/** An address where a port may follow: IPv6 stands in brackets (RFC 3986 section 3.2.2, RFC 5952 section 6). */
export function bracketed(address: Address): string {
  return family(address) === 6 ? `[${address}]` : address;
}

/** `[2001:db8::1]:443`, `192.0.2.1:443`. */
export function hostPort(address: Address, port: number): string {
  return `${bracketed(address)}:${port}`;
}

/** The parts of `[2001:db8::1]:443`, `2001:db8::1`, `192.0.2.1:443`, `name` or `name:443`. */
export function splitHostPort(text: string): { readonly host: string; readonly port: number | undefined } {
  const match = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(text) ?? /^([^:]*)(?::(\d{1,5}))?$/.exec(text);
  if (match === null) return { host: text, port: undefined };
  return { host: match[1] ?? '', port: match[2] === undefined ? undefined : Number(match[2]) };
}
