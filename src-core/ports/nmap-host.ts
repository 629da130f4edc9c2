import type { HostPorts, OpenPort, PortGroup, PortReason, PortState } from '../api/ports.ts';
import { ToolError } from '../api/tool-error.ts';
import { tryParseAddress, type Address } from '../net/address.ts';
import { visibleText } from '../net/visible-text.ts';
import {
  countPorts,
  formatRanges,
  mergeRanges,
  readRanges,
  withoutPorts,
  type PortRange,
} from './port-ranges.ts';
import { serviceName } from './top-ports.ts';
import { readTags, type XmlAttributes, type XmlTagTaker } from './xml-tags.ts';

// Sample (nmap 7.93, -oX -), one element of it:
//   <host starttime="1" endtime="2"><status state="up" reason="user-set" reason_ttl="0"/>
//   <address addr="fe80::1" addrtype="ipv6"/>
//   <ports><extraports state="closed" count="98">
//   <extrareasons reason="conn-refused" count="98" proto="tcp" ports="7,9,13"/></extraports>
//   <port protocol="tcp" portid="22"><state state="open" reason="syn-ack" reason_ttl="0"/>
//   <service name="ssh" product="OpenSSH" version="9.2p1" method="probed" conf="10"/></port>
//   </ports><times srtt="44" rttvar="28" to="100000"/></host>

/** One host element is not larger: every port of it, with what scripts found. */
export const largestHost = 16 * 1024 * 1024;

// Maps: a file may name what every object of JavaScript has.
const states: ReadonlyMap<string, PortState> = new Map([
  ['open', 'open'],
  ['closed', 'closed'],
  ['filtered', 'filtered'],
]);
const reasons: ReadonlyMap<string, PortReason> = new Map([
  ['syn-ack', 'accepted'],
  ['conn-accepted', 'accepted'],
  ['conn-refused', 'refused'],
  ['reset', 'refused'],
  ['port-unreach', 'refused'],
  ['no-response', 'no-answer'],
  ['admin-prohibited', 'prohibited'],
  ['host-prohibited', 'prohibited'],
  ['net-prohibited', 'prohibited'],
  ['net-unreach', 'no-route'],
  ['no-route', 'no-route'],
  ['host-unreach', 'host-unreachable'],
  ['addr-unreach', 'host-unreachable'],
]);

/** One host as nmap tells it; the zone is not in its words. */
export interface NmapHost {
  readonly address: Address;
  readonly names: readonly string[];
  readonly groups: HostPorts['groups'];
  readonly rttMs: number | null;
  readonly open: readonly Pick<OpenPort, 'port' | 'service' | 'banner'>[];
  readonly warnings: readonly string[];
}

/** What an `<extraports>` says: how many ports came to one state, and of which we are told with why. */
interface ExtraPorts {
  readonly state: string;
  readonly count: number;
  readonly reasons: XmlAttributes[];
}

/** A `<port>` with the elements in it. */
interface PortElement {
  readonly own: XmlAttributes;
  state?: XmlAttributes;
  service?: XmlAttributes;
}

/** What of a `<host>` is read, as it stands there. */
class HostElement implements XmlTagTaker {
  isHost = false;
  address: Address | undefined;
  readonly names: string[] = [];
  readonly ports: PortElement[] = [];
  readonly extra: ExtraPorts[] = [];
  srtt: string | undefined;

  open(name: string, path: readonly string[], attributes: XmlAttributes): void {
    const parent = path.at(-1);
    if (path.length === 0) this.isHost = name === 'host';
    else if (path.length === 1) {
      if (name === 'times') this.srtt = attributes['srtt'];
      else if (name === 'address' && attributes['addrtype'] !== 'mac')
        this.address ??= tryParseAddress(said(attributes, 'address', 'addr'));
    } else if (path.length === 2) {
      if (parent === 'hostnames' && name === 'hostname') this.names.push(said(attributes, name, 'name'));
      else if (parent === 'ports' && name === 'port') this.ports.push({ own: attributes });
      else if (parent === 'ports' && name === 'extraports') {
        const count = Number(said(attributes, name, 'count'));
        this.extra.push({ state: said(attributes, name, 'state'), count, reasons: [] });
      }
    } else if (path.length === 3 && path[1] === 'ports') {
      const port = this.ports.at(-1);
      if (parent === 'port' && port !== undefined && name === 'state') port.state ??= attributes;
      else if (parent === 'port' && port !== undefined && name === 'service') port.service ??= attributes;
      else if (parent === 'extraports' && name === 'extrareasons')
        this.extra.at(-1)?.reasons.push(attributes);
    }
  }
}

/** An attribute without which the element says nothing. @throws ToolError `bad-input` */
function said(attributes: XmlAttributes, element: string, name: string): string {
  const text = attributes[name];
  if (text === undefined) throw notNmap(`<${element}> has no ${name}`);
  return text;
}

function notNmap(detail: string): ToolError {
  return new ToolError('bad-input', 'this is not what nmap writes for a host', detail);
}

/** Ports by what they came to. */
class Groups {
  readonly #byMeaning = new Map<string, { state: PortState; reason: PortReason; ports: PortRange[] }>();

  add(stateText: string, reasonText: string, ports: readonly PortRange[]): void {
    const state = states.get(stateText) ?? 'unknown';
    const reason = reasons.get(reasonText) ?? 'told-by-nmap';
    const key = `${state} ${reason}`;
    const group = this.#byMeaning.get(key) ?? { state, reason, ports: [] };
    for (const range of ports) group.ports.push(range);
    this.#byMeaning.set(key, group);
  }

  all(): PortGroup[] {
    return [...this.#byMeaning.values()].map(groupOf);
  }
}

/**
 * Reads one `<host>` element.
 * @param scanned the ports that were scanned, merged, where the element does not list them itself (nmap before 7.92)
 * @returns null for an element without an IP address
 * @throws ToolError `bad-input` where it is not what nmap writes
 */
export function readHostElement(xml: string, scanned: readonly PortRange[]): NmapHost | null {
  if (xml.length > largestHost)
    throw new ToolError('bad-input', 'one host of this file is larger than nmap writes any');
  const host = new HostElement();
  readTags(xml, host);
  if (!host.isHost) throw notNmap('it does not begin with <host>');
  const { address } = host;
  if (address === undefined) return null;
  const warnings = new Set<string>();
  const groups = new Groups();
  const open: Pick<OpenPort, 'port' | 'service' | 'banner'>[] = [];
  const listed = new Set<number>();
  for (const { own, state, service } of host.ports) {
    const protocol = said(own, 'port', 'protocol');
    const port = Number(said(own, 'port', 'portid'));
    if (state === undefined) throw notNmap('<port> has no <state>');
    const word = said(state, 'state', 'state');
    if (protocol !== 'tcp') {
      warnings.add(`${address}: ports of ${visibleText(protocol, 20)} are left out`);
      continue;
    }
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      warnings.add(`${address}: a port without a number is left out`);
      continue;
    }
    if (listed.has(port)) {
      warnings.add(`${address}: a port that is told twice is taken as it is told first`);
      continue;
    }
    listed.add(port);
    groups.add(word, state['reason'] ?? '', [[port, port]]);
    if (word === 'open') open.push({ port, ...serviceOf(port, service) });
  }
  for (const { state, count, reasons: told } of host.extra) {
    for (const reason of told) {
      const { proto, ports } = reason;
      if (proto !== undefined && proto !== 'tcp') continue;
      if (ports !== undefined) groups.add(state, reason['reason'] ?? '', readRanges(ports));
    }
    if (told.some(({ ports }) => ports !== undefined)) continue;
    // Before 7.92 nmap counts them only; where there is one such group it holds all ports that are not listed.
    const rest = withoutPorts(scanned, listed);
    if (host.extra.length === 1 && countPorts(rest) === count)
      groups.add(state, told[0]?.['reason'] ?? '', rest);
    else warnings.add(`${address}: nmap does not say which ${count} ports are ${visibleText(state, 20)}`);
  }
  return {
    address,
    names: host.names.slice(0, 10).map((name) => visibleText(name, 253)),
    groups: groups.all(),
    rttMs: microseconds(host.srtt),
    open,
    warnings: [...warnings],
  };
}

function groupOf(group: { state: PortState; reason: PortReason; ports: readonly PortRange[] }): PortGroup {
  const ports = mergeRanges(group.ports);
  return { state: group.state, reason: group.reason, count: countPorts(ports), ports: formatRanges(ports) };
}

function serviceOf(port: number, service: XmlAttributes | undefined): Pick<OpenPort, 'service' | 'banner'> {
  // From a table only, as ours: what nmap found by asking is worth more.
  if (service === undefined || service['method'] === 'table')
    return { service: serviceName(port), banner: null };
  const words = [service['product'], service['version'], service['extrainfo']]
    .filter((text) => text !== undefined)
    .join(' ');
  const name = service['name'] === undefined ? null : visibleText(service['name'], 60);
  const protocol = service['tunnel'] === 'ssl' ? (name === 'http' ? 'https' : 'tls') : name;
  const banner =
    words === ''
      ? null
      : {
          protocol,
          text: visibleText(words, 500),
          title: null,
          server: null,
          redirect: null,
          certificate: null,
          note: null,
        };
  return { service: name ?? serviceName(port), banner };
}

function microseconds(text: string | undefined): number | null {
  const value = Number(text);
  return text === undefined || !Number.isFinite(value) || value <= 0 ? null : value / 1000;
}

/** The attributes of one start tag. @throws ToolError `bad-input` where it is none */
export function readAttributes(tag: string): XmlAttributes {
  let own: XmlAttributes = {};
  readTags(tag.replace(/\/?>$/, '/>'), { open: (_name, _path, attributes) => (own = attributes) });
  return own;
}
