import type { Problem } from '../../../src-core/api/writers.ts';
import { networkOf } from '../../../src-core/net/prefix.ts';
import { isLinkLocal, isMulticast } from '../../../src-core/net/kind.ts';
import { error } from '../forms/dhcp6-rules.ts';
import { isNoName } from '../radvd/words.ts';
import type { NetbootValues } from './schema.ts';
import { subnetOf } from './urls.ts';

/** What does not fit together. */
export function examine(values: NetbootValues): Problem[] {
  const problems: Problem[] = [];
  const { address, length } = values.address;
  if (length !== 64)
    problems.push(
      error(
        'address',
        'machines make their addresses by themselves in a /64 alone',
        'RFC 4862 section 5.5.3',
      ),
    );
  if (isLinkLocal(address) || isMulticast(address))
    problems.push(
      error(
        'address',
        'a URL with a link-local address means nothing without a zone: take a global or unique local one',
        'RFC 4007',
      ),
    );
  else if (address === networkOf(subnetOf(values)))
    problems.push(
      error('address', 'the first address of a subnet is that of all its routers', 'RFC 4291 section 2.6.1'),
    );
  for (const name of ['interface', 'domain'] as const)
    if (isNoName(values[name]) || (name === 'domain' && values[name].includes('_')))
      problems.push(
        error(name, `radvd takes "${values[name]}" for no name: give another`, 'radvd, scanner.l'),
      );
  const highest = Math.max(3, 0.75 * values.maxInterval);
  if (values.minInterval > highest)
    problems.push(
      error(
        'minInterval',
        `at most three quarters of the longest interval: ${highest}`,
        'RFC 4861 section 6.2.1',
      ),
    );
  if (
    values.bootLoader === values.script ||
    values.script === 'preseed.cfg' ||
    values.bootLoader === 'preseed.cfg'
  )
    problems.push(
      error('script', 'the boot loader, the script and preseed.cfg lie in one folder: name them differently'),
    );
  return problems;
}
