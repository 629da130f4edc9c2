import type { FamilyView, ParityDevice, ParityFormat, PortView } from '../api/parity.ts';
import { formatCsv } from '../plan/csv.ts';
import { openPortsText } from './compare.ts';
import { htmlReport } from './html-report.ts';
import { countsText, onlyFamilyName, paritySections, severityWords, told } from './report-words.ts';

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
  const ordered = paritySections(devices).flatMap((section) => section.devices);
  const time = new Date(at).toISOString();
  const [extension, mediaType] = files[format];
  const write = { html: htmlReport, text: asText, csv: asCsv, json: asJson, markdown: asMarkdown }[format];
  const fileName = `parity-${time.slice(0, 16).replace(/[:T]/g, '-')}.${extension}`;
  // People read it to the minute; scripts take what they know.
  const shown = format === 'json' ? time : `${time.slice(0, 16).replace('T', ' ')} UTC`;
  return { fileName, mediaType, text: write(ordered, shown, scope) };
}

function addressesOf(device: ParityDevice): string {
  return [...device.ipv4.addresses, ...device.ipv6.addresses].join(', ');
}

function asText(devices: readonly ParityDevice[], time: string, scope: string): string {
  const parts = paritySections(devices).flatMap((section) => [
    `${section.title}: ${section.devices.length}`,
    ...section.devices.map((device) =>
      [
        `${device.name} (${addressesOf(device) || 'no address'})`,
        `  ${device.verdict.text}`,
        ...told(device).map(({ severity, text }) => `  ${severityWords[severity].padEnd(8)}${text}`),
      ].join('\n'),
    ),
  ]);
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
    'Compared',
  ];
  const rows = devices.flatMap((device) => {
    const compared = comparedWords(device);
    // Of a family that has no address there is no port that could have been asked.
    const view = ({ state }: FamilyView, port: PortView) =>
      state === 'no-address' ? [state, ''] : [port.state, port.reason];
    const own = device.findings.map(({ port, service, ipv4, ipv6, severity, text }) => [
      device.name,
      String(port),
      service ?? '',
      ...view(device.ipv4, ipv4),
      ...view(device.ipv6, ipv6),
      severity,
      text,
      compared,
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
            compared,
          ],
        ];
  });
  return formatCsv([head, ...rows]);
}

/** Whether there was something to compare: `yes`, `IPv6 only`, `no`. */
function comparedWords(device: ParityDevice): string {
  const { state } = device.verdict;
  if (state === 'one-family') return `${onlyFamilyName(device)} only`;
  return state === 'unknown' ? 'no' : 'yes';
}

function asJson(devices: readonly ParityDevice[], time: string, scope: string): string {
  return `${JSON.stringify({ at: time, scope, devices }, null, 2)}\n`;
}

function asMarkdown(devices: readonly ParityDevice[], time: string, scope: string): string {
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |`;
  const parts = paritySections(devices).flatMap((section) => {
    const isLone = section.id === 'one-family';
    const head = isLone
      ? ['| Device | Family | Open ports | What it means |', '| --- | --- | --- | --- |']
      : ['| Device | Port | Severity | Finding |', '| --- | ---: | --- | --- |'];
    const rows = section.devices.flatMap(isLone ? (device) => [loneCells(device)] : findingCells);
    return [`## ${section.title} (${section.devices.length})`, '', ...head, ...rows.map(line), ''];
  });
  const about = `${inCell(time)}, ${inCell(scope)}. ${countsText(devices)}.`;
  return ['# IPv4 and IPv6 compared', '', about, '', ...parts].join('\n');
}

function loneCells(device: ParityDevice): string[] {
  return [device.name, onlyFamilyName(device), openPortsText(device.findings), device.verdict.text];
}

function findingCells(device: ParityDevice): string[][] {
  const findings = told(device);
  if (findings.length === 0) {
    const word = device.verdict.state === 'unknown' ? 'Unknown' : 'None';
    return [[device.name, '', word, device.verdict.text]];
  }
  return findings.map(({ port, severity, text }) => [
    device.name,
    String(port),
    severityWords[severity],
    text,
  ]);
}

/** Names come from the network: none may end its cell, be a link or hold HTML. */
function inCell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#!~&]/g, '\\$&').replace(/\s+/g, ' ');
}
