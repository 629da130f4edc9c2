import type { PortItem, PortOptions, PortSummary } from '../../../src-core/api/ports.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { family, type Address } from '../../../src-core/net/address.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { formatPorts } from '../../../src-core/ports/port-set.ts';
import { nmapLines } from '../../os/nmap.ts';
import type { ProbeJob, ProbeStep } from '../probe-run.ts';
import { nmapProgress } from './nmap-progress.ts';
import { readAttributes, readHostElement, type NmapHost } from '../../../src-core/ports/nmap-host.ts';
import { mergeRanges, type PortRange } from '../../../src-core/ports/port-ranges.ts';
import { callAddress, titleOf } from './scan-title.ts';

/** Addresses of one command line: systems allow some 100,000 characters, and each is at most some 60. */
const mostAtOnce = 512;

interface Group {
  readonly family: 4 | 6;
  readonly targets: ReadonlyMap<Address, ProbeTarget>;
}

/** A scan by the nmap that is installed: one run of it for each family, told as it tells. */
export class NmapScan implements ProbeJob<PortItem, PortSummary> {
  readonly title: string;
  readonly #groups: readonly Group[];
  readonly #ports: readonly number[];
  readonly #ranges: readonly PortRange[];
  readonly #options: PortOptions;
  readonly #startedMs = performance.now();
  readonly #hosts: number;
  #version = 'nmap';
  #answered = 0;
  #open = 0;
  #ended = 0;
  /** What nmap told last of the task that it is at. */
  #task: Readonly<Record<string, string>> = {};
  /** The part of all that was done when it was last told. */
  #done = 0;

  constructor(targets: readonly ProbeTarget[], ports: readonly number[], options: PortOptions) {
    this.title = `${titleOf(targets, ports)}, with nmap`;
    this.#groups = groupsOf(targets);
    this.#ports = ports;
    this.#ranges = mergeRanges(ports.map((port) => [port, port]));
    this.#options = options;
    this.#hosts = targets.length;
  }

  summary(): PortSummary {
    return {
      hosts: this.#hosts,
      answered: this.#answered,
      open: this.#open,
      asked: this.#ended * this.#ports.length,
      losses: 0,
      durationMs: Math.round(performance.now() - this.#startedMs),
      scanner: this.#version,
    };
  }

  async *steps(signal: AbortSignal): AsyncGenerator<ProbeStep<PortItem>> {
    for (const group of this.#groups) {
      const request = {
        family: group.family,
        addresses: [...group.targets.values()].map(callAddress),
        ports: formatPorts(this.#ports),
        services: this.#options.banners,
        perSecond: this.#options.perSecond,
      };
      let element: string[] | null = null;
      const told = new Set<Address>();
      for await (const line of nmapLines(request, signal)) {
        if (element === null && /^<host[\s>]/.test(line)) element = [];
        element?.push(line);
        if (line.startsWith('<nmaprun ')) {
          this.#version = visibleText(`nmap ${readAttributes(line)['version'] ?? ''}`.trim(), 40);
        } else if (line.startsWith('<taskprogress ')) {
          this.#task = readAttributes(line);
          yield this.#progress();
        }
        if (element === null || !line.includes('</host>')) continue;
        const host = readHostElement(element.join('\n'), this.#ranges);
        element = null;
        if (host === null) continue;
        told.add(host.address);
        yield* this.#steps(host, group);
        yield this.#progress();
      }
      for (const [address, target] of group.targets) {
        if (told.has(address)) continue;
        const message = 'nmap told nothing of this host';
        yield { type: 'warning', about: callAddress(target), failure: { code: 'unreachable', message } };
      }
    }
  }

  *#steps(host: NmapHost, group: Group): Generator<ProbeStep<PortItem>> {
    // nmap leaves out the zone; within a group every address is on one link.
    const target = group.targets.get(host.address);
    if (target === undefined) return;
    this.#ended++;
    this.#open += host.open.length;
    if (host.groups.some(({ state }) => state === 'open' || state === 'closed')) this.#answered++;
    const items: PortItem[] = host.open.map((port) => ({ kind: 'port', target, rttMs: null, ...port }));
    items.push({ kind: 'host', target, groups: host.groups, rttMs: host.rttMs });
    yield { type: 'item', items };
    for (const message of host.warnings) {
      yield { type: 'warning', about: callAddress(target), failure: { code: 'unsupported', message } };
    }
  }

  #progress(): ProbeStep<PortItem> {
    const total = this.#hosts * this.#ports.length;
    const elapsedMs = performance.now() - this.#startedMs;
    const { doing, part, remainingMs } = nmapProgress({
      hosts: this.#hosts,
      ended: this.#ended,
      services: this.#options.banners,
      task: this.#task,
      elapsedMs,
    });
    this.#done = Math.max(this.#done, part);
    return { type: 'progress', doing, done: Math.round(total * this.#done), total, elapsedMs, remainingMs };
  }
}

/** What one command line can hold: one family, and each address once, as nmap does not tell zones. */
function groupsOf(targets: readonly ProbeTarget[]): Group[] {
  const groups: { family: 4 | 6; targets: Map<Address, ProbeTarget> }[] = [];
  for (const target of targets) {
    const { address } = target;
    const own = family(address);
    const room = groups.find(
      (group) => group.family === own && group.targets.size < mostAtOnce && !group.targets.has(address),
    );
    if (room === undefined) groups.push({ family: own, targets: new Map([[address, target]]) });
    else room.targets.set(address, target);
  }
  return groups;
}
