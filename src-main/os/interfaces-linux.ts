import { access } from 'node:fs/promises';
import { ToolError } from '../../src-core/api/errors.ts';
import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import type { Prefix } from '../../src-core/net/prefix.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import * as ipAddress from './ip-address.ts';
import * as ipRoute from './ip-route.ts';
import * as resolvConf from './resolv-conf.ts';
import * as resolvectl from './resolvectl.ts';
import { unusableReason } from './unusable.ts';

/** What could not be read, for the person; the cancellation of the whole is no warning. */
export type Warn = (what: string, error: unknown) => void;

type ServersOf = (link: ipAddress.LinuxLink) => string[];

const emptyRoutes: ipRoute.Routes = { onLink: [], defaults: [], skipped: 0 };

/** The interfaces of a Linux system. @throws ToolError where `ip` cannot tell them at all */
export async function readLinux(signal: AbortSignal | undefined, warn: Warn): Promise<NetworkInterface[]> {
  const routesOf = async (which: 4 | 6) => {
    try {
      return await ipRoute.read(which, signal);
    } catch (error) {
      warn(`routes, on-link prefixes and routers of IPv${which}`, error);
      return emptyRoutes;
    }
  };
  const [{ links, skipped }, routes6, routes4, serversOf] = await Promise.all([
    ipAddress.read(signal),
    routesOf(6),
    routesOf(4),
    nameServers(signal, warn),
  ]);
  if (skipped > 0) warn('interfaces', new Error(`${skipped} entries of "ip address" were not understood`));
  const skippedRoutes = routes6.skipped + routes4.skipped;
  if (skippedRoutes > 0)
    warn('routes', new Error(`${skippedRoutes} entries of "ip route" were not understood`));
  const onLink = Map.groupBy([...routes6.onLink, ...routes4.onLink], ({ zone }) => zone);
  const defaults = Map.groupBy([...routes6.defaults, ...routes4.defaults], ({ zone }) => zone);
  return await Promise.all(
    links.map(async (link) => {
      const kind = link.kind === 'ethernet' && (await isWireless(link.zone)) ? 'wireless' : link.kind;
      const addresses = [...link.addresses];
      const { zone, index, mac, state, mtu, multicast } = link;
      return {
        zone,
        name: zone,
        index,
        mac,
        state,
        kind,
        mtu,
        multicast,
        addresses,
        prefixes: withoutRepeats(onLink.get(zone) ?? []),
        routers: (defaults.get(zone) ?? []).map(({ gateway, ...route }) => ({ address: gateway, ...route })),
        dns: serversOf(link),
        unusable: unusableReason({ kind, state, multicast, addresses }, link),
      };
    }),
  );
}

/** A prefix stands in several tables where there is policy routing; the first is the one of the main table. */
function withoutRepeats(routes: readonly ipRoute.OnLinkRoute[]): NetworkInterface['prefixes'] {
  const seen = new Map<Prefix, NetworkInterface['prefixes'][number]>();
  for (const { prefix, origin, lifetimeSeconds } of routes) {
    if (!seen.has(prefix)) seen.set(prefix, { prefix, origin, validSeconds: lifetimeSeconds });
  }
  return [...seen.values()];
}

/** cfg80211 makes one of these directories for every wireless interface. */
async function isWireless(zone: Zone): Promise<boolean> {
  // The kernel allows no "/" in a name, but "." and ".." would be other directories; it forbids those as well.
  const tries = ['wireless', 'phy80211'].map((entry) => access(`/sys/class/net/${zone}/${entry}`));
  return await Promise.any(tries).then(
    () => true,
    () => false,
  );
}

/** systemd-resolved knows the servers of each link; elsewhere resolv.conf holds for all links that are up. */
async function nameServers(signal: AbortSignal | undefined, warn: Warn): Promise<ServersOf> {
  try {
    const { global, links } = await resolvectl.read(signal);
    return (link) => links.get(link.index)?.map(String) ?? (link.state === 'up' ? [...global] : []);
  } catch (error) {
    signal?.throwIfAborted();
    // Not installed is the usual case on servers; a resolvectl whose service is off prints an error: the file holds.
    if (!(error instanceof ToolError)) throw error;
  }
  try {
    const servers = await resolvConf.read(signal);
    return (link) => {
      if (link.state !== 'up' || link.kind === 'loopback') return [];
      const own = servers.filter(({ zone }) => zone === null || zone === link.zone);
      return own.map(({ address, zone }) => (zone === null ? address : `${address}%${zone}`));
    };
  } catch (error) {
    warn(`name servers (${resolvConf.path})`, error);
    return () => [];
  }
}
