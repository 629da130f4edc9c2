import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { deviceQuery } from '../../src-core/api/devices.ts';
import type { Host, HostAddress, SourceId, SourceProgress } from '../../src-core/api/discovery.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { identifierKind, kindOf } from '../../src-core/net/kind.ts';
import { macOrigin, parseMac } from '../../src-core/net/mac.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import type { RecordedDevice, RecordedHost } from '../discovery/recorder.ts';
import { openInventory, type Inventory } from './inventory.ts';

// What the tests of the inventory share: hosts in short, directories that go away, scans in one call.

/** 1 January 2026; scan number n of a test begins n hours later. */
export const firstDay = Date.UTC(2026, 0, 1);

export const silent = pino({ level: 'silent' });

/** `fe80::1%eth0`, or `10.0.0.1` for one in eth0; a `~` behind it makes it temporary. */
type AddressText = string;

export interface HostInput {
  readonly mac?: string;
  readonly addresses?: readonly AddressText[];
  readonly zone?: string;
  readonly names?: readonly string[];
  readonly vendor?: string;
  readonly role?: Host['role'];
  readonly services?: readonly string[];
  readonly sources?: readonly SourceId[];
  /** True where nothing has answered: the neighbour table remembers it. */
  readonly remembered?: true;
  readonly at?: number;
  readonly former?: readonly string[];
  readonly identity?: string;
}

function address(text: AddressText, input: HostInput): HostAddress {
  const temporary = text.endsWith('~');
  const [plain = '', zone = input.zone ?? 'eth0'] = text.replace('~', '').split('%');
  const parsed = parseAddress(plain);
  const at = input.at ?? firstDay;
  return {
    address: parsed,
    zone: parseZone(zone),
    kind: kindOf(parsed),
    identifier: parsed.includes(':') ? identifierKind(parsed) : null,
    temporary: temporary ? 'yes' : 'no',
    sources: [...(input.sources ?? ['neighbours'])],
    confirmed: input.remembered !== true,
    rttMs: 0.5,
    firstSeen: at,
    lastSeen: at,
  };
}

/** The surest identity as the discovery gives it: see RecordedHost. */
function identityOf(host: Host): string {
  if (host.mac !== null) {
    const zone = host.addresses[0]?.zone ?? 'eth0';
    return host.macOrigin === 'universal' ? `mac:${host.mac}` : `mac:${host.mac}@${zone}`;
  }
  const [first] = host.addresses;
  if (first === undefined) throw new Error('a host of a test needs a MAC or an address');
  const alone = first.kind === 'global' || first.kind === 'ula';
  return alone ? `addr:${first.address}` : `addr:${first.address}@${first.zone}`;
}

/** A host as a run gives it to the recorder. */
export function recorded(input: HostInput): RecordedHost {
  const mac = input.mac === undefined ? null : parseMac(input.mac);
  const at = input.at ?? firstDay;
  const sources = [...(input.sources ?? (['neighbours'] as const))];
  const toldBy = input.role === 'self' ? ('own-addresses' as const) : ('mdns' as const);
  const names = (input.names ?? []).map((name) => ({ name, source: toldBy }));
  const host: Host = {
    id: `${input.mac ?? ''}${input.addresses?.join(',') ?? ''}`,
    deviceId: null,
    change: null,
    name: names[0]?.name ?? null,
    names,
    mac,
    macOrigin: mac === null ? null : macOrigin(mac),
    vendor: input.vendor ?? null,
    role: input.role ?? 'host',
    addresses: (input.addresses ?? []).map((text) => address(text, input)),
    services: (input.services ?? []).map((type) => ({ type, name: '', port: null, source: 'mdns' as const })),
    rttMs: 0.5,
    duplicates: 0,
    sources,
    firstSeen: at,
    lastSeen: at,
  };
  return { host, identity: input.identity ?? identityOf(host), formerIdentities: [...(input.former ?? [])] };
}

/** A directory of its own for one test. */
export function temporaryDirectory(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'linkscope-inventory-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface ScanInput {
  readonly zones?: readonly string[];
  readonly state?: 'done' | 'cancelled' | 'failed';
  readonly sources?: readonly SourceProgress[];
  readonly hour?: number;
}

/** An inventory in a directory of its own, and scans of it in one call. */
export async function testInventory(path: string): Promise<{
  inventory: Inventory;
  scan: (hosts: readonly HostInput[], input?: ScanInput) => Promise<ScanResult>;
  all: (query?: Partial<Parameters<Inventory['list']>[0]>) => ReturnType<Inventory['list']>;
}> {
  const inventory = await openInventory({ directory: path, log: silent });
  let hour = 0;
  return {
    inventory,
    async scan(hosts, input = {}) {
      hour = input.hour ?? hour + 1;
      const at = firstDay + hour * 3_600_000;
      const zones = (input.zones ?? ['eth0']).map((zone) => parseZone(zone));
      const id = await inventory.beginScan({ startedAt: at, zones });
      const devices = await inventory.record(
        id,
        hosts.map((host) => recorded({ at: at + 1000, ...host })),
      );
      const end = await inventory.endScan(id, {
        state: input.state ?? 'done',
        endedAt: at + 5000,
        sources: input.sources ?? [],
      });
      return {
        id,
        devices,
        changes: devices.map(({ change }) => change),
        ...end,
        gone: end.gone.map(({ name }) => name),
      };
    },
    all: (query = {}) => inventory.list(deviceQuery.parse(query)),
  };
}

export interface ScanResult {
  readonly id: number;
  readonly devices: readonly RecordedDevice[];
  readonly changes: readonly string[];
  readonly new: number;
  readonly changed: number;
  readonly gone: readonly string[];
}
