import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collect, type CommandResult } from './commands.ts';
import { openGround, type Ground } from './ground.ts';
import { processesInNamespaces } from './sweep.ts';
import { ordinaryUser } from './users.ts';

/** The namespaces of a routed network: `scanner - r1 - r2 - r3 - target`, and `r4` as another way from r1 to r3. */
type Place = 'scanner' | 'r1' | 'r2' | 'r3' | 'r4' | 'target';
const places: readonly Place[] = ['scanner', 'r1', 'r2', 'r3', 'r4', 'target'];

/** The cables, in the order of the prefixes that they get: 2001:db8:N::/64 and 192.0.2.4N/30; the first end is ::1. */
const cables: readonly (readonly [Place, Place])[] = [
  ['scanner', 'r1'],
  ['r1', 'r2'],
  ['r2', 'r3'],
  ['r3', 'target'],
  ['r1', 'r4'],
  ['r4', 'r3'],
];

/** The addresses of the routers and of the target as the scanner sees them on its way. */
export const pathAddresses = {
  ipv6: ['2001:db8:1::2', '2001:db8:2::2', '2001:db8:3::2', '2001:db8:4::2'],
  ipv4: ['192.0.2.6', '192.0.2.10', '192.0.2.14', '192.0.2.18'],
  /** r4, which stands in the way of r2 after otherWay(). */
  other: '2001:db8:5::2',
} as const;

/** A network of three routers in namespaces, with links that can be cut and made small. */
export class PathLab {
  readonly #ground: Ground;
  readonly #inode: number;

  constructor(ground: Ground, inode: number) {
    this.#ground = ground;
    this.#inode = inode;
  }

  /** A directory that the ordinary user may write to. */
  get userDirectory(): string {
    return join(this.#ground.directory, 'user');
  }

  #name(place: Place): string {
    return this.#ground.prefix + place;
  }

  /**
   * Starts a command as an ordinary user where the scanner is.
   * @param hidden programs of the system that are not there for it
   */
  start(argv: readonly string[], hidden: readonly string[] = []): ChildProcess {
    const [command, ...rest] = this.line(argv, hidden);
    return spawn(command, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HOME: this.userDirectory },
    });
  }

  /** The whole command line that start() runs. */
  line(argv: readonly string[], hidden: readonly string[] = []): readonly [string, ...string[]] {
    // What no program is cannot be run. A mount ends with the command, as each has a mount namespace of its own here.
    const hide = hidden
      .flatMap((name) => ['/usr/bin', '/usr/sbin'].map((directory) => `${directory}/${name}`))
      .filter((path) => existsSync(path))
      .map((path) => `mount --bind /dev/null ${realpathSync(path)} && `);
    return this.#ground.runner.line([
      'ip',
      'netns',
      'exec',
      this.#name('scanner'),
      'sh',
      '-c',
      `${[...new Set(hide)].join('')}exec "$@"`,
      'sh',
      ...ordinaryUser(this.#ground.private),
      ...argv,
    ]);
  }

  async run(argv: readonly string[], hidden: readonly string[] = []): Promise<CommandResult> {
    return await collect(this.start(argv, hidden), 80_000);
  }

  /** The processes that run where the scanner is. */
  processes(): number[] {
    return processesInNamespaces([this.#inode]);
  }

  async #inside(place: Place, argv: readonly string[]): Promise<void> {
    await this.#ground.runner.run(['ip', 'netns', 'exec', this.#name(place), ...argv]);
  }

  /** Cuts the scanner's link to the first router, or puts it back; its routes come back with restoreRoutes(). */
  async setFirstLink(state: 'up' | 'down'): Promise<void> {
    await this.#inside('scanner', ['ip', 'link', 'set', 'to-r1', state]);
  }

  async restoreRoutes(): Promise<void> {
    await this.#inside('scanner', ['ip', '-6', 'route', 'replace', 'default', 'via', '2001:db8:1::2']);
    await this.#inside('scanner', ['ip', '-4', 'route', 'replace', 'default', 'via', '192.0.2.6']);
  }

  /** Makes the cable between the second and the third router carry packets of this size at most. */
  async setMtu(mtu: number): Promise<void> {
    await this.#inside('r2', ['ip', 'link', 'set', 'to-r3', 'mtu', String(mtu)]);
    await this.#inside('r3', ['ip', 'link', 'set', 'to-r2', 'mtu', String(mtu)]);
    await this.forgetPathMtu();
  }

  /** The kernel keeps what routers said of a path for ten minutes. */
  async forgetPathMtu(): Promise<void> {
    await this.#inside('scanner', ['ip', '-6', 'route', 'flush', 'cache']);
    await this.#inside('scanner', ['ip', '-4', 'route', 'flush', 'cache']);
  }

  /** Makes the second router keep to itself that a packet is too big. */
  async swallowTooBig(): Promise<void> {
    const rules =
      'add table inet lab; add chain inet lab out { type filter hook output priority 0; }; ' +
      'add rule inet lab out icmpv6 type packet-too-big drop; add rule inet lab out icmp type destination-unreachable drop';
    await this.#inside('r2', ['nft', rules]);
  }

  /** Makes the target answer no ping, or answer again. */
  async setMute(mute: boolean): Promise<void> {
    const rules =
      'add table inet mute; add chain inet mute in { type filter hook input priority 0; }; ' +
      'add rule inet mute in icmpv6 type echo-request drop; add rule inet mute in icmp type echo-request drop';
    await this.#inside('target', ['nft', mute ? rules : 'delete table inet mute']);
  }

  /** Leads what goes to the target over r4 in place of r2. */
  async otherWay(): Promise<void> {
    await this.#inside('r1', ['ip', '-6', 'route', 'replace', 'default', 'via', '2001:db8:5::2']);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#ground.close();
  }
}

function script(name: (place: Place) => string): string {
  const lines = places.flatMap((place) => {
    const settings = [
      'echo 0 > ipv6/conf/default/accept_dad',
      'echo 1 > ipv6/conf/default/keep_addr_on_down',
      // Routers answer at most so often; every hop of every round is to answer here.
      'echo 0 > ipv6/icmp/ratelimit',
      'echo 0 > ipv4/icmp_ratelimit',
      ...(place === 'scanner' || place === 'target'
        ? []
        : ['echo 1 > ipv6/conf/all/forwarding', 'echo 1 > ipv4/ip_forward']),
    ];
    return [
      `ip netns add ${name(place)}`,
      `nsenter --net=/run/netns/${name(place)} sh -c 'cd /proc/sys/net; ${settings.join('; ')}; ip link set lo up'`,
    ];
  });
  for (const [index, [one, other]] of cables.entries()) {
    const number = index + 1;
    const [a, b] = [`ip -n ${name(one)}`, `ip -n ${name(other)}`];
    lines.push(
      `${a} link add to-${other} type veth peer name to-${one} netns ${name(other)}`,
      `${a} address add 2001:db8:${number}::1/64 dev to-${other} nodad`,
      `${b} address add 2001:db8:${number}::2/64 dev to-${one} nodad`,
      `${a} address add 192.0.2.${number * 4 + 1}/30 dev to-${other}`,
      `${b} address add 192.0.2.${number * 4 + 2}/30 dev to-${one}`,
      `${a} link set to-${other} up`,
      `${b} link set to-${one} up`,
    );
  }
  const forward: readonly (readonly [Place, number])[] = [
    ['scanner', 1],
    ['r1', 2],
    ['r2', 3],
    ['r3', 4],
    ['r4', 6],
  ];
  for (const [place, number] of forward) {
    lines.push(
      `ip -n ${name(place)} route add default via 2001:db8:${number}::2`,
      `ip -n ${name(place)} route add default via 192.0.2.${number * 4 + 2}`,
    );
  }
  // The way back to the scanner, and to the cables from which routers answer.
  const back: readonly (readonly [Place, number, readonly number[]])[] = [
    ['r2', 2, [1, 5]],
    ['r3', 3, [1, 2]],
    ['r4', 5, [1, 2]],
    ['target', 4, [1, 2, 3, 5, 6]],
  ];
  for (const [place, via, prefixes] of back) {
    for (const number of prefixes) {
      lines.push(
        `ip -n ${name(place)} route add 2001:db8:${number}::/64 via 2001:db8:${via}::1`,
        `ip -n ${name(place)} route add 192.0.2.${number * 4}/30 via 192.0.2.${via * 4 + 1}`,
      );
    }
  }
  return `set -e\n${lines.join('\n')}\n`;
}

/** Builds the network: `await using lab = await createPathLab()`. */
export async function createPathLab(): Promise<PathLab> {
  const ground = await openGround();
  try {
    const file = join(ground.directory, 'path.sh');
    writeFileSync(
      file,
      script((place) => ground.prefix + place),
    );
    await ground.runner.run(['sh', file]);
    const scanner = `/run/netns/${ground.prefix}scanner`;
    const inode = await ground.runner.run(['stat', '-L', '-c', '%i', scanner]);
    const group = `0 ${ground.private ? 0 : 2147483647}`;
    const allow = `echo "${group}" > /proc/sys/net/ipv4/ping_group_range`;
    await ground.runner.run(['nsenter', `--net=${scanner}`, 'sh', '-c', allow]);
    return new PathLab(ground, Number(inode));
  } catch (error) {
    await ground.close();
    throw error;
  }
}
