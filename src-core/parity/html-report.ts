import type { ParityDevice } from '../api/parity.ts';
import { visibleText } from '../net/visible-text.ts';
import { openPortsText } from './compare.ts';
import {
  countsText,
  onlyFamilyName,
  paritySections,
  severityWords,
  told,
  type ParitySection,
} from './report-words.ts';

const style =
  ':root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}' +
  'body{max-width:75rem;margin:2rem auto;padding:0 1rem}' +
  'table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid #8886}' +
  '.name{overflow-wrap:anywhere;min-width:11rem}.port{text-align:right;font-variant-numeric:tabular-nums}.high{font-weight:700}' +
  'tr{break-inside:avoid}';

/** Names come from the network: nothing in them may become an element or an attribute. */
function html(text: string, limit = 1_000): string {
  return visibleText(text, limit)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function row(name: string, addresses: string, port: string, word: string, text: string): string {
  const cells = [
    `<td class="name">${html(name)}</td>`,
    `<td class="name">${html(addresses)}</td>`,
    `<td class="port">${html(port)}</td>`,
    `<td${word === severityWords.high ? ' class="high"' : ''}>${word}</td>`,
    `<td>${html(text)}</td>`,
  ];
  return `<tr>${cells.join('')}</tr>`;
}

function findingRows(device: ParityDevice): string[] {
  const addresses = [...device.ipv4.addresses, ...device.ipv6.addresses].join(', ');
  const own = told(device).map(({ port, severity, text }) =>
    row(device.name, addresses, String(port), severityWords[severity], text),
  );
  const { state, text } = device.verdict;
  return own.length > 0
    ? own
    : [row(device.name, addresses, '', severityWords[state === 'unknown' ? 'unknown' : 'none'], text)];
}

/** Every port with its service takes less. */
const longestList = 2_000_000;

function loneRow(device: ParityDevice): string {
  const addresses = [...device.ipv4.addresses, ...device.ipv6.addresses].join(', ');
  const cells = [
    `<td class="name">${html(device.name)}</td>`,
    `<td class="name">${html(addresses)}</td>`,
    `<td>${html(onlyFamilyName(device))}</td>`,
    `<td class="name">${html(openPortsText(device.findings), longestList)}</td>`,
    `<td>${html(device.verdict.text)}</td>`,
  ];
  return `<tr>${cells.join('')}</tr>`;
}

function table({ id, title, devices }: ParitySection): string[] {
  const isLone = id === 'one-family';
  const heads = isLone
    ? ['Device', 'Addresses', 'Family', 'Open ports', 'What it means']
    : ['Device', 'Addresses', 'Port', 'Severity', 'Finding'];
  return [
    `<h2>${title} (${devices.length})</h2>`,
    `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...(isLone ? devices.map(loneRow) : devices.flatMap(findingRows)),
    '</tbody></table>',
  ];
}

/** A comparison as a page of its own that can be printed or sent: it loads nothing and runs nothing. */
export function htmlReport(devices: readonly ParityDevice[], time: string, scope: string): string {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>IPv4 and IPv6 compared</title><style>${style}</style></head><body>`,
    '<h1>IPv4 and IPv6 compared</h1>',
    `<p>${html(time)}, ${html(scope)}. ${html(countsText(devices))}.</p>`,
    ...paritySections(devices).flatMap(table),
    '</body></html>',
    '',
  ].join('\n');
}
