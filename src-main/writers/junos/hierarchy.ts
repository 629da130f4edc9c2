import { family } from '../../../src-core/net/address.ts';
import { prefixFamily } from '../../../src-core/net/prefix.ts';
import { at } from '../lines.ts';
import type { JunosValues } from './schema.ts';

/** One statement of the configuration, with those below it. */
export interface Statement {
  readonly words: string;
  readonly from: readonly string[];
  readonly inside?: readonly Statement[];
}

const leaf = (words: string, ...from: string[]): Statement => ({ words, from });
const level = (words: string, inside: readonly Statement[], ...from: string[]): Statement => ({
  words,
  from,
  inside,
});

const instance = 'mgmt_junos';

/** The configuration as a tree, of which both forms are written. */
export function hierarchy(values: JunosValues): Statement[] {
  const { hostName, nameServers, ipv4, ipv6 } = values;
  return [
    level('system', [
      ...(hostName === undefined ? [] : [leaf(`host-name ${hostName}`, 'hostName')]),
      leaf('management-instance'),
      ...(nameServers.length === 0
        ? []
        : [
            level(
              'name-server',
              nameServers.map((server, index) =>
                leaf(`${server} routing-instance ${instance}`, at('nameServers', index)),
              ),
            ),
          ]),
    ]),
    level('interfaces', [
      level(
        values.interface,
        [
          ...(values.description === undefined
            ? []
            : [leaf(`description "${values.description}"`, 'description')]),
          level('unit 0', [
            ...(ipv4 === undefined
              ? []
              : [level('family inet', [leaf(`address ${ipv4.address}/${ipv4.length}`, 'ipv4')])]),
            level('family inet6', [
              leaf(`address ${ipv6.address}/${ipv6.length}`, 'ipv6'),
              ...(values.dadDisable ? [leaf('dad-disable', 'dadDisable')] : []),
            ]),
          ]),
        ],
        'interface',
      ),
    ]),
    level('routing-instances', [level(instance, [level('routing-options', routes(values))])]),
  ];
}

/** IPv6 routes are in a rib of the instance that is named; those of IPv4 are in its own. */
function routes({ gateway6, gateway4, routes: more }: JunosValues): Statement[] {
  const of = (wanted: 4 | 6) =>
    more.flatMap(({ prefix, gateway }, index) =>
      prefixFamily(prefix) === wanted && family(gateway) === wanted
        ? [
            leaf(
              `route ${prefix} next-hop ${gateway}`,
              at('routes', index, 'prefix'),
              at('routes', index, 'gateway'),
            ),
          ]
        : [],
    );
  const six = [leaf(`route ::/0 next-hop ${gateway6}`, 'gateway6'), ...of(6)];
  const four = [
    ...(gateway4 === undefined ? [] : [leaf(`route 0.0.0.0/0 next-hop ${gateway4}`, 'gateway4')]),
    ...of(4),
  ];
  return [
    level(`rib ${instance}.inet6.0`, [level('static', six)]),
    ...(four.length === 0 ? [] : [level('static', four)]),
  ];
}
