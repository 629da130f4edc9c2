import type { Problem } from '../../../src-core/api/writers.ts';
import { error, warning } from '../forms/dhcp6-rules.ts';
import type { DockerPrefixValues } from './schema.ts';

export function examine({ interface: name, length, filter }: DockerPrefixValues): Problem[] {
  const problems: Problem[] = [];
  if (/[@:-]/.test(name))
    problems.push(
      error(
        'interface',
        'the names of units write "-", ":" and "@" otherwise than the interface: rename it (systemd.link(5))',
        'systemd.unit(5)',
      ),
    );
  if (length > 80)
    problems.push(
      warning(
        'length',
        'a MAC of 48 bits does not fit: containers get addresses that may follow upon each other',
        'Docker, "Use IPv6 networking"',
      ),
    );
  if (filter)
    problems.push(
      warning(
        'filter',
        'from 27 on, Docker hides containers behind the address of the host where it filters IPv6',
        'Docker Engine 27.0 release notes',
      ),
    );
  return problems;
}
