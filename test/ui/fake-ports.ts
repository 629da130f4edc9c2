import { setTimeout as sleep } from 'node:timers/promises';
import type { ParityDevice, ParityOptions, ParitySummary } from '../../src-core/api/parity.ts';
import type { HostPorts, OpenPort, PortItem, PortOptions, PortSummary } from '../../src-core/api/ports.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { compareFamilies } from '../../src-core/parity/compare.ts';
import { serviceName } from '../../src-core/ports/top-ports.ts';
import { ProbeRuns, type ProbeJob } from '../../src-main/probes/probe-run.ts';

const logger = { warn: () => undefined, error: () => undefined };

/** What the services of every third host say, in turn. */
const banners: readonly OpenPort['banner'][] = [
  {
    protocol: 'ssh',
    text: 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3',
    title: null,
    server: null,
    redirect: null,
    certificate: null,
    note: null,
  },
  {
    protocol: 'https',
    text: 'HTTP/1.1 200 OK',
    title: 'RNP58387973A2B1 · Printer \\u{202e}',
    server: 'Web-Server/3.0',
    redirect: null,
    certificate: {
      subject: 'CN=printer.example',
      issuer: 'CN=printer.example',
      names: ['printer.example', 'fe80::1'],
      validFrom: 'Nov 21 16:15:02 2026 GMT',
      validTo: 'Dec 21 16:15:02 2027 GMT',
      protocol: 'TLSv1.2',
    },
    note: null,
  },
  {
    protocol: null,
    text: '',
    title: null,
    server: null,
    redirect: null,
    certificate: null,
    note: 'it waits for its client to speak first',
  },
];

function hostOf(text: string): HostPorts['target'] {
  const [address = '', zone] = text.split('%');
  const known = address.includes(':') || /^[\d.]+$/.test(address);
  return {
    text,
    address: parseAddress(known ? address : '2001:db8::5'),
    zone: zone === undefined ? null : parseZone(zone),
  };
}

/** Scans `slow.example` for ever; every other target has three open ports, and a prefix has as many hosts as it says. */
function fakePortScan({ targets, banners: asked, scanner }: PortOptions): ProbeJob<PortItem, PortSummary> {
  const slow = targets.includes('slow.example');
  const all = targets.flatMap((text) => {
    const count = text.endsWith('/24') ? 254 : 1;
    return Array.from({ length: count }, (_, index) =>
      hostOf(count === 1 ? text : text.replace(/\d+\/24$/, String(index + 1))),
    );
  });
  let done = 0;
  return {
    title: `${all.length} hosts`,
    summary: () => ({
      hosts: all.length,
      answered: done,
      open: done * 3,
      asked: done * 1000,
      losses: 2,
      durationMs: 1500,
      scanner: scanner === 'nmap' ? 'nmap 7.93' : 'Linkscope',
    }),
    async *steps(signal) {
      for (const target of all) {
        await sleep(slow ? 60_000 : 3, undefined, { signal });
        done++;
        const open = [22, 443, 8006].map((port, index): OpenPort => {
          const banner = asked ? (banners[index] ?? null) : null;
          return { kind: 'port', target, port, rttMs: 0.4 + index, service: serviceName(port), banner };
        });
        const host: HostPorts = {
          kind: 'host',
          target,
          rttMs: 0.4,
          groups: [
            { state: 'open', reason: 'accepted', count: 3, ports: '22,443,8006' },
            { state: 'closed', reason: 'refused', count: 996, ports: '1-21,23-442,444-998' },
            { state: 'filtered', reason: 'no-answer', count: 1, ports: '999' },
          ],
        };
        yield { type: 'item', items: [...open, host] };
        yield {
          type: 'progress',
          doing: 'Connecting to ports',
          done: done * 1000,
          total: all.length * 1000,
          elapsedMs: done * 10,
          remainingMs: null,
        };
      }
    },
  };
}

function ports(address: string, zone: string | null, groups: HostPorts['groups']): HostPorts {
  const target = {
    text: address,
    address: parseAddress(address),
    zone: zone === null ? null : parseZone(zone),
  };
  return { kind: 'host', target, rttMs: 0.4, groups };
}

/**
 * Devices of which the first has a firewall for IPv4 alone, every fourth keeps silent over IPv6, the others are the same;
 * from 9 on they have IPv4 alone and IPv6 alone in turn.
 */
function fakeParity({ deviceIds, zone }: ParityOptions): ProbeJob<ParityDevice, ParitySummary> {
  const ids = deviceIds.length > 0 ? deviceIds : zone === null ? [1, 2, 3, 4, 5, 6] : [1, 2];
  const states: ParityDevice['verdict']['state'][] = [];
  const of = (state: string) => states.filter((each) => each === state).length;
  return {
    title: `IPv4 and IPv6 of ${ids.length} devices`,
    summary: () => ({
      devices: states.length,
      different: of('different'),
      same: of('same'),
      oneFamily: of('one-family'),
      unknown: of('unknown'),
      durationMs: 1200,
      scope: `${ids.length} devices, 100 common ports`,
    }),
    async *steps(signal) {
      for (const id of ids) {
        await sleep(ids.includes(7) ? 60_000 : 20, undefined, { signal });
        const open = { state: 'open', reason: 'accepted', count: 2, ports: '22,80' } as const;
        const closed = { state: 'closed', reason: 'refused', count: 98, ports: '1-21,23-79,81-100' } as const;
        const silent = { state: 'filtered', reason: 'no-answer', count: 100, ports: '1-100' } as const;
        const six = ports(`fe80::${id.toString(16)}`, 'eth0', id % 4 === 0 ? [silent] : [open, closed]);
        const four = ports(`192.0.2.${id}`, null, id % 4 === 1 ? [silent] : [open, closed]);
        const device = compareFamilies(
          { deviceId: id, name: `host-${id}.example` },
          id > 8 && id % 2 === 0 ? [] : [four],
          id > 8 && id % 2 === 1 ? [] : [six],
        );
        states.push(device.verdict.state);
        yield { type: 'item', items: [device] };
        yield {
          type: 'progress',
          doing: 'Asking every device over IPv4 and IPv6',
          done: states.length,
          total: ids.length,
          elapsedMs: states.length * 20,
          remainingMs: null,
        };
      }
    },
  };
}

/** Port scans and comparisons of a made-up network. */
export function fakePorts() {
  return {
    ports: new ProbeRuns<PortOptions, PortItem, PortSummary>({ prepare: fakePortScan, logger }),
    parity: new ProbeRuns<ParityOptions, ParityDevice, ParitySummary>({ prepare: fakeParity, logger }),
  };
}
