import { createHash } from 'node:crypto';
import type { Failure } from '../../../src-core/api/errors.ts';
import type { CertificateFacts } from '../../../src-core/api/web-page.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';

/** A page that this program shows in place of one of the device. */
export interface OwnPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const style =
  ':root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}' +
  'body{max-width:44rem;margin:12vh auto;padding:0 1.5rem}h1{font-size:1.3rem;margin:0 0 .75rem}' +
  'dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.25rem;margin:1.25rem 0}' +
  'dt{opacity:.75}dd{margin:0;overflow-wrap:anywhere}' +
  'code{font:13px ui-monospace,monospace;overflow-wrap:anywhere}' +
  'button{font:inherit;font-weight:600;padding:.5rem 1.1rem;border-radius:6px;border:1px solid;cursor:pointer}' +
  'a{overflow-wrap:anywhere}';

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Text as HTML shows it: nothing in it is markup, and nothing in it is invisible. */
function html(text: string, limit = 2_000): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return visibleText(text, limit).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

function page(status: number, title: string, body: string, script = ''): OwnPage {
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    ...(script === '' ? [] : [`script-src ${hashOf(script)}`, "connect-src 'self'"]),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  const tag = script === '' ? '' : `<script>${script}</script>`;
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy.join('; '),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    },
    body:
      '<!doctype html><html lang="en"><meta charset="utf-8">' +
      '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">' +
      `<title>${html(title)}</title><style>${style}</style>` +
      `<main><h1>${html(title)}</h1>${body}</main>${tag}</html>`,
  };
}

/** A plain answer to what is no page: a picture, a script, a request of a script. */
export function textPage(status: number, text: string): OwnPage {
  return {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
    body: `${visibleText(text, 2_000)}\n`,
  };
}

// The token is behind the # so that it is in no log; the page is asked for from here, so that the cookie, which only
// goes with what comes from the same site, goes with it.
const enterScript =
  "const t=location.hash.slice(1);history.replaceState(null,'',location.pathname);" +
  "const n=document.querySelector('p');" +
  "fetch(location.pathname,{method:'POST',body:t}).then(async r=>{const x=await r.text();" +
  "if(r.ok)location.replace(x);else n.textContent=x},()=>{n.textContent='Linkscope does not answer any more.'});";

/** Exchanges the token of a link for the cookie. */
export function enterPage(): OwnPage {
  return page(200, 'Opening the page', '<p>One moment …</p>', enterScript);
}

/** For a browser without the cookie. @param path what it asked for */
export function strangerPage(path: string): OwnPage {
  // Two slashes would be another host.
  const own = path.replace(/^[\\/]+/, '/');
  return page(
    401,
    'This page is open for another browser',
    '<p>Linkscope lets in the browser that it opened the page in. If this is the one, ' +
      `<a href="${html(own)}">go on</a>. Otherwise make a new link in Linkscope: Probe, Web page, Open.</p>`,
  );
}

/** Says where the device wants to send the browser; nothing was asked of that host. */
export function externalPage(url: string, device: string): OwnPage {
  const shown = html(url);
  const link = /^https?:\/\//i.test(url)
    ? `<a rel="noreferrer" href="${shown}">${shown}</a>`
    : `<code>${shown}</code>`;
  return page(
    502,
    'The device sends you to another host',
    `<p>${html(device)} sends you to an address that is not its own. Linkscope shows pages of this device alone and ` +
      `did not go there. You can go there yourself, if this computer can reach it:</p><p>${link}</p>`,
  );
}

export function errorPage(failure: Failure, device: string): OwnPage {
  const detail = failure.detail === undefined ? '' : `<p><code>${html(failure.detail)}</code></p>`;
  const message = failure.message.charAt(0).toUpperCase() + failure.message.slice(1);
  const status = failure.code === 'timeout' ? 504 : 502;
  return page(status, `No page from ${device}`, `<p>${html(message)}.</p>${detail}`);
}

function day(time: number | null): string {
  return time === null ? 'not told' : new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}

/** Shows the certificate, which the browser cannot see, before anything else is asked of the device. */
export function certificatePage(
  facts: CertificateFacts,
  device: string,
  accept: { readonly action: string; readonly back: string },
): OwnPage {
  const more = facts.moreNames === 0 ? '' : `, and ${facts.moreNames} more`;
  const rows = [
    ['Subject', facts.subject],
    ['Issuer', facts.selfSigned ? `${facts.issuer} (self-signed)` : facts.issuer],
    ['For', `${facts.names.join(', ') || 'no names or addresses'}${more}`],
    ['Valid', `${day(facts.validFrom)} to ${day(facts.validUntil)} UTC`],
    ['Key', facts.key ?? 'not told'],
    ['Connection', facts.protocol],
    ['SHA-256', facts.fingerprint],
  ] as const;
  const list = rows.map(([name, value]) => `<dt>${name}</dt><dd><code>${html(value)}</code></dd>`);
  return page(
    403,
    `Is this the certificate of ${device}?`,
    `<p>The connection to the device is encrypted, but ${html(facts.distrust ?? 'its certificate was not checked')}. ` +
      'Compare the fingerprint with what the device itself shows, where it does.</p>' +
      `<dl>${list.join('')}</dl>` +
      `<form method="post" action="${html(accept.action)}">` +
      `<input type="hidden" name="back" value="${html(accept.back)}">` +
      '<button>Open the page</button></form>' +
      '<p>This counts until the page is closed in Linkscope. A device that shows another one then is not talked to.</p>',
  );
}
