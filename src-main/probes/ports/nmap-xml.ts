import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import type { HostPorts, OpenPort, PortGroup, PortReason, PortState } from '../../../src-core/api/ports.ts';
import { ToolError } from '../../../src-core/api/errors.ts';
import { tryParseAddress, type Address } from '../../../src-core/net/address.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { serviceName } from '../../../src-core/ports/top-ports.ts';
import {
  countPorts,
  formatRanges,
  mergeRanges,
  readRanges,
  withoutPorts,
  type PortRange,
} from './port-ranges.ts';

// Sample (nmap 7.93, -oX -), one element of it:
//   <host starttime="1" endtime="2"><status state="up" reason="user-set" reason_ttl="0"/>
//   <address addr="fe80::1" addrtype="ipv6"/>
//   <ports><extraports state="closed" count="98">
//   <extrareasons reason="conn-refused" count="98" proto="tcp" ports="7,9,13"/></extraports>
//   <port protocol="tcp" portid="22"><state state="open" reason="syn-ack" reason_ttl="0"/>
//   <service name="ssh" product="OpenSSH" version="9.2p1" method="probed" conf="10"/></port>
//   </ports><times srtt="44" rttvar="28" to="100000"/></host>

/** One host element is not larger: every port of it, with what scripts found. */
const largestHost = 16 * 1024 * 1024;
/** Tags and attributes of one host: 65,535 open ports with their services have fewer. The parser takes 10 µs for each. */
const mostMarks = 1_000_000;

// Entities are left as they are (a file could declare ones that multiply) and the five of XML decoded afterwards.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  parseAttributeValue: false,
  parseTagValue: false,
  isArray: (name) => ['address', 'hostname', 'port', 'extraports', 'extrareasons'].includes(name),
});

/** An element without content is read as an empty text. */
const element = <T extends z.ZodType>(schema: T) =>
  z.union([schema, z.literal('').transform(() => undefined)]);
const list = <T extends z.ZodType>(schema: T) => z.array(schema).default([]);

const hostElement = z.object({
  host: z.object({
    address: list(z.object({ addr: z.string(), addrtype: z.string().default('') })),
    hostnames: element(z.object({ hostname: list(z.object({ name: z.string() })) })).optional(),
    ports: element(
      z.object({
        extraports: list(
          z.object({
            state: z.string(),
            count: z.string(),
            extrareasons: list(
              z.object({
                reason: z.string(),
                count: z.string(),
                proto: z.string().optional(),
                ports: z.string().optional(),
              }),
            ),
          }),
        ),
        port: list(
          z.object({
            protocol: z.string(),
            portid: z.string(),
            state: z.object({ state: z.string(), reason: z.string().default('') }),
            service: z
              .object({
                name: z.string().optional(),
                product: z.string().optional(),
                version: z.string().optional(),
                extrainfo: z.string().optional(),
                tunnel: z.string().optional(),
                method: z.string().optional(),
              })
              .optional(),
          }),
        ),
      }),
    ).optional(),
    times: z.object({ srtt: z.string().optional() }).optional(),
  }),
});

const states: Readonly<Record<string, PortState>> = { open: 'open', closed: 'closed', filtered: 'filtered' };
const reasons: Readonly<Record<string, PortReason>> = {
  'syn-ack': 'accepted',
  'conn-accepted': 'accepted',
  'conn-refused': 'refused',
  reset: 'refused',
  'port-unreach': 'refused',
  'no-response': 'no-answer',
  'admin-prohibited': 'prohibited',
  'host-prohibited': 'prohibited',
  'net-prohibited': 'prohibited',
  'net-unreach': 'no-route',
  'no-route': 'no-route',
  'host-unreach': 'host-unreachable',
  'addr-unreach': 'host-unreachable',
};

/** One host as nmap tells it; the zone is not in its words. */
export interface NmapHost {
  readonly address: Address;
  readonly names: readonly string[];
  readonly groups: HostPorts['groups'];
  readonly rttMs: number | null;
  readonly open: readonly Pick<OpenPort, 'port' | 'service' | 'banner'>[];
  readonly warnings: readonly string[];
}

/**
 * Reads one `<host>` element.
 * @param scanned the ports that were scanned, merged, where the element does not list them itself (nmap before 7.92)
 * @returns null for an element without an IP address
 * @throws ToolError `bad-input` where it is not what nmap writes
 */
export function readHostElement(xml: string, scanned: readonly PortRange[]): NmapHost | null {
  if (xml.length > largestHost || marksOf(xml) > mostMarks)
    throw new ToolError('bad-input', 'one host of this file is larger than nmap writes any');
  const parsed = hostElement.safeParse(parseXml(xml));
  if (!parsed.success) {
    throw new ToolError(
      'bad-input',
      'this is not what nmap writes for a host',
      z.prettifyError(parsed.error),
    );
  }
  const { host } = parsed.data;
  const address = host.address
    .filter(({ addrtype }) => addrtype !== 'mac')
    .map(({ addr }) => tryParseAddress(addr))
    .find((found) => found !== undefined);
  if (address === undefined) return null;
  const warnings = new Set<string>();
  const byMeaning = new Map<string, { state: PortState; reason: PortReason; ports: PortRange[] }>();
  const add = (stateText: string, reasonText: string, ports: readonly PortRange[]) => {
    const state = states[stateText] ?? 'unknown';
    const reason = reasons[reasonText] ?? 'told-by-nmap';
    const key = `${state} ${reason}`;
    const group = byMeaning.get(key) ?? { state, reason, ports: [] };
    for (const range of ports) group.ports.push(range);
    byMeaning.set(key, group);
  };
  const open: Pick<OpenPort, 'port' | 'service' | 'banner'>[] = [];
  const listed = new Set<number>();
  for (const { protocol, portid, state, service } of host.ports?.port ?? []) {
    const port = Number(portid);
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
    add(state.state, state.reason, [[port, port]]);
    if (state.state === 'open') open.push({ port, ...serviceOf(port, service) });
  }
  const extra = host.ports?.extraports ?? [];
  for (const { state, count, extrareasons } of extra) {
    for (const { reason, proto, ports } of extrareasons) {
      if (proto !== undefined && proto !== 'tcp') continue;
      if (ports !== undefined) add(state, reason, readRanges(ports));
    }
    if (extrareasons.some(({ ports }) => ports !== undefined)) continue;
    // Before 7.92 nmap counts them only; where there is one such group it holds all ports that are not listed.
    const rest = withoutPorts(scanned, listed);
    if (extra.length === 1 && countPorts(rest) === Number(count))
      add(state, extrareasons[0]?.reason ?? '', rest);
    else
      warnings.add(
        `${address}: nmap does not say which ${Number(count)} ports are ${visibleText(state, 20)}`,
      );
  }
  return {
    address,
    names: (host.hostnames?.hostname ?? []).slice(0, 10).map(({ name }) => shown(name, 253)),
    groups: [...byMeaning.values()].map(groupOf),
    rttMs: microseconds(host.times?.srtt),
    open,
    warnings: [...warnings],
  };
}

function groupOf(group: { state: PortState; reason: PortReason; ports: readonly PortRange[] }): PortGroup {
  const ports = mergeRanges(group.ports);
  return { state: group.state, reason: group.reason, count: countPorts(ports), ports: formatRanges(ports) };
}

/** How many tags and attributes a text may hold at the most. */
function marksOf(xml: string): number {
  let marks = 0;
  for (const mark of ['<', '=']) {
    for (let at = xml.indexOf(mark); at >= 0 && marks <= mostMarks; at = xml.indexOf(mark, at + 1)) marks++;
  }
  return marks;
}

type ServiceElement = NonNullable<
  NonNullable<z.infer<typeof hostElement>['host']['ports']>['port'][number]['service']
>;

function serviceOf(port: number, service: ServiceElement | undefined): Pick<OpenPort, 'service' | 'banner'> {
  // From a table only, as ours: what nmap found by asking is worth more.
  if (service === undefined || service.method === 'table')
    return { service: serviceName(port), banner: null };
  const said = [service.product, service.version, service.extrainfo]
    .filter((text) => text !== undefined)
    .join(' ');
  const name = service.name === undefined ? null : shown(service.name, 60);
  const protocol = service.tunnel === 'ssl' ? (name === 'http' ? 'https' : 'tls') : name;
  const banner =
    said === ''
      ? null
      : {
          protocol,
          text: shown(said, 500),
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

function parseXml(xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch (error) {
    const detail = error instanceof Error ? visibleText(error.message) : undefined;
    throw new ToolError('bad-input', 'this is no XML that can be read', detail, { cause: error });
  }
}

const attributesElement = z.record(z.string(), z.record(z.string(), z.string()));

/** The attributes of one start tag. */
export function readAttributes(tag: string): Readonly<Record<string, string>> {
  const parsed = attributesElement.safeParse(parseXml(tag.replace(/\/?>$/, '/>')));
  const attributes = parsed.success ? Object.values(parsed.data)[0] : undefined;
  return Object.fromEntries(Object.entries(attributes ?? {}).map(([key, value]) => [key, decode(value)]));
}

const entityTexts: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML and characters by number (XML 1.0 sections 4.1 and 4.6); others stay as they are. */
function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (whole, decimal, hex, name) => {
      if (typeof name === 'string') return entityTexts[name.toLowerCase()] ?? whole;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function shown(text: string, limit: number): string {
  return visibleText(decode(text), limit);
}
