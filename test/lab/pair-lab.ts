import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collect, type CommandResult } from './commands.ts';
import { openGround, type Ground } from './ground.ts';
import { processesInNamespaces } from './sweep.ts';
import { ordinaryUser } from './users.ts';

/** The MAC of the other computer on the first link. */
export const otherMac = '02:00:5e:10:00:01';

/** Two computers with two cables between them: `lab0`, and `lab_1`, whose name look-ups of names refuse. */
export class PairLab {
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

  /** A file for a command of the other computer. @returns its path */
  file(name: string, text: string): string {
    const path = join(this.#ground.directory, name);
    writeFileSync(path, text, { mode: 0o644 });
    return path;
  }

  /** Runs a command as an ordinary user where the program is tried. */
  async run(argv: readonly string[], timeoutMs = 60_000): Promise<CommandResult> {
    return await collect(this.start(argv), timeoutMs);
  }

  start(argv: readonly string[]): ChildProcess {
    return this.#spawn('near', [...ordinaryUser(this.#ground.private), ...argv]);
  }

  /** Starts a command as root on the other computer; it ends with the lab. */
  startOther(argv: readonly string[]): ChildProcess {
    return this.#spawn('other', argv);
  }

  /** Gives the other computer rules of nft, in place of those that it had: `input icmpv6 type echo-request drop`. */
  async firewall(rules: readonly string[]): Promise<void> {
    const text = [
      'add table inet pair',
      'delete table inet pair',
      'add table inet pair',
      // Before -400, where the kernel puts fragments together.
      'add chain inet pair whole { type filter hook output priority 300; }',
      'add chain inet pair input { type filter hook input priority 0; }',
      ...rules.map((rule) => `add rule inet pair ${rule}`),
    ].join('; ');
    await this.#ground.runner.run(['ip', 'netns', 'exec', this.#name('other'), 'nft', text]);
  }

  /** The same where the program is tried, for what comes in, before fragments are put together. */
  async nearFirewall(rules: readonly string[]): Promise<void> {
    const text = [
      'add table inet pair',
      'delete table inet pair',
      'add table inet pair',
      'add chain inet pair in { type filter hook prerouting priority -450; }',
      ...rules.map((rule) => `add rule inet pair in ${rule}`),
    ].join('; ');
    await this.#ground.runner.run(['ip', 'netns', 'exec', this.#name('near'), 'nft', text]);
  }

  /** The processes that run where the program is tried. */
  processes(): number[] {
    return processesInNamespaces([this.#inode]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#ground.close();
  }

  #name(place: 'near' | 'other'): string {
    return this.#ground.prefix + place;
  }

  #spawn(place: 'near' | 'other', argv: readonly string[]): ChildProcess {
    const line = ['ip', 'netns', 'exec', this.#name(place), ...argv];
    const [command, ...rest] = this.#ground.runner.line(line);
    return spawn(command, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HOME: this.userDirectory },
    });
  }
}

function script(near: string, other: string): string {
  const cable = (name: string, number: number, mac: string) => [
    `ip -n ${near} link add ${name} type veth peer name ${name} netns ${other}`,
    `ip -n ${other} link set ${name} address ${mac}`,
    ...[near, other].map((place) => `ip -n ${place} link set ${name} addrgenmode none`),
    ...[near, other].flatMap((place, index) => [
      `ip -n ${place} address add 2001:db8:${number}::${index + 1}/64 dev ${name} nodad`,
      `ip -n ${place} address add fe80::${index + 1}/64 dev ${name} nodad`,
      `ip -n ${place} address add 192.0.2.${number * 64 + index + 1}/26 dev ${name}`,
      `ip -n ${place} link set ${name} up`,
    ]),
  ];
  const settings = 'cd /proc/sys/net; echo 0 > ipv6/conf/default/accept_dad; ip link set lo up';
  return [
    'set -e',
    ...[near, other].flatMap((place) => [
      `ip netns add ${place}`,
      `nsenter --net=/run/netns/${place} sh -c '${settings}'`,
    ]),
    ...cable('lab0', 1, otherMac),
    ...cable('lab_1', 2, '02:00:5e:10:00:02'),
    '',
  ].join('\n');
}

/** Builds the network: `await using lab = await createPairLab()`. */
export async function createPairLab(): Promise<PairLab> {
  const ground = await openGround();
  try {
    const file = join(ground.directory, 'pair.sh');
    writeFileSync(file, script(`${ground.prefix}near`, `${ground.prefix}other`));
    await ground.runner.run(['sh', file]);
    const near = `/run/netns/${ground.prefix}near`;
    const inode = await ground.runner.run(['stat', '-L', '-c', '%i', near]);
    const group = `0 ${ground.private ? 0 : 2147483647}`;
    const allow = `echo "${group}" > /proc/sys/net/ipv4/ping_group_range`;
    await ground.runner.run(['nsenter', `--net=${near}`, 'sh', '-c', allow]);
    return new PairLab(ground, Number(inode));
  } catch (error) {
    await ground.close();
    throw error;
  }
}
