import { toFailure } from '../../../src-core/api/errors.ts';
import type { Address } from '../../../src-core/net/address.ts';
import { multicastEcho, type EchoReply } from '../../os/multicast-ping.ts';
import { mergeStreams } from '../merge-streams.ts';
import { sleep } from '../neighbour-feed.ts';
import { sweepSources } from '../on-link.ts';
import type { Sighting, Source, SourceContext } from '../source.ts';

/** Three requests, one second apart: hosts that sleep miss the first. */
const seconds = 3;
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
  const seen = new Set<string>();
  for await (const reply of multicastEcho({ zone: own.zone, source, seconds }, signal)) {
    yield toSighting(reply, seen);
  }
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
