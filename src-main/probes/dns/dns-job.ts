import type { DnsItem, DnsOptions, DnsReport } from '../../../src-core/api/dns.ts';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { ProbeProgress } from '../../../src-core/api/probe-events.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { judgeFragments, triedSizes } from '../../../src-core/dns/fragments.ts';
import type { DnsQuestion } from '../../../src-core/dns/message.ts';
import { formatName } from '../../../src-core/dns/name.ts';
import { typeName } from '../../../src-core/dns/record-types.ts';
import type { ProbeJob, ProbeStep } from '../probe-run.ts';
import { resolveTarget } from '../targets.ts';
import { askServer, type Asking } from './ask-server.ts';
import { readQuestions, type DnsQuestions } from './dns-question.ts';
import { systemServers } from './system-servers.ts';

/** RFC 9715 section 3.1 (as the DNS Flag Day 2020): no answer of this size needs fragments on IPv6. */
const usualEdnsBytes = 1232;
/** Questions that wait for their answers at the same time. */
const mostWaiting = 16;

type Plan = Omit<Asking, 'server' | 'fallback'> & { readonly fragments: boolean };

/** Reads what was asked for, and finds the servers. @throws ToolError `bad-input`, `unreachable`, `timeout` */
export async function prepareDns(options: DnsOptions, signal: AbortSignal): Promise<DnsJob> {
  const questions = readQuestions(options);
  const fragments = options.fragments ?? false;
  const plan: Plan = {
    port: options.port ?? 53,
    transport: options.transport ?? 'udp',
    ednsBytes: options.ednsBytes === undefined ? usualEdnsBytes : options.ednsBytes,
    // Signatures make answers large.
    dnssec: options.dnssec ?? fragments,
    recursion: options.recursion ?? true,
    waitMs: options.waitMs ?? 2_000,
    fragments,
  };
  if (plan.dnssec && plan.ednsBytes === null && !fragments) {
    throw new ToolError(
      'bad-input',
      'signatures cannot be asked for without EDNS (RFC 3225): give it a size',
    );
  }
  if (fragments && options.transport === 'tcp') {
    throw new ToolError('bad-input', 'fragments are tried over UDP, and TCP beside it: leave TCP out');
  }
  const named = options.servers ?? [];
  const servers =
    named.length === 0
      ? await systemServers(signal)
      : (await Promise.all(named.map((text) => resolveTarget(text, 'any', signal)))).flat();
  return new DnsJob(questions, distinct(servers), plan);
}

function distinct(servers: readonly ProbeTarget[]): ProbeTarget[] {
  return [...new Map(servers.map((server) => [`${server.address}%${server.zone ?? ''}`, server])).values()];
}

function isConclusive({ outcome, message }: DnsItem): boolean {
  return outcome === 'answered' && ['NOERROR', 'NXDOMAIN'].includes(message?.responseCode ?? '');
}

/** Asks each server for each type; or one type with growing sizes, to see what gets through. */
export class DnsJob implements ProbeJob<DnsItem, DnsReport> {
  readonly title: string;
  readonly #name: string;
  readonly #questions: readonly DnsQuestion[];
  readonly #servers: readonly ProbeTarget[];
  readonly #plan: Plan;
  readonly #items: DnsItem[] = [];
  readonly #startedAt = Date.now();
  #ended = false;

  constructor({ name, types }: DnsQuestions, servers: readonly ProbeTarget[], plan: Plan) {
    // One type is enough to see what gets through.
    const asked = plan.fragments ? types.slice(0, 1) : types;
    this.#name = formatName(name);
    this.#questions = asked.map((type) => ({ name, type }));
    this.#servers = servers;
    this.#plan = plan;
    const count = servers.length === 1 ? (servers[0]?.text ?? '') : `${servers.length} servers`;
    this.title = `${this.#name} ${asked.map(typeName).join(', ')} of ${count}`;
  }

  async *steps(signal: AbortSignal): AsyncGenerator<ProbeStep<DnsItem>> {
    const stop = new AbortController();
    const both = AbortSignal.any([signal, stop.signal]);
    const { fragments } = this.#plan;
    const work = this.#servers.flatMap((server) =>
      this.#questions.map((question) => () => {
        return fragments ? this.#sizes(server, question, both) : this.#lookUp(server, question, both);
      }),
    );
    const waiting = new Map<number, Promise<{ key: number; items: DnsItem[] }>>();
    let next = 0;
    try {
      while (next < work.length || waiting.size > 0) {
        for (; next < work.length && waiting.size < mostWaiting; next++) {
          const key = next;
          const started = work[key]?.();
          if (started !== undefined)
            waiting.set(
              key,
              started.then((items) => ({ key, items })),
            );
        }
        yield this.#progress(next - waiting.size, work.length);
        const { key, items } = await Promise.race(waiting.values());
        waiting.delete(key);
        this.#items.push(...items);
        yield { type: 'item', items };
      }
      this.#ended = true;
    } finally {
      stop.abort(new Error('cancelled'));
      await Promise.allSettled(waiting.values());
    }
  }

  summary(): DnsReport {
    const { fragments } = this.#plan;
    const of = (server: ProbeTarget) => this.#items.filter((item) => item.server === server);
    return {
      name: this.#name,
      servers: [...this.#servers],
      asked: this.#items.length,
      answered: this.#items.filter(({ message }) => message !== null).length,
      conclusive: this.#items.filter(isConclusive).length,
      records: this.#items.reduce((sum, { message }) => sum + (message?.answer.length ?? 0), 0),
      // Half of the answers would tell something else.
      fragments:
        fragments && this.#ended ? this.#servers.map((server) => judgeFragments(server, of(server))) : [],
    };
  }

  /** One question; over TCP again where the answer over UDP was truncated (RFC 7766 section 5). */
  async #lookUp(server: ProbeTarget, question: DnsQuestion, signal: AbortSignal): Promise<DnsItem[]> {
    const asking = { ...this.#plan, server, fallback: false };
    const first = await askServer(question, asking, signal);
    if (first.outcome !== 'truncated' || first.transport === 'tcp') return [first];
    const again = await askServer(question, { ...asking, transport: 'tcp', fallback: true }, signal);
    return [first, again];
  }

  /** The same question with growing sizes, and over TCP; all at once, as one alone may wait for long. */
  async #sizes(server: ProbeTarget, question: DnsQuestion, signal: AbortSignal): Promise<DnsItem[]> {
    const asking = { ...this.#plan, server, fallback: false };
    return await Promise.all([
      ...triedSizes.map((ednsBytes) => {
        const dnssec = asking.dnssec && ednsBytes !== null;
        return askServer(question, { ...asking, ednsBytes, dnssec }, signal);
      }),
      askServer(question, { ...asking, ednsBytes: null, transport: 'tcp' }, signal),
    ]);
  }

  #progress(done: number, total: number): ProbeProgress {
    const elapsedMs = Date.now() - this.#startedAt;
    return { type: 'progress', doing: `asking for ${this.title}`, done, total, elapsedMs, remainingMs: null };
  }
}
