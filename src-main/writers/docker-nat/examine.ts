import type { Problem } from '../../../src-core/api/writers.ts';
import { lengthOf, networkOf, containsAddress, parsePrefix } from '../../../src-core/net/prefix.ts';
import { reasonNotRandom, uniqueLocalOf } from '../../../src-core/net/ula.ts';
import type { DockerValues } from './schema.ts';

const testing: Problem = {
  severity: 'warning',
  path: '',
  message:
    'use IPv6 behind NAT for tests alone: it breaks connections between peers, and there is no valid reason for it in production; let a prefix be delegated or routed instead',
  source: 'RFC 4864, RFC 5902',
};
const global = parsePrefix('2000::/3');

/** The document's warning always; and prefixes that are no good behind a translation. */
export function examine({ prefix, target, rule, outside }: DockerValues): Problem[] {
  const problems = [testing];
  const local = uniqueLocalOf(networkOf(prefix));
  const tell = (severity: Problem['severity'], message: string, source: string) =>
    problems.push({ severity, path: 'prefix', message, source });
  if (containsAddress(global, networkOf(prefix)))
    tell('warning', 'a global prefix needs no translation: have it routed to this host', 'RFC 4864');
  else if (local === undefined)
    tell('error', 'take a unique local prefix, out of fd00::/8', 'RFC 4193 section 3.1');
  else if (!local.locallyAssigned)
    tell(
      'error',
      'nothing of fc00::/8 is defined: take a random one out of fd00::/8',
      'RFC 4193 section 3.1',
    );
  else {
    const reason = reasonNotRandom(local.globalId);
    if (reason !== undefined)
      tell(
        'warning',
        `its 40 bits do not look random (${reason}): it meets the same prefix of another site, through a VPN for one`,
        'RFC 4193 section 3.2',
      );
  }
  if (lengthOf(prefix) > 80)
    tell(
      lengthOf(prefix) > 120 ? 'error' : 'warning',
      'Docker makes addresses of 48 bits of a container: give it a /80 or, better, a /64',
      'Docker documentation, IPv6 networking',
    );
  if (outside === undefined)
    problems.push({
      severity: 'warning',
      path: 'outside',
      message:
        'a host that forwards heeds no router advertisements: where it has its own address by them, name the interface',
      source: 'Linux Documentation/networking/ip-sysctl.rst, accept_ra',
    });
  if (target === '17' && rule === 'docker')
    problems.push({
      severity: 'error',
      path: 'rule',
      message: 'before 20.10 Docker translates IPv4 alone: take a rule of nft or ip6tables',
      source: 'Docker 20.10 release notes',
    });
  return problems;
}
