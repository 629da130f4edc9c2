import type { Problem } from '../../../src-core/api/writers.ts';
import { family } from '../../../src-core/net/address.ts';
import { vxlanProblems } from '../forms/vxlan-fields.ts';
import { at } from '../lines.ts';
import { nameOf, type LinuxVxlanValues } from './schema.ts';

/** What is wrong or noteworthy across fields. */
export function examine({ underlay, vxlans, target, port }: LinuxVxlanValues): Problem[] {
  const problems = vxlanProblems(vxlans, underlay);
  const { local, file } = underlay;
  if (local !== undefined && family(local) !== Number(underlay.family))
    problems.push({
      severity: 'error',
      path: 'underlay.local',
      message: `expected an address of IPv${underlay.family}, which carries the frames`,
    });
  if (target === 'script' && file !== undefined)
    problems.push({ severity: 'warning', path: 'underlay.file', message: 'only systemd-networkd needs it' });
  problems.push({
    severity: 'warning',
    path: 'vxlans',
    message:
      'systemd makes the MAC of such an interface of its name and the machine ID: machines that were cloned with their /etc/machine-id get the same one, and take the frames of each other',
    source: 'systemd.netdev(5), MACAddress=; systemd.link(5), MACAddressPolicy=',
  });
  if (port === 8472)
    problems.push({
      severity: 'warning',
      path: 'port',
      message: 'IANA assigned 4789 to VXLAN: all others must be set to 8472 as well',
      source: 'RFC 7348 section 8',
    });
  vxlans.forEach((one, index) => {
    const path = at('vxlans', index);
    const name = nameOf(one);
    const where = at(path, one.name === undefined ? 'vni' : 'name');
    if (vxlans.findIndex((other) => nameOf(other) === name) < index || name === underlay.interface)
      problems.push({ severity: 'error', path: where, message: `the interface ${name} stands here twice` });
    if (one.bridge !== undefined && target === 'networkd')
      problems.push({
        severity: 'warning',
        path: at(path, 'bridge'),
        message: `systemd-networkd must have ${one.bridge} from a .netdev file of its own: it ignores a bridge that others made`,
        source: 'systemd.network(5), Bridge=',
      });
    if (one.bridge !== undefined && one.addresses.length > 0)
      problems.push({
        severity: 'warning',
        path: at(path, 'addresses'),
        message: `a port of a bridge has no addresses: they belong to ${one.bridge}`,
      });
  });
  return problems;
}
