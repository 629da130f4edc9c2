import type { NetworkInterface, RouterInfo } from '../../src-core/api/interfaces.ts';
import type { Family } from '../../src-core/net/address.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import * as ifconfig from './ifconfig.ts';
import type { Warn } from './interfaces-linux.ts';
import type { DefaultRoute, OnLinkRoute, Routes } from './ip-route.ts';
import * as ndpPrefixes from './ndp-prefixes.ts';
import * as ndpRouters from './ndp-routers.ts';
import * as netstatRoutes from './netstat-routes.ts';
import * as scutilDns from './scutil-dns.ts';
import { unusableReason } from './unusable.ts';

/** What the commands of macOS told, each empty where its command failed. */
export interface MacosFacts {
  readonly links: readonly ifconfig.BsdLink[];
  readonly routes: readonly Routes[];
  readonly routers: readonly ndpRouters.AdvertisedRouter[];
  readonly prefixes: readonly ndpPrefixes.HeldPrefix[];
  readonly servers: ReadonlyMap<Zone, readonly string[]>;
}

/** The interfaces of a macOS system. @throws ToolError where ifconfig cannot tell them at all */
export async function readMacos(signal: AbortSignal | undefined, warn: Warn): Promise<NetworkInterface[]> {
  const part = async <T>(what: string, read: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await read;
    } catch (error) {
      warn(what, error);
      return otherwise;
    }
  };
  const routesOf = (which: Family) =>
    part(`routes of IPv${which}`, netstatRoutes.read(which, signal), {
      onLink: [],
      defaults: [],
      skipped: 0,
    });
  const [{ links, skipped }, routes6, routes4, routers, prefixes, servers] = await Promise.all([
    ifconfig.read(signal),
    routesOf(6),
    routesOf(4),
    part('lifetimes of routers', ndpRouters.read(signal), []),
    part('prefixes learned from routers', ndpPrefixes.read(signal), []),
    part('name servers', scutilDns.read(signal), new Map<Zone, string[]>()),
  ]);
  if (skipped > 0) warn('interfaces', new Error(`${skipped} entries of ifconfig were not understood`));
  return joinMacos({ links, routes: [routes6, routes4], routers, prefixes, servers });
}

/** Joins what the commands told to one picture. */
export function joinMacos({ links, routes, routers, prefixes, servers }: MacosFacts): NetworkInterface[] {
  const names = links.map(({ zone }) => zone);
  const masters = new Map(
    links.flatMap(({ zone, members }) => members.map((member) => [member, zone] as const)),
  );
  const onLink = Map.groupBy(
    routes.flatMap((family) => family.onLink),
    ({ zone }) => fullName(zone, names),
  );
  const defaults = Map.groupBy(
    routes.flatMap((family) => family.defaults),
    ({ zone }) => fullName(zone, names),
  );
  return links.map(({ zone, members: _members, ...link }) => {
    const addresses = [...link.addresses];
    return {
      ...link,
      zone,
      name: zone,
      addresses,
      prefixes: prefixesOf(
        prefixes.filter((held) => held.zone === zone),
        onLink.get(zone) ?? [],
      ),
      routers: routersOf(
        zone,
        routers.filter((router) => router.zone === zone),
        defaults.get(zone) ?? [],
      ),
      dns: [...(servers.get(zone) ?? [])],
      unusable: unusableReason({ ...link, addresses }, { master: masters.get(zone) ?? null }),
    };
  });
}

/** netstat cuts names to seven or eight characters; the name is given back where only one can be meant. */
function fullName(zone: Zone, names: readonly Zone[]): Zone {
  if (names.includes(zone) || zone.length < 7) return zone;
  const candidates = names.filter((name) => name.startsWith(zone));
  return candidates.length === 1 ? (candidates[0] ?? zone) : zone;
}

/** Those of ndp tell more (origin, lifetime), so they come first; a prefix is listed once. */
function prefixesOf(
  held: readonly ndpPrefixes.HeldPrefix[],
  routes: readonly OnLinkRoute[],
): NetworkInterface['prefixes'] {
  const all = [
    ...held.map(({ prefix, origin, validSeconds }) => ({ prefix, origin, validSeconds })),
    ...routes.map(({ prefix, origin, lifetimeSeconds }) => ({
      prefix,
      origin,
      validSeconds: lifetimeSeconds,
    })),
  ];
  return all.filter((each, index) => all.findIndex(({ prefix }) => prefix === each.prefix) === index);
}

function routersOf(
  zone: Zone,
  advertised: readonly ndpRouters.AdvertisedRouter[],
  defaults: readonly DefaultRoute[],
): RouterInfo[] {
  const routers = new Map<string, RouterInfo>();
  for (const { address, lifetimeSeconds } of advertised) {
    routers.set(address, { address, zone, origin: 'ra', metric: null, lifetimeSeconds });
  }
  for (const { gateway, origin, metric, lifetimeSeconds } of defaults) {
    if (!routers.has(gateway))
      routers.set(gateway, { address: gateway, zone, origin, metric, lifetimeSeconds });
  }
  return [...routers.values()];
}
