import type { Problem } from '../../../src-core/api/writers.ts';
import { family } from '../../../src-core/net/address.ts';
import { isLinkLocal, isMulticast } from '../../../src-core/net/kind.ts';
import {
  containsAddress,
  prefixFamily,
  prefixOf,
  type InterfaceAddress,
} from '../../../src-core/net/prefix.ts';
import { at } from '../lines.ts';
import type { JunosValues } from './schema.ts';
import { error, warning } from '../problems.ts';

/** What is wrong or noteworthy across fields. */
export function examine(values: JunosValues): Problem[] {
  const problems: Problem[] = [];
  const { ipv4, ipv6, gateway4, gateway6, nameServers, routes } = values;
  if (isLinkLocal(ipv6.address) || isMulticast(ipv6.address))
    problems.push(error('ipv6', 'expected an address by which it is reached from other links'));
  problems.push(...gatewayProblems(ipv6, gateway6, 'gateway6'));
  if (ipv4 === undefined && gateway4 !== undefined)
    problems.push(error('gateway4', 'without an IPv4 address it is never used: leave it out'));
  if (ipv4 !== undefined && gateway4 !== undefined)
    problems.push(...gatewayProblems(ipv4, gateway4, 'gateway4'));
  if (values.dadDisable)
    problems.push({
      ...warning(
        'dadDisable',
        'an address that somebody else has is not noticed: only where members of a virtual chassis on one out-of-band switch hear each other’s detection',
      ),
      source: 'RFC 4862 section 5.4; Junos "dad-disable"',
    });
  nameServers.forEach((server, index) => {
    if (nameServers.indexOf(server) < index)
      problems.push(error(at('nameServers', index), `${server} stands here twice`));
    if (family(server) === 4 && ipv4 === undefined)
      problems.push(error(at('nameServers', index), 'without an IPv4 address it cannot be asked'));
  });
  routes.forEach(({ prefix, gateway }, index) => {
    const path = at('routes', index);
    if (prefixFamily(prefix) !== family(gateway))
      problems.push(error(at(path, 'gateway'), `expected a next hop of IPv${prefixFamily(prefix)}`));
    if (prefix === '::/0' || prefix === '0.0.0.0/0')
      problems.push(error(at(path, 'prefix'), 'the default route is what the gateway is for'));
    else if (routes.findIndex((other) => other.prefix === prefix) < index)
      problems.push(error(at(path, 'prefix'), `${prefix} stands here twice`));
    const own = family(gateway) === 6 ? ipv6 : ipv4;
    if (own === undefined || !containsAddress(prefixOf(own.address, own.length), gateway))
      problems.push(error(at(path, 'gateway'), 'it is not on the link of the management interface'));
  });
  return problems;
}

function gatewayProblems(own: InterfaceAddress, gateway: JunosValues['gateway6'], path: string): Problem[] {
  if (own.address === gateway) return [error(path, 'it is the address of the switch itself')];
  if (!containsAddress(prefixOf(own.address, own.length), gateway))
    return [error(path, `it is outside of ${prefixOf(own.address, own.length)}`)];
  return [];
}
