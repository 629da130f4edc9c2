import { bitsOf, type Family } from '../../src-core/net/address.ts';
import { isMulticast } from '../../src-core/net/kind.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { lengthOf, networkOf, tryParsePrefix, type Prefix } from '../../src-core/net/prefix.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import type { DefaultRoute, OnLinkRoute, Routes } from './ip-route.ts';
import { runText } from './run-text.ts';
import { readWritten } from './scoped-text.ts';

/**
 * macOS: `netstat -rn -f inet6` and the same for `inet`. Older systems have the columns Refs and Use between Flags and
 * Netif, so the heading tells where a column is. Samples:
 *
 * Destination        Gateway            Flags               Netif Expire
 * default            192.0.2.1          UGScg                 en0
 * 192.0.2            link#11            UCS                   en0      !
 * 192.0.2.1          2:0:5e:10:0:fe     UHLWIir               en0   1193
 *
 * Destination                             Gateway                 Flags         Netif Expire
 * default                                 fe80::1%en0             UGcg            en0
 * default                                 fe80::%utun0            UGcIg         utun0
 * 2001:db8:1::/64                         link#11                 UC              en0
 */
export function args(which: Family): string[] {
  return ['-rn', '-f', which === 6 ? 'inet6' : 'inet'];
}

/** `192.0.2` and `169.254` stand for prefixes whose zeros, and whose classful length, were left out. */
function ipv4Prefix(text: string): Prefix | undefined {
  const [network = '', digits] = text.split('/', 2);
  const octets = network.split('.');
  if (octets.length > 4 || octets.some((octet) => !/^\d{1,3}$/.test(octet))) return undefined;
  const first = Number(octets[0]);
  const classful = first < 128 ? 8 : first < 192 ? 16 : 24;
  while (octets.length < 4) octets.push('0');
  return tryParsePrefix(`${octets.join('.')}/${digits ?? classful}`);
}

function ipv6Prefix(text: string): Prefix | undefined {
  return tryParsePrefix(text.replace(/%[^/]*/, ''));
}

/** Reads the output of one family. Flags: G is a gateway, H a single host, m multicast, R and B discard. */
export function parse(text: string, which: Family): Routes {
  const onLink: OnLinkRoute[] = [];
  const defaults: DefaultRoute[] = [];
  let skipped = 0;
  let column = -1;
  for (const line of text.split('\n').slice(0, 200_000)) {
    const words = line.slice(0, 1_000).trim().split(/\s+/);
    const [destination = '', gateway = '', flags = ''] = words;
    if (destination === 'Destination') {
      column = words.indexOf('Netif');
      continue;
    }
    if (column < 0 || words.length <= column) continue;
    if (/[HmRB]/.test(flags)) continue;
    const written = readWritten(gateway);
    const zone = written?.zone ?? attempt(() => parseZone(words[column] ?? ''));
    if (zone === undefined) {
      skipped++;
      continue;
    }
    const lifetimeSeconds = null;
    // A static route has the flag S; everything else came from the kernel or a daemon.
    const origin = flags.includes('S') ? 'static' : 'kernel';
    if (destination === 'default') {
      // Tunnels have their own network as the gateway (`fe80::%utun0`), or their link: no router.
      if (written === undefined || written.address === 'fe80::' || !flags.includes('G')) continue;
      defaults.push({ gateway: written.address, zone, origin, metric: null, lifetimeSeconds });
    } else if (gateway.startsWith('link#')) {
      const prefix = which === 4 ? ipv4Prefix(destination) : ipv6Prefix(destination);
      if (prefix === undefined) skipped++;
      else if (lengthOf(prefix) < bitsOf(which) && !isMulticast(networkOf(prefix))) {
        onLink.push({ prefix, zone, origin, lifetimeSeconds });
      }
    }
  }
  return { onLink, defaults, skipped };
}

/** The routes of one family. @throws ToolError */
export async function read(which: Family, signal?: AbortSignal): Promise<Routes> {
  return parse(await runText('netstat', args(which), { signal }), which);
}
