import { randomBytes } from 'node:crypto';

/** The placeholder in index.html that every answer fills with a nonce of its own. */
const noncePlaceholder = '__CSP_NONCE__';

/** A fresh nonce, 128 random bits. */
export function createNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * The content security policy of the page, the same in every host.
 * @param nonce for the style sheets that the interface makes at run time; scripts come from files only
 * @param connect where the page may connect to beside its own origin: `ws://127.0.0.1:6464`
 */
export function contentSecurityPolicy(nonce: string, connect: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // React writes style attributes for positions and sizes; an attribute cannot load anything without img-src.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The headers that go with every answer, page or not. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // Nobody who opens this page gets hold of it, as with `same-origin`; the page keeps hold of the tabs that it opens, to see
  // when one is closed (decision 10).
  'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), usb=(), serial=(), hid=()',
};

/** The page with the nonce in place. */
export function withNonce(html: string, nonce: string): string {
  return html.replaceAll(noncePlaceholder, nonce);
}
