import type { Problem } from '../../../src-core/api/writers.ts';
import { isLinkLocal, isMulticast, kindOf } from '../../../src-core/net/kind.ts';
import { containsAddress, lengthOf, networkOf, type Prefix } from '../../../src-core/net/prefix.ts';
import { at } from '../lines.ts';
import type { FirewallService, FirewallValues } from './schema.ts';
import { portsOf } from './services.ts';
import { error, warning } from '../problems.ts';

/** Services that answer to anyone with more than they were asked, or that nobody means to open to everyone. */
const risky: Readonly<Record<string, string>> = {
  dns: 'an open resolver answers to forged sources with far more than it was asked',
  snmp: 'it shows and often changes how this machine is set up',
  tftp: 'it asks for no password',
  smb: 'it is attacked all the time',
  nfs: 'it trusts addresses alone',
  mysql: 'a database is for known clients',
  postgresql: 'a database is for known clients',
  galera: 'a cluster is for its nodes',
  'ceph-mon': 'a cluster is for its nodes',
  'ceph-osd': 'a cluster is for its nodes',
  ldap: 'passwords go over it as clear text',
  rdp: 'it is attacked all the time',
};

/** What is wrong or noteworthy across fields. */
export function examine(values: FirewallValues): Problem[] {
  const { role, outside, networks, services } = values;
  const problems: Problem[] = [];
  if (role === 'router' && outside === undefined)
    problems.push(error('outside', 'a router needs the name of its outside interface'));
  if (role === 'router' && networks.length === 0)
    problems.push(error('networks', 'a router needs the networks that it forwards'));
  if (role === 'host' && networks.length > 0)
    problems.push(error('networks', 'a host forwards nothing: choose "A router", or take them out'));
  if (role === 'host' && values.clampMss)
    problems.push(warning('clampMss', 'only a router forwards TCP: it is left out'));
  networks.forEach(({ prefix, reaches }, index) => {
    const path = at('networks', index, 'prefix');
    const same = networks.findIndex((other) => other.prefix === prefix);
    if (same < index) problems.push(error(path, `${prefix} stands here twice`));
    const network = networkOf(prefix);
    if (isLinkLocal(network) || isMulticast(network))
      problems.push({ ...error(path, 'it is never forwarded'), source: 'RFC 4291 section 2.5.6' });
    if (kindOf(network) === 'ula' && reaches !== 'nothing')
      problems.push({
        ...warning(path, 'unique local addresses reach no further than your own sites'),
        source: 'RFC 4193 section 4.3',
      });
  });
  services.forEach((one, index) => problems.push(...serviceProblems(one, at('services', index), values)));
  if (!services.some((one) => one.destination === undefined && opensSsh(one)))
    problems.push(
      warning('services', 'SSH to this machine is not open: be at its console when you apply it'),
    );
  return problems;
}

function serviceProblems(one: FirewallService, path: string, { role, networks }: FirewallValues): Problem[] {
  const problems: Problem[] = [];
  const { destination } = one;
  if (portsOf(one.service) === undefined)
    problems.push(error(at(path, 'service'), 'expected ports up to 65535, the lower one first'));
  if (destination !== undefined && role === 'host')
    problems.push(error(at(path, 'destination'), 'a host forwards nothing: leave it out'));
  if (
    destination !== undefined &&
    role === 'router' &&
    !networks.some(({ prefix }) => contains(prefix, destination))
  )
    problems.push(error(at(path, 'destination'), 'it is in none of the networks behind this router'));
  one.sources.forEach((source, index) => {
    if (one.sources.indexOf(source) < index)
      problems.push(error(at(path, 'sources', index), `${source} stands here twice`));
  });
  const risk = Object.hasOwn(risky, one.service) ? risky[one.service] : undefined;
  if (risk !== undefined && one.interface === undefined && isOpen(one.sources))
    problems.push({
      ...warning(at(path, 'service'), `it is open to everyone: ${risk}`),
      ...(one.service === 'dns' ? { source: 'RFC 5358' } : {}),
    });
  return problems;
}

function contains(outer: Prefix, inner: Prefix): boolean {
  return lengthOf(inner) >= lengthOf(outer) && containsAddress(outer, networkOf(inner));
}

/** No registry gives anyone more than a /16, so a shorter source is everyone; fe80::/10 and fc00::/7 are not. */
function isOpen(sources: readonly Prefix[]): boolean {
  return (
    sources.length === 0 ||
    sources.some(
      (source) => lengthOf(source) < 16 && ['global', 'unspecified'].includes(kindOf(networkOf(source))),
    )
  );
}

function opensSsh({ service }: FirewallService): boolean {
  return (portsOf(service) ?? []).some(
    ({ protocol, ports }) =>
      protocol === 'tcp' &&
      ports.some((port) => (typeof port === 'number' ? port === 22 : port[0] <= 22 && 22 <= port[1])),
  );
}
