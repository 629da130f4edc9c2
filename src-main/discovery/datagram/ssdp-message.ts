/** A message of SSDP (UPnP Device Architecture 2.0, section 1), as far as it is used. */
export interface SsdpMessage {
  /** `response` to a search, `alive` and `byebye` as announcements, `search` for others' questions. */
  readonly kind: 'response' | 'alive' | 'byebye' | 'search';
  /** ST or NT: what is there, such as `upnp:rootdevice`; empty where it is missing. */
  readonly target: string;
  /** The sender's software in its own words. */
  readonly server: string;
  /** Where the description is said to be: a text, never fetched. */
  readonly location: string;
}

/** Larger than any honest message: one that fills an Ethernet frame is rare. */
const largestMessage = 8192;
const mostHeaders = 64;
const longestValue = 1024;

/** Reads a datagram; undefined where it is no SSDP. */
export function readSsdp(data: Buffer): SsdpMessage | undefined {
  if (data.length > largestMessage) return undefined;
  const lines = data.toString('utf8').split(/\r?\n/, mostHeaders + 1);
  const kind = kindOfLine(lines[0] ?? '');
  if (kind === undefined) return undefined;
  const headers = new Map<string, string>();
  for (const line of lines.slice(1)) {
    if (line === '') break;
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toUpperCase();
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1, colon + 1 + longestValue).trim());
  }
  const field = (name: string) => headers.get(name) ?? '';
  return {
    kind: kind === 'alive' && field('NTS').toLowerCase() === 'ssdp:byebye' ? 'byebye' : kind,
    target: kind === 'response' ? field('ST') : field('NT'),
    server: field('SERVER'),
    location: field('LOCATION'),
  };
}

function kindOfLine(line: string): SsdpMessage['kind'] | undefined {
  if (/^HTTP\/1\.[01] 200(?: |$)/i.test(line)) return 'response';
  if (/^NOTIFY \* HTTP\/1\.[01]$/i.test(line)) return 'alive';
  if (/^M-SEARCH \* HTTP\/1\.[01]$/i.test(line)) return 'search';
  return undefined;
}

/**
 * A search. MX 1: answers are spread over one second.
 * @param host the group and port, `[ff02::c]:1900`
 */
export function ssdpSearch(host: string, target: string): string {
  return [
    'M-SEARCH * HTTP/1.1',
    `HOST: ${host}`,
    'MAN: "ssdp:discover"',
    'MX: 1',
    `ST: ${target}`,
    '',
    '',
  ].join('\r\n');
}
