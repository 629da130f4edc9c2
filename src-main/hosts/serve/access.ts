import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret: 256 random bits, in letters that a URL and a cookie can hold. */
function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in a time that does not depend on where two texts differ, nor on their lengths. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/**
 * Who may use this server. A link holds a token that is good once; whoever brings it first gets the session cookie,
 * and with it as many windows as wanted. Both are forgotten with the process.
 */
export class Access {
  readonly #session = createSecret();
  #token: string | undefined;

  /** Makes a token for a new link; an older one that was not used yet is worth nothing from now on. */
  issueToken(): string {
    this.#token = createSecret();
    return this.#token;
  }

  /**
   * Exchanges the token for the session cookie.
   * @returns the value of Set-Cookie, or null where the token is not the one given out or has been used
   */
  spendToken(token: string, port: number): string | null {
    if (this.#token === undefined || !sameSecret(token, this.#token)) return null;
    this.#token = undefined;
    // No `Secure`: loopback has no TLS. No expiry: the cookie ends with the browser, the session with this process.
    return `${cookieName(port)}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Whether a request carries the session cookie. */
  hasSession(cookieHeader: string | undefined, port: number): boolean {
    const prefix = `${cookieName(port)}=`;
    const values = (cookieHeader ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(prefix))
      .map((pair) => pair.slice(prefix.length));
    return values.some((value) => sameSecret(value, this.#session));
  }
}

/** Cookies know no ports: the name keeps two servers on one computer apart. */
function cookieName(port: number): string {
  return `linkscope-${port}`;
}

/** The names by which a browser on this computer reaches the server. */
function ownHosts(port: number): readonly string[] {
  const names = ['127.0.0.1', '[::1]', 'localhost'];
  return [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])];
}

/**
 * A page elsewhere can point its own name at 127.0.0.1 (DNS rebinding), but then the Host header holds that name.
 */
export function hostAllowed(host: string | undefined, port: number): host is string {
  return host !== undefined && ownHosts(port).includes(host.toLowerCase());
}

/** Whether the request comes from a page of this very server; one that does not say where it comes from does not. */
export function originAllowed(origin: string | undefined, host: string): boolean {
  return origin === `http://${host.toLowerCase()}`;
}
