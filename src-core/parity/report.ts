import type { ParityDevice, ParityFormat } from '../api/parity.ts';
import { formatCsv } from '../plan/csv.ts';
import { severityRank } from './compare.ts';
import { htmlReport } from './html-report.ts';
import { countsText, severityWords, told } from './report-words.ts';

/** A report as a file's text, with the name and the type that it should have. */
export interface Report {
  readonly fileName: string;
  readonly mediaType: string;
  readonly text: string;
}

const files: Readonly<Record<ParityFormat, readonly [extension: string, mediaType: string]>> = {
  html: ['html', 'text/html'],
  text: ['txt', 'text/plain'],
  csv: ['csv', 'text/csv'],
  json: ['json', 'application/json'],
  markdown: ['md', 'text/markdown'],
};

/**
 * The comparison of many devices as a report, the gravest first.
 * @param at when it was made, in UTC milliseconds
 * @param scope what was looked at, in words: `12 devices, 1,000 common ports`
 */
export function parityReport(
  devices: readonly ParityDevice[],
  format: ParityFormat,
  at: number,
  scope: string,
): Report {
  const ordered = devices.toSorted((one, other) => worst(other) - worst(one));
  const time = new Date(at).toISOString();
  const [extension, mediaType] = files[format];
  const write = { html: htmlReport, text: asText, csv: asCsv, json: asJson, markdown: asMarkdown }[format];
  const fileName = `parity-${time.slice(0, 16).replace(/[:T]/g, '-')}.${extension}`;
  // People read it to the minute; scripts take what they know.
  const shown = format === 'json' ? time : `${time.slice(0, 16).replace('T', ' ')} UTC`;
  return { fileName, mediaType, text: write(ordered, shown, scope) };
}

/** The rank of a device's gravest finding; one that could not be compared stands before those that are the same. */
export function worst({ findings, verdict }: ParityDevice): number {
  const own = Math.max(0, ...findings.map(({ severity }) => severityRank[severity]));
  return verdict.state === 'unknown' ? Math.max(own, severityRank.unknown) : own;
}

function addressesOf(device: ParityDevice): string {
  return [...device.ipv4.addresses, ...device.ipv6.addresses].join(', ');
}

function asText(devices: readonly ParityDevice[], time: string, scope: string): string {
  const parts = devices.map((device) =>
    [
      `${device.name} (${addressesOf(device) || 'no address'})`,
      `  ${device.verdict.text}`,
      ...told(device).map(({ severity, text }) => `  ${severityWords[severity].padEnd(8)}${text}`),
    ].join('\n'),
  );
  return [`IPv4 and IPv6 compared, ${time}, ${scope}`, countsText(devices), ...parts].join('\n\n') + '\n';
}

function asCsv(devices: readonly ParityDevice[]): string {
  const head = [
    'Device',
    'Port',
    'Service',
    'IPv4',
    'IPv4 reason',
    'IPv6',
    'IPv6 reason',
    'Severity',
    'Finding',
  ];
  const rows = devices.flatMap((device) => {
    const own = device.findings.map(({ port, service, ipv4, ipv6, severity, text }) => [
      device.name,
      String(port),
      service ?? '',
      ipv4.state,
      ipv4.reason,
      ipv6.state,
      ipv6.reason,
      severity,
      text,
    ]);
    // A device without findings stands in the table too: left out, it would look as if it had not been asked.
    return own.length > 0
      ? own
      : [
          [
            device.name,
            '',
            '',
            device.ipv4.state,
            '',
            device.ipv6.state,
            '',
            device.verdict.state,
            device.verdict.text,
          ],
        ];
  });
  return formatCsv([head, ...rows]);
}

function asJson(devices: readonly ParityDevice[], time: string, scope: string): string {
  return `${JSON.stringify({ at: time, scope, devices }, null, 2)}\n`;
}

function asMarkdown(devices: readonly ParityDevice[], time: string, scope: string): string {
  const rows = devices.flatMap((device) => {
    const findings = told(device);
    if (findings.length === 0)
      return [
        [device.name, '', device.verdict.state === 'unknown' ? 'Unknown' : 'None', device.verdict.text],
      ];
    return findings.map(({ port, severity, text }) => [
      device.name,
      String(port),
      severityWords[severity],
      text,
    ]);
  });
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |`;
  return [
    '# IPv4 and IPv6 compared',
    '',
    `${inCell(time)}, ${inCell(scope)}. ${countsText(devices)}.`,
    '',
    line(['Device', 'Port', 'Severity', 'Finding']),
    '| --- | ---: | --- | --- |',
    ...rows.map(line),
    '',
  ].join('\n');
}

/** Names come from the network: none may end its cell, be a link or hold HTML. */
function inCell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#!~&]/g, '\\$&').replace(/\s+/g, ' ');
}
