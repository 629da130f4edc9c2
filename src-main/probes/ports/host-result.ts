import type { HostPorts } from '../../../src-core/api/ports.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { hasRoute } from '../../os/route-presence.ts';
import type { InterfaceWatch } from './interface-watch.ts';
import { outcome } from './lane-messages.ts';
import { hostPortsOf, throughInterface, withoutRoute } from './results.ts';
import type { PortScan } from './scan.ts';

/** What a host of a scan came to; ports that this computer could not ask are told as unknown. */
export async function hostResult(
  target: ProbeTarget,
  scan: Pick<PortScan, 'outcomes' | 'leastMs'>,
  host: number,
  watch: InterfaceWatch,
): Promise<HostPorts> {
  const rttMs = scan.leastMs(host);
  const outcomes = [...scan.outcomes(host)];
  const { address, zone } = target;
  if (zone !== null) return hostPortsOf(target, throughInterface(outcomes, watch.wasAway(zone)), rttMs);
  // A router may have said it, or this computer: only the second means that nothing was sent.
  const isTold = outcomes.some(([, result]) => result === outcome.noRoute);
  const isOwnWord = isTold && !(await hasRoute(address));
  return hostPortsOf(target, isOwnWord ? withoutRoute(outcomes) : outcomes, rttMs);
}
