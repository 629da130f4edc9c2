import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Links that were made and not used; an older one is worth nothing then. */
const mostTokens = 8;

/** The secret of a link, and whether the tab that it is for is watched. */
interface Token {
  readonly secret: string;
  readonly watched: boolean;
}

function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/**
 * Who may look at the pages of one device. A link holds a token that is good once; whoever brings it first gets a
 * cookie. Browsers send cookies to every port of a host, so each device has a host name of its own: its cookies, those
 * of other devices and those of this program never meet.
 */
export class Entrance {
  readonly hostName: string;
  /** Paths below this one are never the device's. */
  readonly reserved: string;
  readonly #cookieName: string;
  readonly #session = randomBytes(32).toString('base64url');
  #tokens: Token[] = [];

  constructor() {
    const label = randomBytes(8).toString('hex');
    // RFC 6761 section 6.3: browsers take every name below `localhost` for this computer and ask nobody.
    this.hostName = `page-${label}.localhost`;
    this.reserved = `/__linkscope-${label}/`;
    this.#cookieName = `linkscope-${label}`;
  }

  /** @param watched whether the tab that it is for is watched, so that its end is told */
  issueToken(watched: boolean): string {
    const secret = randomBytes(32).toString('base64url');
    this.#tokens = [...this.#tokens, { secret, watched }].slice(-mostTokens);
    return secret;
  }

  /** The value of Set-Cookie for a token, or null where that was not given out or has been used. */
  spendToken(given: string): { readonly cookie: string; readonly watched: boolean } | null {
    const found = this.#tokens.find(({ secret }) => sameSecret(given, secret));
    if (found === undefined) return null;
    this.#tokens = this.#tokens.filter((token) => token !== found);
    const cookie = `${this.#cookieName}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`;
    return { cookie, watched: found.watched };
  }

  /** Whether a request carries the cookie. A page could have set others of the same name: one right one is enough. */
  admits(cookieHeader: string | undefined): boolean {
    const prefix = `${this.#cookieName}=`;
    return (cookieHeader ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .some((pair) => pair.startsWith(prefix) && sameSecret(pair.slice(prefix.length), this.#session));
  }

  /** Whether a cookie is this program's own: it is never sent to the device, nor taken from it. */
  owns(cookieName: string): boolean {
    return cookieName.toLowerCase() === this.#cookieName;
  }
}
