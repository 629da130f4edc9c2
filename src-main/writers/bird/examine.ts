import type { Problem } from '../../../src-core/api/writers.ts';
import { isLinkLocal, isMulticast } from '../../../src-core/net/kind.ts';
import { networkOf } from '../../../src-core/net/prefix.ts';
import { at } from '../lines.ts';
import type { BirdValues, StaticRoute } from './schema.ts';
import { error, warning } from '../problems.ts';

/** Words of BIRD’s language that an interface might be called; quotes do not help after a "%". */
const keywords = new Set(
  (
    'accept area aware bind bird blackhole case circuit data data1 data2 dead debug dest dev device direct disable do ' +
    'domain drop dynamic ebgp echo else enable export external false first free from gateway gc generic global gw ' +
    'hidden high hit ibgp icmp idle if ifname import info instance internal ip ipv4 ipv6 kernel label last latency ' +
    'learn link local low lsa managed max md5 medium member memory metric mode mrt multicast name netlink ' +
    'networks ng none normal nssa of off older on only other packets pair passive period ' +
    'persist pipe poll port prefer prefix pri primary print priority private prohibit protocol public quad quit ra ' +
    'radv rd real receive recursive reject reload remote require restrict retry return reverse rip route ' +
    'router rx scan sec secondary security self sessions set sets show skip soft source ' +
    'split ssh stale start states static stats status stub summary table tag tcp then time to topology trace ' +
    'true ttl tx type undo unicast unknown unreachable update us user via virtual vpn vpn4 vpn6 vrf wait warning ' +
    'watchdog weight where wired wireless yes zero'
  ).split(' '),
);

/** The blocks of IPv4 that documents and forms give examples of (RFC 5737 section 3). */
const documented = /^(192\.0\.2|198\.51\.100|203\.0\.113)\./;

/** What is wrong or noteworthy across fields, as BIRD and the RFCs have it. */
export function examine(values: BirdValues): Problem[] {
  const problems: Problem[] = [];
  if (values.babel.length + values.ripng.length === 0)
    problems.push(error('babel', 'BIRD needs interfaces on which it speaks Babel or RIPng'));
  if (values.routerId === undefined && values.target === '1.6')
    problems.push(error('routerId', 'bird6 takes no IPv4 address of the host for it: it must be given'));
  else if (values.routerId === undefined)
    problems.push({
      ...warning('routerId', 'BIRD does not start on a host that has no IPv4 address, unless this is given'),
      source: 'BIRD user’s guide, "router id"',
    });
  else if (values.routerId === '0.0.0.0') problems.push(error('routerId', '0.0.0.0 stands for none'));
  else if (documented.test(values.routerId))
    problems.push({
      ...warning('routerId', 'an example: two routers that keep it are one and the same to all others'),
      source: 'RFC 5737 section 3; RFC 8966 section 3.1',
    });
  problems.push(...twice(values, 'babel'), ...twice(values, 'ripng'));
  values.babel.forEach(({ hello, update, type, limit }, index) => {
    const path = at('babel', index);
    if (hello !== undefined && hello >= 5)
      problems.push({
        ...warning(
          at(path, 'hello'),
          'a neighbour that is gone is noticed after several hellos: with 5 s an outage of 317 s was measured',
        ),
        source: 'measured on BIRD 1.6.3 with a cut link',
      });
    if (update !== undefined && update < (hello ?? 4))
      problems.push(error(at(path, 'update'), `at least the hello interval, ${hello ?? 4} s`));
    if (limit !== undefined && values.target === '1.6')
      problems.push(warning(at(path, 'limit'), 'BIRD 1.6 knows no such limit: it is left out'));
    if (type === 'wireless' && values.target === '1.6')
      problems.push({
        ...warning(
          at(path, 'type'),
          'routes may flap as the signal changes; "wired" keeps the cost as it is',
        ),
        source: 'seen on BIRD 1.6.3 with Wi-Fi links',
      });
  });
  values.ripng.forEach(({ update = 30, timeout = 180 }, index) => {
    if (timeout < update)
      problems.push({
        ...error(
          at('ripng', index, 'timeout'),
          `at least the update time, ${update} s; usually six times of it`,
        ),
        source: 'RFC 2080 section 2.3',
      });
  });
  values.announced.forEach(({ prefix }, index) => {
    const path = at('announced', index, 'prefix');
    if (values.announced.findIndex((other) => other.prefix === prefix) < index)
      problems.push(error(path, `${prefix} stands here twice`));
  });
  values.routes.forEach((route, index) => problems.push(...routeProblems(route, at('routes', index))));
  return problems;
}

function twice(values: BirdValues, protocol: 'babel' | 'ripng'): Problem[] {
  const seen = new Set<string>();
  return values[protocol].flatMap(({ interfaces }, index) =>
    interfaces.flatMap((name, number) => {
      if (seen.has(name))
        return [
          error(at(protocol, index, 'interfaces', number), `${name} stands here twice: BIRD takes the first`),
        ];
      seen.add(name);
      return [];
    }),
  );
}

function routeProblems(route: StaticRoute, path: string): Problem[] {
  const problems: Problem[] = [];
  const network = networkOf(route.prefix);
  if (isLinkLocal(network) || isMulticast(network))
    problems.push({
      ...error(at(path, 'prefix'), 'no router forwards it'),
      source: 'RFC 4291 section 2.5.6',
    });
  if (route.how === 'via' && route.gateway === undefined)
    problems.push(error(at(path, 'gateway'), 'the gateway is needed'));
  if (route.how !== 'via' && route.gateway !== undefined)
    problems.push(error(at(path, 'gateway'), 'this route leads to no gateway: leave it out'));
  if (route.how === 'interface' && route.interface === undefined)
    problems.push(error(at(path, 'interface'), 'the interface is needed'));
  if (
    route.how === 'via' &&
    route.gateway !== undefined &&
    isLinkLocal(route.gateway) !== (route.interface !== undefined)
  )
    problems.push(
      error(
        at(path, 'interface'),
        route.interface === undefined
          ? 'a link-local gateway needs its interface'
          : 'only a link-local gateway has an interface: leave it out',
      ),
    );
  if (route.how === 'via' && route.interface !== undefined && keywords.has(route.interface))
    problems.push({
      ...error(
        at(path, 'interface'),
        `BIRD takes "${route.interface}" after the "%" for a word of its own: rename the interface`,
      ),
      source: 'bird -p',
    });
  if (!['via', 'interface'].includes(route.how) && route.interface !== undefined)
    problems.push(error(at(path, 'interface'), 'this route leads to no interface: leave it out'));
  return problems;
}
