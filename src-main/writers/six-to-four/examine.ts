import type { Problem } from '../../../src-core/api/writers.ts';
import { kindOf } from '../../../src-core/net/kind.ts';
import { isGloballyReachable } from '../../../src-core/net/special-purpose.ts';
import { at } from '../lines.ts';
import type { SixToFourValues } from './schema.ts';

/** RFC 7526 took it out of use. */
const anycastRelay = '192.88.99.1';

/** What is wrong across fields, and what a person should know. */
export function examine(values: SixToFourValues): Problem[] {
  const { ipv4, relay, mtu, networks, nat, name } = values;
  const problems: Problem[] = [
    {
      severity: 'warning',
      path: 'ipv4',
      message:
        '6to4 is going away: the way back over relays of others is often broken; take native IPv6 or a tunnel of a provider where there is one',
      source: 'RFC 7526, RFC 6343',
    },
  ];
  const kind = kindOf(ipv4);
  if (kind !== 'global' && kind !== 'special')
    problems.push({
      severity: 'error',
      path: 'ipv4',
      message: `${ipv4} is ${kind}: the /48 would not be routed to this host; give the public address`,
      source: 'RFC 3056 section 2',
    });
  else if (isGloballyReachable(ipv4) === false)
    problems.push({
      severity: 'warning',
      path: 'ipv4',
      message: `${ipv4} is not routed on the Internet`,
      source: 'RFC 3056 section 2',
    });
  if (relay === anycastRelay)
    problems.push({
      severity: 'warning',
      path: 'relay',
      message:
        'this address is out of use: packets to it vanish with most providers; give a relay that you know',
      source: 'RFC 7526 section 4',
    });
  if (mtu > 1280)
    problems.push({
      severity: 'warning',
      path: 'mtu',
      message: 'connections hang where a link in between is smaller and its ICMP is lost; 1280 always goes',
      source: 'RFC 3056 section 4',
    });
  const seen = new Map<number, number>();
  const cards = new Set([name]);
  networks.forEach(({ subnet, interface: card }, index) => {
    if (subnet === 0)
      problems.push({
        severity: 'error',
        path: at('networks', index, 'subnet'),
        message: 'subnet 0 holds the address of the tunnel: take 1 or more',
      });
    if (seen.has(subnet))
      problems.push({
        severity: 'error',
        path: at('networks', index, 'subnet'),
        message: `network ${(seen.get(subnet) ?? 0) + 1} has this number as well`,
      });
    seen.set(subnet, index);
    if (cards.has(card))
      problems.push({
        severity: 'error',
        path: at('networks', index, 'interface'),
        message: `${card} stands here twice`,
      });
    cards.add(card);
  });
  if (nat !== undefined && nat.host === ipv4)
    problems.push({
      severity: 'error',
      path: 'nat.host',
      message:
        'this is the public address: give the one that the host has behind the gateway, or leave the gateway out',
    });
  return problems;
}
