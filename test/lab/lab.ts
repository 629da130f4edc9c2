import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collect, type CommandResult, type CommandRunner } from './commands.ts';
import { openGround, type Ground } from './ground.ts';
import { ordinaryUser, type UserName } from './users.ts';
import { readAddresses, type LabAddress } from './addresses.ts';
import { findAbilities, hostScript, linkCommands, setByHand, type KernelAbilities } from './topology.ts';
import { planLink, type HostPlan, type LinkOptions, type LinkPlan } from './plan.ts';
import { startDaemons } from './daemons.ts';
import { processesInNamespaces } from './sweep.ts';

/** A host of a lab: what it was meant to be, and the addresses that it has got. */
export interface LabHost extends HostPlan {
  readonly addresses: readonly LabAddress[];
}

export interface LabOptions {
  readonly links: readonly LinkOptions[];
  /** A name server on the first router that knows every host's addresses (RDNSS, and /etc/resolv.conf of commands). */
  readonly nameServer?: boolean;
}

export interface ExecOptions {
  /** `nobody`, where left out: an ordinary user. */
  readonly user?: UserName;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** A network in namespaces. Leaving its `await using` block removes all of it, and so does the end of this process. */
export class Lab {
  readonly #ground: Ground;
  readonly links: readonly LinkPlan[];
  readonly abilities: KernelAbilities;
  /** What this kernel could not do, in words; empty where the lab is all that was asked for. */
  readonly notes: readonly string[];
  #hosts: readonly LabHost[];

  readonly #scannerInode: number;

  constructor(
    ground: Ground,
    scannerInode: number,
    links: readonly LinkPlan[],
    abilities: KernelAbilities,
    notes: readonly string[],
  ) {
    this.#ground = ground;
    this.#scannerInode = scannerInode;
    this.links = links;
    this.abilities = abilities;
    this.notes = notes;
    this.#hosts = links.flatMap((link) => link.hosts.map((host) => ({ ...host, addresses: [] })));
  }

  /** The namespace that the program under test runs in. */
  get scanner(): string {
    return this.#ground.name('scanner');
  }

  /** The processes that run in the scanner's namespace now. */
  scannerProcesses(): number[] {
    return processesInNamespaces([this.#scannerInode]);
  }

  /** A directory for temporary files; `user` in it belongs to the ordinary user. */
  get directory(): string {
    return this.#ground.directory;
  }

  /** A directory that the ordinary user may write to. */
  get userDirectory(): string {
    return join(this.#ground.directory, 'user');
  }

  /** Every host; the same objects until the next refresh(). */
  get hosts(): readonly LabHost[] {
    return this.#hosts;
  }

  /** The hosts that answer echo requests to all nodes. */
  get answering(): readonly LabHost[] {
    return this.hosts.filter((host) => host.ipv6 && host.echo === 'answers');
  }

  /** The command line, for the lab's runner, that runs a command inside of a namespace. */
  #inside(namespace: string, argv: readonly string[], user: UserName): readonly string[] {
    // The machine's own name servers are not in the lab: a command there must not wait for them.
    const script = 'mount --bind "$1" /etc/resolv.conf; shift; exec "$@"';
    const names = join(this.#ground.directory, 'resolv.conf');
    const as = user === 'root' ? [] : ordinaryUser(this.#ground.private);
    return ['ip', 'netns', 'exec', namespace, 'sh', '-c', script, 'sh', names, ...as, ...argv];
  }

  /** The whole command line that runs a command inside of a namespace, for those who start it themselves. */
  commandLine(
    namespace: string,
    argv: readonly string[],
    user: UserName = 'nobody',
  ): readonly [string, ...string[]] {
    return this.#ground.runner.line(this.#inside(namespace, argv, user));
  }

  /** Starts a command inside of a namespace; the process id is the command's own, as everything before it is replaced. */
  spawn(namespace: string, argv: readonly string[], options: ExecOptions & SpawnOptions = {}): ChildProcess {
    const { user = 'nobody', env, ...rest } = options;
    return this.#ground.runner.start(this.#inside(namespace, argv, user), {
      ...rest,
      env: { ...process.env, HOME: this.userDirectory, ...env },
    });
  }

  /** Runs a command inside of a namespace to its end, whatever its status. */
  async exec(namespace: string, argv: readonly string[], options: ExecOptions = {}): Promise<CommandResult> {
    const { timeoutMs, ...rest } = options;
    return await collect(this.spawn(namespace, argv, rest), timeoutMs ?? 120_000);
  }

  /** Empties the scanner's neighbour tables, as if it had just come to the link. */
  async flushNeighbours(): Promise<void> {
    await this.#ground.runner.run(['ip', '-n', this.scanner, 'neigh', 'flush', 'all']);
  }

  /** Takes an interface of the scanner down, up, or away for good (with every host behind it). */
  async setInterface(name: string, state: 'down' | 'up' | 'gone'): Promise<void> {
    const change = state === 'gone' ? ['link', 'del', name] : ['link', 'set', name, state];
    await this.#ground.runner.run(['ip', '-n', this.scanner, ...change]);
  }

  /**
   * Takes a host off its link, or puts it back. The kernel drops global addresses and routes with the link; so a host
   * that comes back asks the router again, as any does, and is given again what was set by hand.
   */
  async setHost(host: HostPlan, state: 'down' | 'up'): Promise<void> {
    const { runner } = this.#ground;
    const inside = ['nsenter', `--net=/run/netns/${host.namespace}`];
    if (state === 'up' && host.autoconfigured) {
      const solicit = 'echo 3 > /proc/sys/net/ipv6/conf/eth0/router_solicitations';
      await runner.run([...inside, 'sh', '-c', solicit]);
    }
    await runner.run(['ip', '-n', host.namespace, 'link', 'set', 'eth0', state]);
    if (state === 'down') return;
    for (const line of setByHand(host)) await runner.run(['ip', '-n', host.namespace, ...line.split(' ')]);
  }

  /** Reads again which addresses every host has. */
  async refresh(): Promise<void> {
    const addresses = await readAddresses(this.#ground.runner, this.#hosts, this.#ground.directory);
    this.#hosts = this.#hosts.map((host) => ({ ...host, addresses: addresses.get(host.namespace) ?? [] }));
  }

  async dispose(): Promise<void> {
    await this.#ground.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }
}

/** Runs shell scripts side by side; two for each processor of a small machine keeps both busy. */
async function runScripts(
  runner: CommandRunner,
  directory: string,
  scripts: readonly string[],
): Promise<void> {
  const lanes = 4;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const own = scripts.filter((_script, index) => index % lanes === lane);
      if (own.length === 0) return;
      const file = join(directory, `setup-${lane}.sh`);
      writeFileSync(file, `set -e\n${own.join('')}`);
      await runner.run(['sh', file]);
    }),
  );
}

async function batch(
  ground: Ground,
  command: 'ip' | 'tc',
  namespace: string | null,
  lines: readonly string[],
): Promise<void> {
  if (lines.length === 0) return;
  const file = join(ground.directory, `batch-${command}-${namespace ?? 'all'}`);
  writeFileSync(file, lines.join('\n') + '\n');
  await ground.runner.run([command, ...(namespace === null ? [] : ['-n', namespace]), '-batch', file]);
}

async function build(ground: Ground, options: LabOptions): Promise<Lab> {
  const { runner } = ground;
  const links = options.links.map((link, index) => planLink(link, index, ground.prefix));
  const hosts = links.flatMap((link) => link.hosts);
  const names = { switch: ground.name('switch'), port: ground.name('port'), scanner: ground.name('scanner') };
  await batch(
    ground,
    'ip',
    null,
    [...Object.values(names), ...hosts.map((host) => host.namespace)].map((name) => `netns add ${name}`),
  );
  for (const namespace of [names.switch, names.port]) {
    const quiet = 'echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6';
    await runner.run(['nsenter', `--net=/run/netns/${namespace}`, 'sh', '-c', quiet]);
  }
  const scannerSettings = [
    'cd /proc/sys/net',
    'echo 0 > ipv6/conf/default/accept_dad',
    // As systemd has it: ordinary users may ping. In a user namespace one group is all there is.
    `echo "0 ${ground.private ? 0 : 2147483647}" > ipv4/ping_group_range`,
    'ip link set lo up',
  ].join('; ');
  await runner.run(['nsenter', `--net=/run/netns/${names.scanner}`, 'sh', '-c', scannerSettings]);

  const abilities = await findAbilities(runner, names.switch);
  const notes: string[] = [];
  if (!abilities.vlan && links.some((link) => link.kind === 'vlan')) {
    notes.push('this kernel has no VLANs: an interface of that name stands in for one');
  }
  for (const link of links) {
    const commands = linkCommands(link, names, abilities);
    // The port's half of a tunnel stands on what the switch's half has made.
    const cables = commands.switch.filter((line) => !line.startsWith('link add link'));
    const ports = commands.switch.filter((line) => line.startsWith('link add link'));
    await batch(ground, 'ip', names.switch, cables);
    await batch(ground, 'ip', names.port, commands.port);
    await batch(ground, 'tc', names.port, commands.portPacing);
    await batch(ground, 'ip', names.switch, ports);
    await batch(ground, 'ip', names.scanner, commands.scanner);
  }
  const withFirewall = await runner.succeeds(['nft', '--version']).catch(() => false);
  if (!withFirewall && hosts.some((host) => host.firewalled)) {
    notes.push('nft is not installed: firewalled hosts only ignore echo requests');
  }
  const scripts = hosts.map((host) =>
    hostScript(host, join(ground.directory, `batch-${host.name}`), withFirewall),
  );
  await runScripts(runner, ground.directory, scripts);
  const inode = await runner.run(['stat', '-L', '-c', '%i', `/run/netns/${names.scanner}`]);
  const lab = new Lab(ground, Number(inode), links, abilities, notes);
  await startDaemons(lab, links, options.nameServer ?? false);
  return lab;
}

/**
 * Builds a network in namespaces: `await using lab = await createLab({ links: [{ interface: 'eth0', hosts: 50 }] })`.
 * @throws Error where a namespace cannot be made; what was made until then is removed
 */
export async function createLab(options: LabOptions): Promise<Lab> {
  const ground = await openGround();
  try {
    return await build(ground, options);
  } catch (error) {
    await ground.close();
    throw error;
  }
}
