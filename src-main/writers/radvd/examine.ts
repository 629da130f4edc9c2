import type { Problem } from '../../../src-core/api/writers.ts';
import { isLinkLocal, isMulticast } from '../../../src-core/net/kind.ts';
import { lengthOf, networkOf } from '../../../src-core/net/prefix.ts';
import { nat64Lengths } from '../../../src-core/net/transition.ts';
import { at } from '../lines.ts';
import type { RadvdInterface, RadvdValues } from './schema.ts';
import { error, warning } from '../problems.ts';
import { isNoName } from './words.ts';

const everyPrefix = '::/64';

/** What is wrong across fields, as radvd and the RFCs have it. */
export function examine({ target, interfaces }: RadvdValues): Problem[] {
  const problems: Problem[] = [];
  const names = new Map<string, number>();
  interfaces.forEach((one, index) => {
    const path = at('interfaces', index);
    if (names.has(one.name))
      problems.push(
        error(at(path, 'name'), `${one.name} stands here twice; radvd takes each interface once`),
      );
    names.set(one.name, index);
    problems.push(
      ...words(one, path),
      ...intervals(one, path),
      ...prefixes(one, path),
      ...resolvers(one, path),
    );
    one.nat64.forEach((item, number) => {
      const own = at(path, 'nat64', number);
      if (target === '2.19')
        problems.push({
          ...warning(at(own, 'prefix'), 'radvd before 2.20 knows no NAT64 prefixes: it is left out'),
          source: 'radvd 2.20 release notes',
        });
      if (!nat64Lengths.includes(lengthOf(item.prefix)))
        problems.push({
          ...error(at(own, 'prefix'), `the length of a NAT64 prefix is one of ${nat64Lengths.join(', ')}`),
          source: 'RFC 8781 section 4',
        });
      if (item.lifetime !== undefined && item.lifetime % 8 !== 0)
        problems.push({
          ...warning(at(own, 'lifetime'), 'it is sent in units of 8 seconds, rounded up'),
          source: 'RFC 8781 section 4',
        });
    });
  });
  return problems;
}

/** Names that radvd's scanner does not take for names. Other daemons do, so its man page is the source of each. */
function words(one: RadvdInterface, path: string): Problem[] {
  const source = 'radvd.conf(5)';
  const problems: Problem[] = [];
  if (isNoName(one.name))
    problems.push({
      ...error(at(path, 'name'), `radvd takes "${one.name}" for a word of its own: rename it`),
      source,
    });
  one.dnssl.forEach(({ domains }, index) =>
    domains.forEach((domain, number) => {
      const own = at(path, 'dnssl', index, 'domains', number);
      if (domain.includes('_'))
        problems.push({ ...error(own, 'radvd takes letters, digits, "-" and "." alone'), source });
      else if (isNoName(domain))
        problems.push({
          ...error(own, `radvd takes "${domain}" for a word of its own: end it with a dot`),
          source,
        });
    }),
  );
  return problems;
}

function intervals(one: RadvdInterface, path: string): Problem[] {
  const problems: Problem[] = [];
  const highest = Math.max(3, 0.75 * one.maxInterval);
  if (one.minInterval !== undefined && one.minInterval > highest)
    problems.push({
      ...error(at(path, 'minInterval'), `at most three quarters of the longest interval: ${highest}`),
      source: 'RFC 4861 section 6.2.1',
    });
  if (one.defaultLifetime !== undefined && one.defaultLifetime !== 0 && one.defaultLifetime < one.maxInterval)
    problems.push({
      ...error(
        at(path, 'defaultLifetime'),
        `0, or at least the longest interval (${one.maxInterval}): hosts would lose their router in between`,
      ),
      source: 'RFC 4861 section 6.2.1',
    });
  return problems;
}

function prefixes(one: RadvdInterface, path: string): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  one.prefixes.forEach((item, index) => {
    const own = at(path, 'prefixes', index);
    if (seen.has(item.prefix)) problems.push(error(at(own, 'prefix'), `${item.prefix} stands here twice`));
    seen.add(item.prefix);
    if (isLinkLocal(networkOf(item.prefix)) || isMulticast(networkOf(item.prefix)))
      problems.push({
        ...error(at(own, 'prefix'), 'hosts ignore a prefix that is link-local or multicast'),
        source: 'RFC 4862 section 5.5.3',
      });
    if (item.autonomous && lengthOf(item.prefix) !== 64 && item.prefix !== everyPrefix)
      problems.push({
        ...error(
          at(own, 'prefix'),
          `hosts make addresses by themselves in a /64 alone: take a /64, or turn "autonomous" off`,
        ),
        source: 'RFC 4862 section 5.5.3 d, RFC 2464 section 4',
      });
    if (item.preferredLifetime > item.validLifetime)
      problems.push({
        ...error(at(own, 'preferredLifetime'), `at most the valid lifetime, ${item.validLifetime}`),
        source: 'RFC 4861 section 4.6.2',
      });
  });
  return problems;
}

function resolvers(one: RadvdInterface, path: string): Problem[] {
  const problems: Problem[] = [];
  const lists = [
    { name: 'rdnss', source: 'RFC 8106 section 5.1', items: one.rdnss },
    { name: 'dnssl', source: 'RFC 8106 section 5.2', items: one.dnssl },
  ] as const;
  for (const { name, source, items } of lists) {
    items.forEach(({ lifetime }, index) => {
      if (lifetime === undefined || lifetime === 0) return;
      const own = at(path, name, index, 'lifetime');
      if (lifetime < one.maxInterval)
        problems.push({ ...error(own, `0, or at least the longest interval, ${one.maxInterval}`), source });
      else if (name === 'rdnss' && lifetime > 2 * one.maxInterval && lifetime > 3600)
        problems.push({
          ...warning(own, 'hosts keep a name server that is gone for that long'),
          source: 'radvd.conf(5)',
        });
    });
  }
  return problems;
}
