import { ToolError } from '../../../src-core/api/errors.ts';
import {
  mostPortsInAll,
  type OpenPort as OpenPortItem,
  type PortItem,
  type PortOptions,
  type PortSummary,
} from '../../../src-core/api/ports.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { ParseError } from '../../../src-core/net/parse-error.ts';
import { parsePorts } from '../../../src-core/ports/port-set.ts';
import { serviceName } from '../../../src-core/ports/top-ports.ts';
import type { ProbeJob, ProbeStep } from '../probe-run.ts';
import { BannerReader } from './banner-reader.ts';
import { hostResult } from './host-result.ts';
import { InterfaceWatch } from './interface-watch.ts';
import type { LanePool } from './lane-pool.ts';
import { NmapScan } from './nmap-scan.ts';
import { portTargets } from './port-targets.ts';
import { callAddress, titleOf } from './scan-title.ts';
import { PortScan, type FoundPort } from './scan.ts';
import { troubleFailure } from './socket-errors.ts';

export type PortJob = ProbeJob<PortItem, PortSummary>;

/** The ports of a list as a person gives it. @throws ToolError `bad-input` */
export function readPorts(text: string): number[] {
  try {
    return parsePorts(text);
  } catch (error) {
    if (error instanceof ParseError)
      throw new ToolError('bad-input', error.message, undefined, { cause: error });
    throw error;
  }
}

/**
 * Makes the work of one port scan.
 * @throws ToolError `bad-input` for targets or ports that cannot be read or are too many; `unreachable` for a name
 * without an address
 */
export async function preparePorts(
  pool: LanePool,
  options: PortOptions,
  signal: AbortSignal,
): Promise<PortJob> {
  const ports = readPorts(options.ports);
  const targets = await portTargets(options.targets, signal);
  if (targets.length * ports.length > mostPortsInAll) {
    const message = `${targets.length} hosts by ${ports.length} ports are more than ${mostPortsInAll} at once`;
    throw new ToolError('bad-input', `${message}: choose fewer ports, or fewer hosts`);
  }
  if (options.scanner === 'nmap') return new NmapScan(targets, ports, options);
  return new OwnScan(pool, targets, ports, options);
}

class OwnScan implements PortJob {
  readonly title: string;
  readonly #targets: readonly ProbeTarget[];
  readonly #scan: PortScan;
  readonly #readers: BannerReader | null;
  readonly #total: number;
  readonly #startedMs = performance.now();
  #open = 0;
  #answered = new Set<number>();
  readonly #watch: InterfaceWatch;

  constructor(
    pool: LanePool,
    targets: readonly ProbeTarget[],
    ports: readonly number[],
    options: PortOptions,
  ) {
    this.title = titleOf(targets, ports);
    this.#targets = targets;
    this.#watch = new InterfaceWatch(targets);
    this.#total = targets.length * ports.length;
    const addresses = targets.map(callAddress);
    this.#scan = new PortScan(pool, { addresses, ports, perSecond: options.perSecond });
    this.#readers = options.banners ? new BannerReader() : null;
  }

  summary(): PortSummary {
    return {
      hosts: this.#targets.length,
      answered: this.#answered.size,
      open: this.#open,
      asked: this.#scan.asked,
      // What was lost as an interface went says nothing of the link.
      losses: this.#watch.any ? 0 : this.#scan.losses,
      durationMs: Math.round(performance.now() - this.#startedMs),
      scanner: 'Linkscope',
    };
  }

  async *steps(signal: AbortSignal): AsyncGenerator<ProbeStep<PortItem>> {
    const left = new Set(this.#targets.keys());
    try {
      for await (const { open, ended } of this.#scan.run(signal)) {
        this.#watch.look(performance.now());
        const items: PortItem[] = open.map((each) => this.#item(each));
        this.#open += open.length;
        for (const host of ended) {
          left.delete(host);
          items.push(await this.#host(host));
        }
        if (items.length > 0) yield { type: 'item', items };
        const isWaiting = this.#scan.asked >= this.#total && this.#scan.known < this.#total;
        yield this.#progress(isWaiting ? 'Waiting for silent ports, asking again' : 'Connecting to ports');
      }
    } catch (error) {
      // What a cancelled run has learnt is told as well, with what it has not as unknown.
      if (signal.aborted) {
        const items: PortItem[] = [];
        for (const host of left) items.push(await this.#host(host));
        yield { type: 'item', items };
      }
      throw error;
    }
    yield* this.#watch.warnings();
    for (const code of this.#scan.trouble) {
      yield { type: 'warning', about: null, failure: troubleFailure(code) };
    }
    if (this.#readers === null) return;
    for await (const items of this.#readers.results(signal)) {
      yield { type: 'item', items };
      yield this.#progress('Reading what the services say');
    }
  }

  #item({ host, port, rttMs }: FoundPort): PortItem {
    const target = this.#target(host);
    this.#answered.add(host);
    const item: OpenPortItem = {
      kind: 'port',
      target,
      port,
      rttMs,
      service: serviceName(port),
      banner: null,
    };
    this.#readers?.add(callAddress(target), item);
    return item;
  }

  async #host(host: number): Promise<PortItem> {
    if (this.#scan.leastMs(host) !== null) this.#answered.add(host);
    return await hostResult(this.#target(host), this.#scan, host, this.#watch);
  }

  #target(host: number): ProbeTarget {
    const target = this.#targets[host];
    if (target === undefined) throw new Error(`there is no host ${host} in this scan`);
    return target;
  }

  #progress(doing: string): ProbeStep<PortItem> {
    const elapsedMs = performance.now() - this.#startedMs;
    const done = this.#scan.known;
    // How long silent ports take is not known from those that answered.
    const isWaiting = this.#scan.asked >= this.#total;
    const remainingMs = done === 0 || isWaiting ? null : (elapsedMs * (this.#total - done)) / done;
    return { type: 'progress', doing, done, total: this.#total, elapsedMs, remainingMs };
  }
}
