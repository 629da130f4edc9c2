import type { HostPorts, PortReason, PortState } from '../../../src-core/api/ports.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { formatPorts } from '../../../src-core/ports/port-set.ts';
import { outcome, type Outcome } from './lane-messages.ts';

/** What each outcome is called. */
const meanings: Readonly<Record<Outcome, readonly [PortState, PortReason]>> = {
  [outcome.unknown]: ['unknown', 'not-asked'],
  [outcome.open]: ['open', 'accepted'],
  [outcome.refused]: ['closed', 'refused'],
  [outcome.noAnswer]: ['filtered', 'no-answer'],
  [outcome.prohibited]: ['filtered', 'prohibited'],
  [outcome.noRoute]: ['filtered', 'no-route'],
  [outcome.hostUnreachable]: ['filtered', 'host-unreachable'],
  [outcome.notSent]: ['unknown', 'not-sent'],
  [outcome.noWayHere]: ['unknown', 'no-route'],
};

/**
 * What the outcomes of a host mean that is asked through one interface.
 * @param wasAway whether that was away at any time while the host was asked: silence and absence then say nothing of the
 * host, and those ports are as if they had not been asked
 */
export function* throughInterface(
  outcomes: Iterable<readonly [port: number, outcome: Outcome]>,
  wasAway: boolean,
): Generator<readonly [port: number, outcome: Outcome]> {
  for (const [port, result] of outcomes) {
    const isVain = result === outcome.noAnswer || result === outcome.hostUnreachable;
    // No router stands on the way to an address with a zone: that there is no way is this computer's own word.
    yield [port, result === outcome.noRoute || (wasAway && isVain) ? outcome.notSent : result];
  }
}

/** The outcomes of a host to which this computer knows no way: what was refused here was never asked there. */
export function* withoutRoute(
  outcomes: Iterable<readonly [port: number, outcome: Outcome]>,
): Generator<readonly [port: number, outcome: Outcome]> {
  for (const [port, result] of outcomes)
    yield [port, result === outcome.noRoute ? outcome.noWayHere : result];
}

/** Puts the ports of a host together by what they came to: the open ones first, then the largest group. */
export function hostPortsOf(
  target: ProbeTarget,
  outcomes: Iterable<readonly [port: number, outcome: Outcome]>,
  rttMs: number | null,
): HostPorts {
  const byOutcome = new Map<Outcome, number[]>();
  for (const [port, result] of outcomes) {
    const ports = byOutcome.get(result);
    if (ports === undefined) byOutcome.set(result, [port]);
    else ports.push(port);
  }
  const groups = [...byOutcome].map(([result, ports]) => {
    const [state, reason] = meanings[result];
    return { state, reason, count: ports.length, ports: formatPorts(ports) };
  });
  groups.sort(
    (one, other) => Number(other.state === 'open') - Number(one.state === 'open') || other.count - one.count,
  );
  return { kind: 'host', target, groups, rttMs };
}
