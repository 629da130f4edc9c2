import { mapOf, scalar, type Fields, type Take, type Takes } from './reading.ts';

/** Adds subnets to those that were read before: some stand in shared networks, others outside. */
export function addSubnets(fields: Fields, found: readonly Fields[]): void {
  const before: unknown = fields['subnets'];
  fields['subnets'] = [...(Array.isArray(before) ? before : []), ...found];
}

/** What a network cannot say for its subnets. */
const ofSubnetAlone: ReadonlySet<string> = new Set([
  'id',
  'subnet',
  'comment',
  'pools',
  'pd-pools',
  'reservations',
]);

/**
 * Reads the subnets of "shared-networks" as if each stood outside, with what their network says for all of them: a
 * subnet has what its network has, unless it says something else itself (Kea ARM, "Shared Networks in DHCPv6").
 */
export function sharedNetworks(subnetTakes: Takes): Take {
  const shared = Object.fromEntries(Object.entries(subnetTakes).filter(([name]) => !ofSubnetAlone.has(name)));
  return (fields, node, leave) => {
    if (node.kind !== 'list') return 'expected a list';
    for (const network of node.items) {
      const subnets: Fields[] = [];
      const {
        networkName,
        otherOptions: given,
        ...common
      } = mapOf(
        network,
        {
          ...shared,
          name: scalar('networkName', 'string'),
          subnet6: (_fields, items, leaveItem) => {
            if (items.kind !== 'list') return 'expected a list';
            subnets.push(...items.items.map((item) => mapOf(item, subnetTakes, leaveItem)));
            return undefined;
          },
        },
        leave,
      );
      leave(
        { kind: 'scalar', line: network.line, value: typeof networkName === 'string' ? networkName : null },
        `what is in this shared network was read as if it stood outside`,
        'shared-networks',
      );
      addSubnets(
        fields,
        subnets.map((subnet) => ({
          ...common,
          ...subnet,
          ...(given === undefined ? {} : { otherOptions: withGiven(subnet['otherOptions'], given) }),
        })),
      );
    }
    return undefined;
  };
}

/** The options of a subnet, and those of its network that it does not have itself. */
function withGiven(own: unknown, given: unknown): Fields[] {
  const of = (options: unknown): Fields[] => (Array.isArray(options) ? options : []);
  const codes = new Set(of(own).map(({ code }) => code));
  return [...of(own), ...of(given).filter(({ code }) => !codes.has(code))];
}
