import type { HostPorts, PortReason, PortState } from '../api/ports.ts';
import type { FamilyView, ParityDevice, ParityFinding, PortView, Severity } from '../api/parity.ts';
import { formatScoped } from '../net/zone.ts';
import { portsOf } from '../ports/port-set.ts';
import { serviceName } from '../ports/top-ports.ts';

/** Services by which a host can be taken over or its data read: what stands open there matters most. */
const sensitive = new Set([
  21, 22, 23, 69, 111, 135, 139, 161, 389, 445, 512, 513, 514, 623, 873, 1433, 1521, 2049, 2375, 2379, 3306,
  3389, 4786, 5432, 5601, 5900, 5984, 5985, 5986, 6379, 6443, 8291, 8728, 9200, 10250, 11211, 16992, 27017,
]);

/**
 * What all addresses of one family say of a port together: open where one of them is, unknown where one was not looked
 * at (it might be open there), else filtered, else closed.
 */
const rank: Readonly<Record<PortState, number>> = { open: 3, unknown: 2, filtered: 1, closed: 0 };

const notLooked: PortView = { state: 'unknown', reason: 'not-asked', openAt: [] };

function portViews(hosts: readonly HostPorts[]): Map<number, PortView> {
  const views = new Map<number, PortView>();
  const asked = new Map<number, number>();
  for (const { target, groups } of hosts) {
    const address = formatScoped({ address: target.address, zone: target.zone ?? undefined });
    for (const { state, reason, ports } of groups) {
      for (const port of portsOf(ports)) {
        asked.set(port, (asked.get(port) ?? 0) + 1);
        const known = views.get(port);
        const openAt = [...(known?.openAt ?? []), ...(state === 'open' ? [address] : [])];
        if (known === undefined || rank[state] > rank[known.state])
          views.set(port, { state, reason, openAt });
        else views.set(port, { ...known, openAt });
      }
    }
  }
  // A port that one address was asked for and another was not is not known of the family, unless it was found open.
  for (const [port, count] of asked) {
    const view = views.get(port);
    if (count < hosts.length && view?.state !== 'open') views.set(port, notLooked);
  }
  return views;
}

/** How much an address of a family told: nothing at all is not the same as everything closed. */
function familyView(hosts: readonly HostPorts[]): FamilyView {
  const addresses = hosts.map(({ target }) =>
    formatScoped({ address: target.address, zone: target.zone ?? undefined }),
  );
  // In one order for every device: global, then unique local, then link-local.
  addresses.sort();
  if (hosts.length === 0) return { addresses, state: 'no-address' };
  const states = hosts.flatMap(({ groups }) => groups.filter(({ count }) => count > 0));
  if (states.some(({ state }) => state === 'open' || state === 'closed'))
    return { addresses, state: 'answered' };
  if (states.some(({ state, reason }) => state === 'filtered' && !isNoWay(reason)))
    return { addresses, state: 'silent' };
  return {
    addresses,
    state: states.some(({ reason }) => isNoWay(reason)) ? 'unreachable' : 'not-looked',
  };
}

function isNoWay(reason: PortReason): boolean {
  return reason === 'no-route' || reason === 'host-unreachable';
}

/**
 * The addresses that can speak for their family. One to which there is no way (an old one, a family that this computer
 * has no route for) says nothing of a firewall: without the others it would look like one that blocks every port.
 */
function reached(hosts: readonly HostPorts[]): readonly HostPorts[] {
  const told = hosts.filter(({ groups }) => {
    const asked = groups.filter(({ count }) => count > 0);
    return asked.some(({ state, reason }) => state !== 'unknown' && !isNoWay(reason));
  });
  return told.length > 0 ? told : hosts;
}

/**
 * Compares what one device has open over IPv4 with what it has open over IPv6.
 * @param ipv4 what a scan found at each of its IPv4 addresses, over the same ports as
 * @param ipv6 at each of its IPv6 addresses
 * @returns a finding for each port that is open over one of them at least; the gravest first
 */
export function compareFamilies(
  device: { readonly deviceId: number | null; readonly name: string },
  ipv4: readonly HostPorts[],
  ipv6: readonly HostPorts[],
): ParityDevice {
  const views = { ipv4: portViews(reached(ipv4)), ipv6: portViews(reached(ipv6)) };
  const families = { ipv4: familyView(ipv4), ipv6: familyView(ipv6) };
  const only = onlyFamily(families);
  const ports = [...new Set([...views.ipv4.keys(), ...views.ipv6.keys()])].sort((one, other) => one - other);
  const findings = ports.flatMap((port) => {
    const four = views.ipv4.get(port) ?? notLooked;
    const six = views.ipv6.get(port) ?? notLooked;
    if (four.state !== 'open' && six.state !== 'open') return [];
    return [only === undefined ? findingOf(port, four, six) : loneFinding(port, four, six, only)];
  });
  findings.sort(
    (one, other) => severityRank[other.severity] - severityRank[one.severity] || one.port - other.port,
  );
  return { ...device, ...families, findings, verdict: verdictOf(families, findings) };
}

/** This computer, which cannot be looked at from itself. */
export function ownComputer(device: Pick<ParityDevice, 'deviceId' | 'name'>): ParityDevice {
  const none: FamilyView = { addresses: [], state: 'not-looked' };
  const text =
    'Not compared: this is the computer that looks, and no firewall stands between it and itself. Compare it from another one.';
  return { ...device, ipv4: none, ipv6: none, findings: [], verdict: { state: 'unknown', text } };
}

export const severityRank: Readonly<Record<Severity, number>> = {
  high: 4,
  medium: 3,
  low: 2,
  unknown: 1,
  none: 0,
};

function portWords(port: number, service: string | null): string {
  return service === null ? `Port ${port}` : `${service} (port ${port})`;
}

/** An open port of a device that has addresses of one family alone. */
function loneFinding(
  port: number,
  ipv4: PortView,
  ipv6: PortView,
  only: keyof typeof familyNames,
): ParityFinding {
  const service = serviceName(port);
  const text = `${portWords(port, service)} is reachable over ${familyNames[only]}.`;
  return { port, service, ipv4, ipv6, kind: 'one-family', severity: 'none', text };
}

function findingOf(port: number, ipv4: PortView, ipv6: PortView): ParityFinding {
  const base = { port, service: serviceName(port), ipv4, ipv6 };
  const what = portWords(port, base.service);
  const say = (severity: Severity, kind: ParityFinding['kind'], words: string): ParityFinding => ({
    ...base,
    severity,
    kind,
    text: `${what} ${words}`,
  });
  if (ipv4.state === 'open' && ipv6.state === 'open') return say('none', 'both', 'is reachable over both.');
  if (ipv4.state === 'unknown' || ipv6.state === 'unknown') {
    const [open, other] = ipv4.state === 'unknown' ? ['IPv6', 'IPv4'] : ['IPv4', 'IPv6'];
    return say('unknown', 'unknown', `is reachable over ${open}; over ${other} it was not looked at.`);
  }
  if (ipv6.state === 'open') {
    if (ipv4.state === 'filtered') {
      const words = `is reachable over IPv6, blocked over IPv4 (${blocked(ipv4.reason)}): the firewall seems to cover IPv4 alone.`;
      return say(sensitive.has(port) ? 'high' : 'medium', 'ipv6-only', words);
    }
    const words = 'is reachable over IPv6, closed over IPv4: nothing listens there.';
    return say(sensitive.has(port) ? 'medium' : 'low', 'ipv6-only', words);
  }
  if (ipv6.state === 'filtered') {
    const words = `is reachable over IPv4, blocked over IPv6 (${blocked(ipv6.reason)}): those who try IPv6 first have to wait.`;
    return say('low', 'ipv4-only', words);
  }
  return say('low', 'ipv4-only', 'is reachable over IPv4, closed over IPv6: nothing listens there.');
}

/** Of a family that answers on other ports: what says of one that there is no way to it is a firewall (RFC 1812 5.2.7.1). */
function blocked(reason: PortReason): string {
  return reason === 'no-answer' ? 'no answer' : 'a firewall says so';
}

export const familyNames = { ipv4: 'IPv4', ipv6: 'IPv6' } as const;

interface Families {
  readonly ipv4: FamilyView;
  readonly ipv6: FamilyView;
}

/** Whether a family has nothing to compare with: no address, or none to which there is a way. */
function isOut({ state }: FamilyView): boolean {
  return state === 'no-address' || state === 'unreachable';
}

/** The only family by which a device can be reached; undefined where there are both, or none. */
export function onlyFamily({ ipv4, ipv6 }: Families): keyof Families | undefined {
  if (isOut(ipv4) === isOut(ipv6)) return undefined;
  return isOut(ipv4) ? 'ipv6' : 'ipv4';
}

/** Of more open ports a sentence names the first: the report has all of them. */
export const mostNamed = 20;

/** `22 (ssh), 60006` */
export function openPortsText(findings: readonly ParityFinding[]): string {
  return findings
    .map(({ port, service }) => (service === null ? String(port) : `${port} (${service})`))
    .join(', ');
}

/** A device of one family in words: what is open there, as there is nothing to compare. */
function loneVerdict(
  only: keyof Families,
  families: Families,
  findings: readonly ParityFinding[],
): ParityDevice['verdict'] {
  const { state } = families[only];
  const name = familyNames[only];
  const other = only === 'ipv4' ? 'ipv6' : 'ipv4';
  const why = outWords(other, families[other]);
  if (state === 'not-looked')
    return { state: 'unknown', text: `Not compared: it could not be asked over ${name}, and ${why}.` };
  const silence = 'it kept silent on every port that was asked';
  if (state === 'silent')
    return { state: 'one-family', text: `Over ${name} ${silence}, and ${why}: nothing to compare.` };
  const more = findings.length > mostNamed ? ` and ${findings.length - mostNamed} more` : '';
  const list = `${openPortsText(findings.slice(0, mostNamed))}${more}`;
  const open =
    findings.length === 0 ? 'none of the ports that were asked is open there' : `open there: ${list}`;
  const text = `Reachable over ${name} only: nothing to compare; ${open}. ${capital(why)}.`;
  return { state: 'one-family', text };
}

/** Why a family has nothing to compare with. */
function outWords(name: keyof Families, { state }: FamilyView): string {
  return state === 'no-address'
    ? `no ${familyNames[name]} address of it is known`
    : `there is no way to it over ${familyNames[name]} from here, or nobody at its address`;
}

/** The device in one sentence. */
function verdictOf(families: Families, findings: readonly ParityFinding[]): ParityDevice['verdict'] {
  const only = onlyFamily(families);
  if (only !== undefined) return loneVerdict(only, families, findings);
  if (isOut(families.ipv4)) {
    const { ipv4, ipv6 } = families;
    const none = ipv4.state === 'no-address' && ipv6.state === 'no-address';
    const both = ipv4.state === ipv6.state;
    const why = none
      ? 'no address of it is known'
      : both
        ? 'there is no way to it over either from here, or nobody at its addresses'
        : `${outWords('ipv4', ipv4)}, and ${outWords('ipv6', ipv6)}`;
    return { state: 'unknown', text: `Not compared: ${why}.` };
  }
  for (const name of ['ipv4', 'ipv6'] as const) {
    if (families[name].state === 'not-looked') {
      return { state: 'unknown', text: `Not compared: it could not be asked over ${familyNames[name]}.` };
    }
  }
  const of = (kind: ParityFinding['kind']) => findings.filter((finding) => finding.kind === kind);
  const counts = [
    [of('ipv6-only').length, 'reachable over IPv6 only'],
    [of('ipv4-only').length, 'reachable over IPv4 only'],
    [of('unknown').length, 'known over one of them only'],
  ] as const;
  const parts = counts.filter(([count]) => count > 0).map(([count, text]) => `${count} ${text}`);
  const silent = (['ipv4', 'ipv6'] as const).filter((name) => families[name].state === 'silent');
  if (silent.length === 2) return { state: 'unknown', text: 'Not compared: it answered over neither.' };
  const [quiet] = silent;
  const note = quiet === undefined ? '' : ` Over ${familyNames[quiet]} it kept silent altogether.`;
  if (parts.length > 0) {
    const differs = counts[0][0] + counts[1][0] > 0;
    return { state: differs ? 'different' : 'unknown', text: `${capital(parts.join(', '))}.${note}` };
  }
  if (findings.length === 0)
    return { state: 'same', text: `None of the ports that were asked is open over either.${note}` };
  return {
    state: 'same',
    text: `The same ${findings.length === 1 ? 'port is' : `${findings.length} ports are`} open over both.`,
  };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
