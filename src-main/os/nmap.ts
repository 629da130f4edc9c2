import { ToolError } from '../../src-core/api/errors.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { stream } from './stream.ts';

/** What nmap is asked: one family at a time, as it can do no other. */
export interface NmapRequest {
  readonly family: 4 | 6;
  /** Addresses with their zones. */
  readonly addresses: readonly string[];
  /** As `22,80,8000-8100`. */
  readonly ports: string;
  /** Whether it asks open ports what they are (-sV). */
  readonly services: boolean;
  readonly perSecond: number | null;
}

/** nmap tells hosts when it has done with their whole group: small groups are told as they come. */
export const mostTogether = 16;

/** Arguments of nmap for a connect scan without root, names or a look whether hosts are up; XML to its output. */
export function nmapArguments({ family, addresses, ports, services, perSecond }: NmapRequest): string[] {
  return [
    ...(family === 6 ? ['-6'] : []),
    '-sT',
    '-n',
    '-Pn',
    '--max-hostgroup',
    String(mostTogether),
    '--stats-every',
    '1s',
    '-oX',
    '-',
    '-p',
    ports,
    ...(services ? ['-sV', '--version-light'] : []),
    ...(perSecond === null ? [] : ['--max-rate', String(perSecond)]),
    ...addresses,
  ];
}

/**
 * Runs nmap and gives its XML line by line, as it writes it.
 * @throws ToolError `missing-command` where it is not installed, `internal` where it failed; as stream() in os/exec.ts
 */
export async function* nmapLines(request: NmapRequest, signal: AbortSignal): AsyncGenerator<string> {
  const options = { signal, remedy: 'install nmap (https://nmap.org), or scan without it' };
  for await (const item of stream('nmap', nmapArguments(request), options)) {
    if (item.type === 'line') yield item.text;
    else if (item.code !== 0) {
      const detail = visibleText(item.stderr.trim(), 500);
      throw new ToolError('internal', `nmap ended with ${item.code}`, detail);
    }
  }
}
