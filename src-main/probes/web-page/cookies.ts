import type { Entrance } from './entrance.ts';

const longestCookie = 8_192;
const mostRemembered = 500;
/** Browsers take cookies with these names over TLS only, and the browser's side of this program has none. */
const guarded = /^__(?:host|secure)-/i;

/** The cookies of a device on their way between it and the browser. */
export class CookieGate {
  readonly #entrance: Entrance;
  readonly #marker: string;
  /** Names that the device marked `Secure`: they go to its ports with TLS alone. */
  readonly #secure = new Set<string>();

  constructor(entrance: Entrance) {
    this.#entrance = entrance;
    this.#marker = `${entrance.hostName.split('.', 1)[0] ?? ''}.`;
  }

  /**
   * The Cookie header for the device, or undefined where there is nothing for it.
   * @param tls whether it goes over TLS
   */
  toDevice(header: string | undefined, tls: boolean): string | undefined {
    const pairs = (header ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair !== '' && !this.#entrance.owns(nameOf(pair)))
      .map((pair) => (pair.startsWith(this.#marker) ? pair.slice(this.#marker.length) : pair))
      .filter((pair) => tls || !(this.#secure.has(nameOf(pair)) || guarded.test(nameOf(pair))));
    return pairs.length === 0 ? undefined : pairs.join('; ');
  }

  /**
   * A Set-Cookie header for the browser: without the domain (it is another one here), and without `Secure` (there is
   * no TLS on loopback), which is remembered.
   * @returns null for a cookie that would take the place of this program's own, or is too long for any browser
   */
  toBrowser(header: string): string | null {
    const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
    const name = nameOf(pair);
    if (header.length > longestCookie || this.#entrance.owns(name) || name.startsWith(this.#marker))
      return null;
    if (attributes.some((attribute) => /^secure$/i.test(attribute))) {
      if (this.#secure.size < mostRemembered) this.#secure.add(name);
    }
    const kept = attributes
      .filter((attribute) => !/^(?:domain(?:\s*=|$)|secure$|partitioned$)/i.test(attribute))
      // SameSite=None is refused without Secure.
      .map((attribute) => (/^samesite\s*=\s*none$/i.test(attribute) ? 'SameSite=Lax' : attribute));
    return [guarded.test(name) ? `${this.#marker}${pair}` : pair, ...kept].join('; ');
  }
}

function nameOf(pair: string): string {
  const at = pair.indexOf('=');
  return (at < 0 ? '' : pair.slice(0, at)).trim();
}
