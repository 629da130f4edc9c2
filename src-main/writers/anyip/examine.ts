import type { Problem } from '../../../src-core/api/writers.ts';
import { isLinkLocal, isMulticast } from '../../../src-core/net/kind.ts';
import { overlaps } from '../../../src-core/net/prefix-sets.ts';
import { lengthOf, networkOf, prefixFamily } from '../../../src-core/net/prefix.ts';
import { at } from '../lines.ts';
import type { AnyIpValues } from './schema.ts';

/** What is wrong across fields, and what a person should know. */
export function examine({ prefixes, reached, interface: name, bind }: AnyIpValues): Problem[] {
  const problems: Problem[] = [];
  prefixes.forEach(({ prefix }, index) => {
    const path = at('prefixes', index, 'prefix');
    if (isLinkLocal(networkOf(prefix)) || isMulticast(networkOf(prefix)))
      problems.push({
        severity: 'error',
        path,
        message: 'expected unicast addresses that are not link-local',
      });
    if (lengthOf(prefix) === 0)
      problems.push({ severity: 'error', path, message: 'every address there is would end at this host' });
  });
  const seen = new Map(prefixes.map(({ prefix }, index) => [prefix, index]));
  if (seen.size < prefixes.length)
    problems.push({ severity: 'error', path: 'prefixes', message: 'a prefix stands here twice' });
  for (const { outer, inner } of overlaps(seen.keys()))
    problems.push({
      severity: 'warning',
      path: at('prefixes', seen.get(inner) ?? 0, 'prefix'),
      message: `it lies in ${outer}, which is there already`,
    });
  if (reached === 'on-link') {
    if (name === undefined)
      problems.push({
        severity: 'error',
        path: 'interface',
        message: 'ndppd needs the interface of the link',
      });
    if (!prefixes.some(({ prefix }) => prefixFamily(prefix) === 6))
      problems.push({
        severity: 'error',
        path: 'reached',
        message: 'for IPv4 the kernel answers ARP by itself: choose "routed"',
      });
    problems.push({
      severity: 'warning',
      path: 'reached',
      message:
        'the host then answers for every address of the link that ndppd is asked for, other hosts included: have the prefix routed instead',
      source: 'ndppd.conf(5)',
    });
  }
  if (!bind && prefixes.some(({ prefix }) => prefixFamily(prefix) === 6))
    problems.push({
      severity: 'warning',
      path: 'bind',
      message: 'a program that listens on one address of the prefix is refused (EADDRNOTAVAIL); "::" works',
      source: 'ip-sysctl, ip_nonlocal_bind',
    });
  return problems;
}
