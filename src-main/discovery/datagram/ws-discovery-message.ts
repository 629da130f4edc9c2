/** What a device says of itself in a ProbeMatch or a Hello (WS-Discovery 1.1, sections 4.1 and 5.3). */
export interface WsDevice {
  /** Qualified names, with the usual prefix where the namespace is known: `wsdp:Device`. */
  readonly types: readonly string[];
  /** URIs that describe it, such as `onvif://www.onvif.org/name/Camera`. */
  readonly scopes: readonly string[];
  /** Where it says it can be reached: texts, never fetched. */
  readonly addresses: readonly string[];
}

export interface WsMessage {
  readonly kind: 'matches' | 'hello' | 'bye' | 'question';
  readonly devices: readonly WsDevice[];
}

/** SOAP over UDP, section 3: an envelope of the Devices Profile has 32,767 octets at most. */
const largestMessage = 32_767;
const mostDevices = 16;
const mostItems = 64;
const longestItem = 1024;

/** Namespaces by the prefix that people know them by; each device chooses its own. */
const usualPrefixes: Readonly<Record<string, string>> = {
  'http://schemas.xmlsoap.org/ws/2006/02/devprof': 'wsdp',
  'http://docs.oasis-open.org/ws-dd/ns/dpws/2009/01': 'dpws',
  'http://schemas.microsoft.com/windows/pub/2005/07': 'pub',
  'http://schemas.microsoft.com/windows/2006/08/wdp/print': 'wprt',
  'http://schemas.microsoft.com/windows/2006/08/wdp/scan': 'wscn',
  'http://www.onvif.org/ver10/network/wsdl': 'dn',
  'http://www.onvif.org/ver10/device/wsdl': 'tds',
};

/**
 * Reads a datagram: not XML as such, only the few elements that are wanted, by their local names. Entities are never
 * defined or expanded; a document type is refused.
 * @returns undefined where it is no WS-Discovery
 */
export function readWsDiscovery(data: Buffer): WsMessage | undefined {
  if (data.length > largestMessage) return undefined;
  const text = data.toString('utf8');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined;
  const prefixes = namespacesOf(text);
  let kind: WsMessage['kind'] | undefined;
  const devices: WsDevice[] = [];
  let device: { types: string[]; scopes: string[]; addresses: string[] } | undefined;
  // Each tag begins at "<" and holds no other: the scan is linear. What stands up to the next "<" is its text.
  for (const [, slash, name = '', content = ''] of text.matchAll(
    /<(\/?)([\w.:-]{1,128})(?:[\s/][^<>]*)?>([^<]*)/g,
  )) {
    const local = name.slice(name.indexOf(':') + 1);
    if (slash !== '') continue;
    switch (local) {
      case 'ProbeMatches':
      case 'ResolveMatches':
        kind ??= 'matches';
        break;
      case 'Bye':
        kind ??= 'bye';
        break;
      case 'Probe':
      case 'Resolve':
        kind ??= 'question';
        break;
      case 'Hello':
      case 'ProbeMatch':
      case 'ResolveMatch':
        if (local === 'Hello') kind ??= 'hello';
        if (devices.length === mostDevices) return kind === undefined ? undefined : { kind, devices };
        device = { types: [], scopes: [], addresses: [] };
        devices.push(device);
        break;
      case 'Types':
        device?.types.push(...itemsOf(content).map((type) => qualified(type, prefixes)));
        break;
      case 'Scopes':
        device?.scopes.push(...itemsOf(content));
        break;
      case 'XAddrs':
        device?.addresses.push(...itemsOf(content));
        break;
    }
  }
  if (kind === undefined) return undefined;
  return { kind, devices: devices.map(bounded) };
}

/** The elements may stand more than once: what they add up to is bounded as well. */
function bounded({ types, scopes, addresses }: WsDevice): WsDevice {
  return {
    types: types.slice(0, mostItems),
    scopes: scopes.slice(0, mostItems),
    addresses: addresses.slice(0, mostItems),
  };
}

function itemsOf(content: string): string[] {
  return content
    .trim()
    .split(/\s+/, mostItems)
    .filter((item) => item !== '')
    .map((item) => withoutReferences(item.slice(0, longestItem)));
}

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Resolves the references that XML defines by itself (XML 1.0, section 4.6); others stay as they stand. */
function withoutReferences(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => predefined[name] ?? whole);
}

function namespacesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, prefix = '', , uri = ''] of text.matchAll(
    /\sxmlns:([\w.-]{1,64})\s?=\s?(["'])([^"'<>]{1,256})\2/g,
  )) {
    if (found.size >= mostItems) break;
    const usual = usualPrefixes[uri];
    if (usual !== undefined) found.set(prefix, usual);
  }
  return found;
}

function qualified(type: string, prefixes: ReadonlyMap<string, string>): string {
  const colon = type.indexOf(':');
  const usual = colon < 0 ? undefined : prefixes.get(type.slice(0, colon));
  return usual === undefined ? type : usual + type.slice(colon);
}

/** The display name in an ONVIF scope (ONVIF Core Specification, section 7.3.2.2); undefined where there is none. */
export function onvifName(scopes: readonly string[]): string | undefined {
  const start = 'onvif://www.onvif.org/name/';
  const scope = scopes.find((each) => each.toLowerCase().startsWith(start));
  if (scope === undefined) return undefined;
  const encoded = scope.slice(start.length);
  try {
    return decodeURIComponent(encoded);
  } catch (error) {
    // Not UTF-8 behind the percent signs: shown as it came.
    if (error instanceof URIError) return encoded;
    throw error;
  }
}

/** The two versions of the protocol: devices of the Devices Profile 1.0 and Windows know the first only. */
const versions = [
  {
    discovery: 'http://schemas.xmlsoap.org/ws/2005/04/discovery',
    addressing: 'http://schemas.xmlsoap.org/ws/2004/08/addressing',
    to: 'urn:schemas-xmlsoap-org:ws:2005:04:discovery',
  },
  {
    discovery: 'http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01',
    addressing: 'http://www.w3.org/2005/08/addressing',
    to: 'urn:docs-oasis-open-org:ws-dd:ns:discovery:2009:01',
  },
] as const;

/**
 * Probes for everything, one for each version of the protocol.
 * @param newId gives a fresh UUID; a repeated probe keeps its own (SOAP over UDP, section 4)
 */
export function wsProbes(newId: () => string): string[] {
  return versions.map(
    ({ discovery, addressing, to }) =>
      '<?xml version="1.0" encoding="utf-8"?>' +
      `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="${addressing}" xmlns:d="${discovery}">` +
      `<s:Header><a:Action>${discovery}/Probe</a:Action><a:MessageID>urn:uuid:${newId()}</a:MessageID>` +
      `<a:To>${to}</a:To></s:Header><s:Body><d:Probe/></s:Body></s:Envelope>`,
  );
}
