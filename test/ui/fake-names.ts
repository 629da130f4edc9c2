import { setTimeout as sleep } from 'node:timers/promises';
import type { DnsItem, DnsOptions, DnsRecord, DnsReport } from '../../src-core/api/dns.ts';
import type { WakeItem, WakeOptions, WakeReport } from '../../src-core/api/wake.ts';
import { judgeFragments, triedSizes } from '../../src-core/dns/fragments.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseMac } from '../../src-core/net/mac.ts';
import { parseScoped, parseZone } from '../../src-core/net/zone.ts';
import { ProbeRuns } from '../../src-main/probes/probe-run.ts';

const logger = { warn: () => undefined, error: () => undefined };

function record(type: string, data: string, name = 'nas.example.'): DnsRecord {
  return { name, type, class: 'IN', ttlSeconds: 3600, data };
}

const data: Record<string, string> = {
  A: '192.0.2.67',
  AAAA: '2001:db8:1::53',
  PTR: 'nas.example.',
  MX: '10 mail.example.',
  TXT: `"v=spf1 -all" "${'long-text-'.repeat(12)}"`,
};

/** A server that answers, and one (`192.0.2.54`) that loses what is large. */
function answer(server: string, name: string, type: string, sizes: Partial<DnsItem>): DnsItem {
  const { address, zone } = parseScoped(server);
  const lost = (sizes.ednsBytes ?? 0) > 1452;
  return {
    server: { text: server, address, zone: zone ?? null },
    name,
    type,
    transport: 'udp',
    ednsBytes: 1232,
    outcome: lost ? 'lost' : 'answered',
    fallback: false,
    timeMs: lost ? null : 3.1,
    sizeBytes: lost ? null : 120,
    tries: lost ? 3 : 1,
    passedOver: [],
    problem: null,
    message: lost
      ? null
      : {
          responseCode: data[type] === undefined ? 'NXDOMAIN' : 'NOERROR',
          flags: ['rd', 'ra', 'ad'],
          edns: { bytes: 1232, dnssec: false, serverId: null, errors: [] },
          answer: data[type] === undefined ? [] : [record(type, data[type])],
          authority: [record('NS', 'ns.example.', 'example.')],
          additional: [record('AAAA', '2001:db8:1::2', 'ns.example.')],
          omitted: 0,
          damage: null,
        },
    ...sizes,
  };
}

export function fakeDns() {
  return new ProbeRuns<DnsOptions, DnsItem, DnsReport>({
    logger,
    prepare: ({ name, types = [], servers = [], fragments = false }) => {
      const asked = servers.length === 0 ? ['fe80::53%wlp0s20f3'] : servers;
      const kinds = types.length === 0 ? ['A', 'AAAA'] : types;
      const items = asked.flatMap((server) =>
        fragments
          ? [
              ...triedSizes.map((ednsBytes) =>
                answer(server, `${name}.`, 'TXT', {
                  ednsBytes,
                  ...(ednsBytes === 4096 ? {} : { outcome: 'truncated' as const, sizeBytes: 40 }),
                }),
              ),
              answer(server, `${name}.`, 'TXT', { transport: 'tcp', ednsBytes: null, sizeBytes: 3_074 }),
            ]
          : kinds.map((type) => answer(server, `${name}.`, type, {})),
      );
      const of = (text: string) => items.filter(({ server }) => server.text === text);
      return {
        title: name,
        summary: () => ({
          name,
          servers: items.map(({ server }) => server),
          asked: items.length,
          answered: items.length,
          conclusive: items.length,
          records: items.length,
          fragments: fragments
            ? asked.flatMap((text) =>
                of(text)
                  .slice(0, 1)
                  .map(({ server }) => judgeFragments(server, of(text))),
              )
            : [],
        }),
        async *steps(signal) {
          await sleep(20, undefined, { signal });
          yield { type: 'item', items };
        },
      };
    },
  });
}

export function fakeWake() {
  return new ProbeRuns<WakeOptions, WakeItem, WakeReport>({
    logger,
    prepare: ({ mac, waitSeconds = null, zones = [parseZone('wlp0s20f3')] }) => {
      const sent = zones.flatMap((zone) =>
        ['192.0.2.255', 'ff02::1'].flatMap((to) =>
          [9, 7].map((port): WakeItem => {
            const failure =
              to === 'ff02::1' && port === 7
                ? ({
                    code: 'no-permission',
                    message: 'nothing could be sent to ff02::1',
                    detail: 'EPERM',
                  } as const)
                : null;
            return { kind: 'sent', zone, to: parseAddress(to), port, sizeBytes: 102, failure };
          }),
        ),
      );
      return {
        title: `waking ${mac}`,
        summary: () => ({
          mac: parseMac(mac),
          sent: 3,
          failed: 1,
          skipped: [],
          answer: waitSeconds === null ? 'not-asked' : 'awake',
          asked: [],
          note: null,
        }),
        async *steps(signal) {
          yield { type: 'item', items: sent };
          if (waitSeconds === null) return;
          await sleep(100, undefined, { signal });
          const address = parseAddress('fe80::5eff:fe10:1');
          yield {
            type: 'item',
            items: [{ kind: 'awake', address, zone: parseZone('wlp0s20f3'), how: 'echo', afterMs: 14_200 }],
          };
        },
      };
    },
  });
}
