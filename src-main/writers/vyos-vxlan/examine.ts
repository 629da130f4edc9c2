import type { Problem } from '../../../src-core/api/writers.ts';
import { family } from '../../../src-core/net/address.ts';
import { vxlanProblems } from '../forms/vxlan-fields.ts';
import { at } from '../lines.ts';
import type { VyosValues, VyosVxlan } from './schema.ts';

/** What is wrong or noteworthy across fields. */
export function examine({ underlay, vxlans, target }: VyosValues): Problem[] {
  const problems = vxlanProblems(vxlans, underlay);
  if (underlay.address !== undefined && family(underlay.address.address) !== Number(underlay.family))
    problems.push({
      severity: 'warning',
      path: 'underlay.address',
      message: `the frames go over IPv${underlay.family}, for which this is no address`,
    });
  vxlans.forEach((one, index) => {
    const path = at('vxlans', index);
    problems.push(...advertisementProblems(one, path, target));
    if (target === '1.1' && one.remotes.length > 1)
      problems.push({
        severity: 'error',
        path: at(path, 'remotes', 1),
        message: 'VyOS 1.1 takes one remote',
      });
  });
  return problems;
}

function advertisementProblems(one: VyosVxlan, path: string, target: VyosValues['target']): Problem[] {
  const { advertisements: ra } = one;
  if (ra === undefined) return [];
  const problems: Problem[] = [];
  const six = one.addresses.flatMap(({ address, length }, index) =>
    family(address) === 6 ? [{ length, index }] : [],
  );
  if (six.length === 0)
    problems.push({
      severity: 'error',
      path: at(path, 'advertisements'),
      message: 'it has no IPv6 address whose prefix could be advertised',
    });
  for (const { length, index } of six)
    if (length !== 64)
      problems.push({
        severity: 'error',
        path: at(path, 'addresses', index),
        message: 'hosts make addresses by themselves in a /64 alone',
        source: 'RFC 4862 section 5.5.3 d',
      });
  // Without a preferred lifetime of its own VyOS advertises four hours.
  if (ra.validLifetime < 14_400)
    problems.push({
      severity: 'error',
      path: at(path, 'advertisements', 'validLifetime'),
      message: 'at least the preferred lifetime, 14400 s',
      source: 'RFC 4861 section 4.6.2',
    });
  if (target === '1.1' && ra.dnssl.length > 0)
    problems.push({
      severity: 'warning',
      path: at(path, 'advertisements', 'dnssl'),
      message: 'VyOS 1.1 advertises none: they are left out',
    });
  return problems;
}
