import type { PathMtuItem, PathMtuReport } from '../../src-core/api/path-mtu.ts';
import type { Address } from '../../src-core/net/address.ts';
import { formatScoped, type Zone } from '../../src-core/net/zone.ts';
import { formatCount, formatPlural } from '../components/format.ts';

/** With the link on which it was met: a link-local address means nothing without it. */
function routerText(address: Address, zone: Zone | null): string {
  return formatScoped({ address, zone: zone ?? undefined });
}

/** The result in one sentence. */
export function resultSentence({ mtu, firstMtu, drops }: PathMtuReport): string {
  if (mtu === null) return 'No packet came through, whatever its size: the target does not answer to ping.';
  const whole = `Packets of up to ${formatCount(mtu)} octets come through whole`;
  if (drops.length === 0 || firstMtu === mtu)
    return firstMtu === null ? `${whole}.` : `${whole}, as many as this computer's link carries.`;
  return `${whole}.`;
}

/** Where the packets become smaller, in words. */
export function dropSentence(
  { router: address, hop, mtu, silent }: PathMtuReport['drops'][number],
  zone: Zone | null = null,
): string {
  const router = address && routerText(address, zone);
  const where =
    hop === null
      ? router === null
        ? 'Somewhere on the way'
        : `Behind ${router}`
      : `After hop ${hop}${router === null ? '' : `, ${router}`}`;
  const told = silent ? ', and no router says so' : '';
  return `${where}, the link carries ${formatCount(mtu)} octets${told}.`;
}

/** What became of one packet, in words. */
export function outcomeWords(
  { outcome, from, mtu, hopLimit }: PathMtuItem,
  zone: Zone | null = null,
): string {
  const who = from === null ? 'a router' : routerText(from, zone);
  switch (outcome) {
    case 'passed':
      return 'came through';
    case 'too-big':
      return `too big, says ${who}${mtu === null ? '' : `: ${formatCount(mtu)} octets fit`}`;
    case 'local':
      return 'too big for this computer: it knows the path or its link already';
    case 'lost':
      return 'no answer';
    case 'time-exceeded':
      return `came as far as ${who}${hopLimit === null ? '' : `, after ${formatPlural(hopLimit, 'hop')}`}`;
    case 'unreachable':
      return `unreachable, says ${who}`;
  }
}
