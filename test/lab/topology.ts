import type { CommandRunner } from './commands.ts';
import type { HostPlan, LinkPlan } from './plan.ts';

/**
 * How a link is made. All hosts are macvlan interfaces, each in a namespace of its own, over one interface `L0` in the
 * namespace `switch`: a switch with as many ports as there are hosts, made with one device a host. Each host has its
 * own MAC, tables, and multicast filter as a real network card has, and answers for itself only. A bridge of veths
 * looks closer to a real switch, but replicates a request to all of its ports before the first host may answer it; the
 * kernel has one ICMPv6 socket a CPU for all namespaces, whose send buffer then overflows with some 100 replies (seen:
 * 16 of 250). A macvlan delivers to one host after the other, and each has answered before the next is asked.
 *
 * Beyond 100 hosts the answers come faster than ping's receive buffer holds (some 157 of them; seen: 165 of 250),
 * because no host of a lab is slower than another. So the echo replies, and only they, are paced on their way to the
 * scanner: 8 Mbit/s is 118 microseconds each, which on a busy machine with two processors leaves ping 18 ms to be
 * late (seen with four pings at once and a load of 7: 20 Mbit/s lost most replies, 10 Mbit/s a few, 6 Mbit/s none).
 * They wait in a queue behind a VXLAN tunnel, since what comes out of it is no longer charged to the socket that sent
 * it.
 */
export const pacedAbove = 100;

const paceRate = '8mbit';

/** What the kernel here can do; without it a lab does with less and says so. */
export interface KernelAbilities {
  readonly vlan: boolean;
  readonly pacing: boolean;
}

/** Tries in a namespace what the kernel can do. */
export async function findAbilities(runner: CommandRunner, namespace: string): Promise<KernelAbilities> {
  const ip = ['ip', '-n', namespace];
  await runner.run([...ip, 'link', 'add', 'try0', 'type', 'veth', 'peer', 'name', 'try1']);
  const vlan = await runner.succeeds([
    ...ip,
    'link',
    'add',
    'link',
    'try0',
    'name',
    'try2',
    'type',
    'vlan',
    'id',
    '10',
  ]);
  const tunnel = ['link', 'add', 'try3', 'type', 'vxlan', 'id', '1', 'dstport', '4789', 'dev', 'try0'];
  const pacing =
    (await runner.succeeds([...ip, ...tunnel])) &&
    (await runner.succeeds([
      'tc',
      '-n',
      namespace,
      'qdisc',
      'add',
      'dev',
      'try0',
      'root',
      'handle',
      '1:',
      'htb',
    ]));
  await runner.run([...ip, 'link', 'del', 'try0']);
  if (pacing) await runner.succeeds([...ip, 'link', 'del', 'try3']);
  return { vlan, pacing };
}

/** The lines of `ip -batch` (and of `tc -batch`) that make a link, by the namespace that they are run in, in order. */
export interface LinkCommands {
  readonly switch: readonly string[];
  readonly port: readonly string[];
  readonly scanner: readonly string[];
  readonly portPacing: readonly string[];
}

/** Works out the commands for one link. */
export function linkCommands(
  link: LinkPlan,
  namespaces: { readonly switch: string; readonly port: string; readonly scanner: string },
  abilities: KernelAbilities,
): LinkCommands {
  const { index } = link;
  const lower = `L${index}`;
  const commands = {
    switch: [] as string[],
    port: [] as string[],
    scanner: [] as string[],
    portPacing: [] as string[],
  };
  const paced = link.hosts.length > pacedAbove && abilities.pacing;
  // What the scanner's side of the cable is called, before a bridge or VLAN comes upon it.
  const realVlan = link.kind === 'vlan' && abilities.vlan;
  const cable = realVlan
    ? link.interface.split('.')[0]
    : link.kind === 'bridge'
      ? `port${index}`
      : link.interface;
  const toScanner = `type veth peer name ${cable} netns ${namespaces.scanner}`;

  if (paced) {
    const [inner, outer] = [`192.0.2.${index * 4 + 1}`, `192.0.2.${index * 4 + 2}`];
    commands.switch.push(
      `link add u${index} mtu 1700 type veth peer name u${index} mtu 1700 netns ${namespaces.port}`,
      `address add ${inner}/30 dev u${index}`,
      `link set u${index} up`,
      `link add ${lower} mtu 1500 type vxlan id ${index + 1} local ${inner} remote ${outer} dstport 4789 dev u${index} nolearning`,
      `link set ${lower} up`,
    );
    commands.port.push(
      `address add ${outer}/30 dev u${index}`,
      `link set u${index} up`,
      `link add x${index} mtu 1500 type vxlan id ${index + 1} local ${outer} remote ${inner} dstport 4789 dev u${index} nolearning`,
      `link add sw${index} type bridge mcast_snooping 0`,
      `link set sw${index} up`,
      `link set x${index} master sw${index} up`,
      `link add p${index} ${toScanner}`,
      `link set p${index} master sw${index} up`,
    );
    commands.portPacing.push(
      `qdisc add dev p${index} root handle 1: htb`,
      `class add dev p${index} parent 1: classid 1:1 htb rate ${paceRate} burst 1600 cburst 1600`,
      `qdisc add dev p${index} parent 1:1 pfifo limit 50000`,
      // ICMPv6 (next header 58) echo replies (type 129).
      `filter add dev p${index} parent 1: protocol ipv6 prio 1 u32 match u8 58 0xff at 6 match u8 129 0xff at 40 flowid 1:1`,
    );
  } else {
    commands.switch.push(`link add ${lower} ${toScanner}`, `link set ${lower} up`);
  }

  let port = lower;
  if (realVlan) {
    const id = link.interface.split('.')[1] ?? '10';
    port = `${lower}.${id}`;
    commands.switch.push(`link add link ${lower} name ${port} type vlan id ${id}`, `link set ${port} up`);
    commands.scanner.push(
      `link set ${cable} up`,
      `link add link ${cable} name ${link.interface} type vlan id ${id}`,
    );
  }
  if (link.kind === 'bridge') {
    commands.scanner.push(
      `link add ${link.interface} type bridge mcast_snooping 0`,
      `link set ${cable} master ${link.interface} up`,
    );
  }
  commands.scanner.push(
    `link set ${link.interface} address ${link.scannerMac}`,
    `address add ${link.scannerIpv4} dev ${link.interface}`,
    `link set ${link.interface} up`,
  );
  for (const host of link.hosts) {
    commands.switch.push(
      `link add link ${port} name eth0 netns ${host.namespace} address ${host.mac} type macvlan mode bridge bcqueuelen 200000`,
    );
  }
  return commands;
}

/** What is written below /proc/sys/net in a namespace before its interface comes up. */
function hostSettings(host: HostPlan): readonly (readonly [string, string])[] {
  const own = 'ipv6/conf/eth0';
  return [
    // Duplicate address detection would make every address wait a second.
    [`${own}/accept_dad`, '0'],
    [`${own}/disable_ipv6`, host.ipv6 ? '0' : '1'],
    [`${own}/accept_ra`, host.autoconfigured ? '1' : '0'],
    [`${own}/router_solicitations`, '0'],
    [`${own}/use_tempaddr`, host.identifier === 'temporary' ? '2' : '0'],
    ['ipv6/conf/all/forwarding', host.role === 'router' ? '1' : '0'],
    ['ipv6/icmp/echo_ignore_multicast', host.echo === 'ignores-multicast' ? '1' : '0'],
    ['ipv6/icmp/echo_ignore_all', host.echo === 'ignores-all' ? '1' : '0'],
    ['ipv4/icmp_echo_ignore_all', host.echo === 'ignores-all' ? '1' : '0'],
    // The name server of the lab is an ordinary user.
    ['ipv4/ip_unprivileged_port_start', '0'],
  ];
}

/** The arguments of `ip` that give a host the IPv6 addresses that are set by hand; the kernel drops them with the link. */
export function setByHand(host: HostPlan): readonly string[] {
  if (!host.ipv6) return [];
  const own = host.linkLocal === null ? [] : [host.linkLocal];
  return [...own, ...host.staticAddresses].map((address) => `address add ${address}/64 dev eth0 nodad`);
}

/** The lines of `ip -batch` that give a host its addresses. */
function hostBatch(host: HostPlan): readonly string[] {
  const opaque = host.identifier === 'stable-privacy' || host.identifier === 'temporary';
  const mode = host.linkLocal !== null ? 'none' : opaque ? 'random' : 'eui64';
  return [
    'link set lo up',
    `link set eth0 addrgenmode ${mode}`,
    'link set eth0 up',
    ...setByHand(host),
    ...(host.ipv4 === null ? [] : [`address add ${host.ipv4} dev eth0`]),
  ];
}

/** Rules by which a host drops all but neighbour discovery; nft keeps them in the kernel, so nothing goes on running. */
const firewall =
  'add table inet lab; add chain inet lab in { type filter hook input priority 0; policy drop; }; add rule inet lab in icmpv6 type 133-137 accept';

/** One host's part of the shell script that sets it up; what it writes comes from the plan alone. */
export function hostScript(host: HostPlan, batchFile: string, withFirewall: boolean): string {
  const settings = hostSettings(host).map(([path, value]) => `echo ${value} > /proc/sys/net/${path}`);
  const rules = host.firewalled && withFirewall ? [`nft "${firewall}"`] : [];
  const inside = ['set -e', ...settings, ...rules, `exec ip -batch ${batchFile}`].join('; ');
  return [
    `cat > ${batchFile} <<'END'`,
    ...hostBatch(host),
    'END',
    `nsenter --net=/run/netns/${host.namespace} sh -c '${inside}'`,
    '',
  ].join('\n');
}
