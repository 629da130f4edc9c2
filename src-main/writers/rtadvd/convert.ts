import type { Problem } from '../../../src-core/api/writers.ts';
import { warning } from '../forms/dhcp6-rules.ts';
import { at } from '../lines.ts';
import type { RadvdValues } from '../radvd/schema.ts';
import type { RtadvdValues } from './schema.ts';

interface Moved {
  readonly values: Record<string, unknown>;
  readonly problems: Problem[];
}

/** The same advertisements by radvd. */
export function toRadvd({ interfaces }: RtadvdValues): Moved {
  const problems: Problem[] = [];
  const moved = interfaces.map(({ interfacePrefixes, linkLayerAddress, ...one }, index) => {
    const path = at('interfaces', index);
    if (!linkLayerAddress)
      problems.push(
        warning(path, 'the form of radvd always advertises the link-layer address', 'radvd.conf(5)'),
      );
    const automatic = one.prefixes.length === 0 && interfacePrefixes;
    return { ...one, prefixes: automatic ? [{ prefix: '::/64' }] : one.prefixes };
  });
  problems.push(
    warning('interfaces', 'FreeBSD and Linux name interfaces differently: look over their names'),
  );
  return { values: { interfaces: moved }, problems };
}

/** The same advertisements by rtadvd; what it does not know is told. */
export function toRtadvd({ interfaces }: RadvdValues): Moved {
  const problems: Problem[] = [];
  const moved = interfaces.map((from, index) => {
    const { ignoreIfMissing: _, unicastOnly, nat64, prefixes, routes, ...one } = from;
    const path = at('interfaces', index);
    if (unicastOnly)
      problems.push(warning(at(path, 'unicastOnly'), 'rtadvd cannot advertise by unicast alone'));
    if (nat64.length > 0)
      problems.push(warning(at(path, 'nat64'), 'rtadvd.conf(5) knows no NAT64 prefixes: left out'));
    const kept = prefixes.flatMap(({ deprecateAtEnd, ...item }, place) => {
      const own = at(path, 'prefixes', place);
      if (deprecateAtEnd)
        problems.push(warning(at(own, 'deprecateAtEnd'), 'rtadvd does not deprecate a prefix when it stops'));
      if (item.prefix !== '::/64') return [item];
      problems.push(
        warning(
          at(own, 'prefix'),
          prefixes.length === 1
            ? 'rtadvd advertises the prefixes of the interface with lifetimes of its own'
            : 'rtadvd advertises the prefixes of the interface only where no other is given: left out',
        ),
      );
      return [];
    });
    const lifetime = one.defaultLifetime ?? 3 * one.maxInterval;
    return {
      ...one,
      // Without a prefix radvd advertises none; rtadvd takes those of the interface, unless it is told not to.
      ...(prefixes.length === 0 ? { interfacePrefixes: false } : {}),
      prefixes: kept,
      routes: routes.map((route) => ({ ...route, lifetime: route.lifetime ?? lifetime })),
    };
  });
  problems.push(
    warning('interfaces', 'Linux and FreeBSD name interfaces differently: look over their names'),
  );
  return { values: { interfaces: moved }, problems };
}
