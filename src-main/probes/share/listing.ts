import { createHash } from 'node:crypto';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { namesOf, type FolderEntry } from './shared-folder.ts';

const style =
  ':root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}' +
  'body{max-width:60rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.2rem;overflow-wrap:anywhere}' +
  'table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.2rem .75rem .2rem 0}' +
  'td:first-child{overflow-wrap:anywhere}td+td,th+th{white-space:nowrap;font-variant-numeric:tabular-nums}';

/** The policy of a listing: a name in it can do nothing, however it is written. */
export const listingPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;

function html(text: string): string {
  return visibleText(text, 1_000)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A path as a URL has it, each name encoded by itself. A name that is no whole text (of bytes) has no URL. */
export function encodedPath(names: readonly string[]): string {
  return names.map((name) => `/${encodeURIComponent(name.toWellFormed())}`).join('');
}

function sizeText(size: number): string {
  if (size === 1) return '1 byte';
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = size;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? ''}`;
}

/** A folder as a page of HTML that needs no script. */
export function listingPage(
  names: readonly string[],
  entries: readonly FolderEntry[],
  more: boolean,
): string {
  const title = html(`/${names.join('/')}`);
  const up = names.length === 0 ? '' : '<tr><td><a href="../">../</a></td><td></td><td></td></tr>';
  const rows = entries.map(({ name, folder, size, modifiedAt }) => {
    const slash = folder ? '/' : '';
    const path = encodedPath([...names, name]);
    const when = modifiedAt.toISOString().slice(0, 16).replace('T', ' ');
    // What no request can name (a line break in it, or bytes that are no text) is told, and leads nowhere.
    const shown = `${html(name)}${slash}`;
    const cell = namesOf(path) === null ? shown : `<a href="${html(path)}${slash}">${shown}</a>`;
    return `<tr><td>${cell}</td><td>${folder ? '' : sizeText(size)}</td><td>${when}</td></tr>`;
  });
  const left = more ? '<p>There is more than is listed here.</p>' : '';
  return (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    `<title>${title}</title><style>${style}</style><h1>${title}</h1>` +
    '<table><thead><tr><th>Name</th><th>Size</th><th>Changed (UTC)</th></tr></thead><tbody>' +
    `${up}${rows.join('')}</tbody></table>${left}</html>`
  );
}
