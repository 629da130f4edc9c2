import { toFailure } from '../../../src-core/api/errors.ts';
import type { Address } from '../../../src-core/net/address.ts';
import { multicastEcho, type EchoReply } from '../../os/multicast-ping.ts';
import { mergeStreams } from '../merge-streams.ts';
import { sleep } from '../neighbour-feed.ts';
import { sweepSources } from '../on-link.ts';
import type { Sighting, Source, SourceContext } from '../source.ts';

/** Three requests, one second apart: hosts that sleep miss the first. */
const seconds = 3;
/** And two more, so many times, where some answers to those were lost. */
const moreSeconds = 2;
const mostRepeats = 2;
/** So few hosts, probably not yet seen, are not asked for again. */
const enoughUnseen = 0.01;
/** Between the sweeps of one interface, so that the replies to each do not all come at once. */
const staggerMs = 250;

/**
 * An echo request to all nodes (ff02::1) from the link-local address and from one address of every prefix: a host
 * answers from the address that suits the asker's, so each sweep draws the addresses of its own prefix (RFC 6724).
 */
const multicastEchoSource: Source = {
  id: 'multicast-echo',
  applies: ({ multicast, addresses }) => {
    if (!multicast) return 'the interface has no multicast';
    return addresses.some(({ address }) => address.includes(':'))
      ? null
      : 'the interface has no IPv6 address';
  },
  async *run(context) {
    const sweeps = sweepSources(context.interface);
    let ended = 0;
    context.progress(0, sweeps.length);
    const failures: unknown[] = [];
    const streams = sweeps.map(async function* (source, index): AsyncGenerator<Sighting> {
      try {
        await sleep(index * staggerMs, context.signal);
        yield* sweep(context, source);
      } catch (error) {
        if (context.signal.aborted) return;
        failures.push(error);
        if (failures.length < sweeps.length) context.warn(toFailure(error));
      } finally {
        context.progress(++ended, sweeps.length);
      }
    });
    yield* mergeStreams(streams);
    // All of them failed alike (no ping, no permission): the source could not look at all.
    if (failures.length === sweeps.length && !context.signal.aborted) throw failures[0];
  },
};

async function* sweep(
  { interface: own, signal }: SourceContext,
  source: Address | null,
): AsyncGenerator<Sighting> {
  const addresses = new Set<Address>();
  const rounds: number[] = [];
  for (let repeat = 0; repeat <= mostRepeats; repeat++) {
    const seen = new Set<string>();
    const asked = repeat === 0 ? seconds : moreSeconds;
    const answers = Array.from({ length: asked }, () => 0);
    for await (const reply of multicastEcho({ zone: own.zone, source, seconds: asked }, signal)) {
      const sighting = toSighting(reply, seen);
      yield sighting;
      addresses.add(reply.address);
      const index = reply.sequence - 1;
      if (sighting.duplicate !== true && index >= 0 && index < asked)
        answers[index] = (answers[index] ?? 0) + 1;
    }
    rounds.push(...answers);
    if (unseen(rounds, addresses.size) < enoughUnseen) return;
  }
}

/**
 * How many hosts have probably not been seen yet: where a share of the answers is lost each time, that share of the
 * hosts to the power of the number of times has lost all of theirs.
 * @param rounds how many addresses answered each request
 * @param known how many answered any of them
 */
export function unseen(rounds: readonly number[], known: number): number {
  if (known === 0 || rounds.length === 0) return 0;
  const answered = rounds.reduce((sum, count) => sum + count, 0);
  const lost = Math.max(0, 1 - answered / (known * rounds.length));
  return known * lost ** rounds.length;
}

/** `DUP!` only says that there is more than one responder; a real duplicate is one address twice for one request. */
function toSighting(reply: EchoReply, seen: Set<string>): Sighting {
  const key = `${reply.address} ${reply.sequence}`;
  const duplicate = seen.has(key);
  seen.add(key);
  return {
    source: 'multicast-echo',
    zone: reply.zone,
    at: Date.now(),
    address: reply.address,
    confirmed: true,
    rttMs: reply.rttMs ?? undefined,
    duplicate,
  };
}

export default multicastEchoSource;
