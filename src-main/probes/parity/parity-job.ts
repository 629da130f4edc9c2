import { ToolError } from '../../../src-core/api/errors.ts';
import type { DeviceDetail } from '../../../src-core/api/devices.ts';
import type { ParityDevice, ParityOptions, ParitySummary } from '../../../src-core/api/parity.ts';
import { mostPortsInAll, type HostPorts } from '../../../src-core/api/ports.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { family } from '../../../src-core/net/address.ts';
import { kindOf } from '../../../src-core/net/kind.ts';
import { needsZone, type Zone } from '../../../src-core/net/zone.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { compareFamilies, ownComputer } from '../../../src-core/parity/compare.ts';
import { listLabels, namedLists } from '../../../src-core/ports/port-set.ts';
import { hostResult } from '../ports/host-result.ts';
import { InterfaceWatch } from '../ports/interface-watch.ts';
import type { LanePool } from '../ports/lane-pool.ts';
import { readPorts } from '../ports/port-job.ts';
import { callAddress } from '../ports/scan-title.ts';
import { PortScan } from '../ports/scan.ts';
import { troubleFailure } from '../ports/socket-errors.ts';
import type { ProbeJob, ProbeStep } from '../probe-run.ts';

/** A device may have had hundreds of temporary addresses: those seen last are asked, so many of each family. */
const mostOfFamily = 4;

/** What of the inventory a comparison reads. */
export interface ParityInventory {
  /** The ids of all devices, or of those that were found on a link; a page of them. */
  list(query: {
    zone: Zone | null;
    offset: number;
    limit: number;
  }): Promise<{ total: number; ids: readonly number[] }>;
  get(id: number): Promise<DeviceDetail>;
}

export type ParityJob = ProbeJob<ParityDevice, ParitySummary>;

/**
 * Makes the work of comparing what devices have open over IPv4 and over IPv6.
 * @throws ToolError `bad-input` for ports that cannot be read, devices that are not stored, or too much at once
 */
export async function prepareParity(
  pool: LanePool,
  inventory: ParityInventory,
  options: ParityOptions,
): Promise<ParityJob> {
  const ports = readPorts(options.ports);
  const { deviceIds, zone } = options;
  if (deviceIds.length > 0 && zone !== null) {
    throw new ToolError('bad-input', 'give either devices or a link, not both');
  }
  const ids = deviceIds.length > 0 ? [...new Set(deviceIds)] : await allDevices(inventory, zone);
  if (ids.length === 0) {
    const where = zone === null ? '' : ` of ${visibleText(zone, 80)}`;
    throw new ToolError('bad-input', `no device${where} is stored: discovery finds them`);
  }
  const devices = await Promise.all(ids.map(async (id) => comparable(await inventory.get(id), zone)));
  const addresses = devices.reduce((sum, device) => sum + device.targets.length, 0);
  if (addresses * ports.length > mostPortsInAll) {
    const message = `${addresses} addresses by ${ports.length} ports are more than ${mostPortsInAll} at once`;
    throw new ToolError('bad-input', `${message}: choose fewer devices, or fewer ports`);
  }
  return new Parity(pool, devices, ports, options);
}

async function allDevices(inventory: ParityInventory, zone: Zone | null): Promise<number[]> {
  const found: number[] = [];
  for (;;) {
    const { total, ids } = await inventory.list({ zone, offset: found.length, limit: 1000 });
    found.push(...ids);
    if (found.length >= total || ids.length === 0) return found;
  }
}

interface Comparable {
  readonly deviceId: number;
  readonly name: string;
  /** Whether it is this computer. */
  readonly self: boolean;
  readonly targets: readonly ProbeTarget[];
}

/**
 * The addresses of a device at which it can be asked: the newest of each family, one of each kind first.
 * @param link only those that were seen on it; null means on any
 */
function comparable({ id, name, role, allAddresses, zones }: DeviceDetail, link: Zone | null): Comparable {
  // What goes to an own address passes no firewall: that it is open says nothing.
  if (role === 'self') return { deviceId: id, name, self: true, targets: [] };
  const targets = ([4, 6] as const).flatMap((wanted) => {
    const own = allAddresses.filter(
      ({ address, zone }) =>
        family(address) === wanted && kindOf(address) !== 'multicast' && (link === null || zone === link),
    );
    // What was not seen at the last sight of the family is probably gone, and silence there would say nothing.
    const newest = Math.max(0, ...own.map(({ lastSeen }) => lastSeen));
    const present = own.filter(({ lastSeen }) => lastSeen >= newest - presentMs);
    const kinds = new Set<string>();
    const first = present.filter(({ kind }) => !kinds.has(kind) && kinds.add(kind));
    const others = present.filter((entry) => !first.includes(entry));
    return [...first, ...others].slice(0, mostOfFamily);
  });
  return {
    deviceId: id,
    name,
    self: false,
    targets: targets.map(({ address, zone }) => ({
      text: name,
      address,
      zone: needsZone(address) ? (zone ?? zones[0] ?? null) : null,
    })),
  };
}

/** Addresses of one scan are written within this. */
const presentMs = 60_000;

class Parity implements ParityJob {
  readonly title: string;
  readonly #devices: readonly Comparable[];
  readonly #targets: readonly ProbeTarget[];
  readonly #scan: PortScan;
  readonly #total: number;
  readonly #watch: InterfaceWatch;
  readonly #scope: string;
  readonly #startedMs = performance.now();
  readonly #counts = { same: 0, different: 0, 'one-family': 0, unknown: 0 };

  constructor(
    pool: LanePool,
    devices: readonly Comparable[],
    ports: readonly number[],
    options: ParityOptions,
  ) {
    this.#devices = devices;
    this.#targets = devices.flatMap(({ targets }) => targets);
    this.#watch = new InterfaceWatch(this.#targets);
    this.#total = this.#targets.length * ports.length;
    const addresses = this.#targets.map(callAddress);
    this.#scan = new PortScan(pool, { addresses, ports, perSecond: options.perSecond });
    const named = namedLists.find((name) => name === options.ports);
    const what =
      named === undefined
        ? `${ports.length} port${ports.length === 1 ? '' : 's'}`
        : `${listLabels[named].toLowerCase()} ports`;
    const who = devices.length === 1 ? (devices[0]?.name ?? '1 device') : `${devices.length} devices`;
    const where = options.zone === null ? '' : ` on ${visibleText(options.zone, 80)}`;
    this.#scope = `${who}${where}, ${what}`;
    this.title = `IPv4 and IPv6 of ${this.#scope}`;
  }

  summary(): ParitySummary {
    const durationMs = Math.round(performance.now() - this.#startedMs);
    const { 'one-family': oneFamily, ...counts } = this.#counts;
    return { devices: this.#devices.length, ...counts, oneFamily, durationMs, scope: this.#scope };
  }

  async *steps(signal: AbortSignal): AsyncGenerator<ProbeStep<ParityDevice>> {
    const deviceOf: number[] = [];
    for (const [index, { targets }] of this.#devices.entries()) for (const _ of targets) deviceOf.push(index);
    const left = this.#devices.map(({ targets }) => targets.length);
    const pending = new Set(this.#devices.keys());
    const ready = () => [...pending].filter((device) => left[device] === 0);
    try {
      yield* this.#tell(ready(), pending, deviceOf);
      if (this.#targets.length > 0) {
        for await (const { ended } of this.#scan.run(signal)) {
          this.#watch.look(performance.now());
          for (const host of ended) {
            const device = deviceOf[host] ?? 0;
            left[device] = (left[device] ?? 1) - 1;
          }
          if (ended.length > 0) yield* this.#tell(ready(), pending, deviceOf);
          yield this.#progress();
        }
      }
    } catch (error) {
      // What was not looked at is told as unknown.
      if (signal.aborted) yield* this.#tell([...pending], pending, deviceOf);
      throw error;
    }
    yield* this.#watch.warnings();
    for (const code of this.#scan.trouble) {
      yield { type: 'warning', about: null, failure: troubleFailure(code) };
    }
  }

  async *#tell(
    devices: readonly number[],
    pending: Set<number>,
    deviceOf: readonly number[],
  ): AsyncGenerator<ProbeStep<ParityDevice>> {
    const items: ParityDevice[] = [];
    for (const index of devices) {
      pending.delete(index);
      const device = this.#devices[index];
      if (device === undefined) continue;
      const hosts: HostPorts[] = [];
      for (const [host, own] of deviceOf.entries()) {
        const target = this.#targets[host];
        if (own === index && target !== undefined)
          hosts.push(await hostResult(target, this.#scan, host, this.#watch));
      }
      const of = (wanted: 4 | 6) => hosts.filter(({ target }) => family(target.address) === wanted);
      const { deviceId, name, self } = device;
      const compared = self
        ? ownComputer({ deviceId, name })
        : compareFamilies({ deviceId, name }, of(4), of(6));
      this.#counts[compared.verdict.state]++;
      items.push(compared);
    }
    if (items.length > 0) yield { type: 'item', items };
  }

  #progress(): ProbeStep<ParityDevice> {
    const elapsedMs = performance.now() - this.#startedMs;
    const done = Math.min(this.#scan.asked, this.#total);
    const remainingMs = done === 0 || done === this.#total ? null : (elapsedMs * (this.#total - done)) / done;
    const doing = 'Asking every device over IPv4 and IPv6';
    return { type: 'progress', doing, done, total: this.#total, elapsedMs, remainingMs };
  }
}
