import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Writer } from '../../src-main/writers/writer.ts';
import { textOf } from '../../src-main/writers/lines.ts';
import { writtenOf } from '../../src-main/writers/preview.ts';
import { collect, type CommandResult } from './commands.ts';
import { openGround, type Ground } from './ground.ts';
import { whenReady } from './ready.ts';

/** Both ends of a cable: a place and the name of its interface there. */
type Cable<Place extends string> = readonly [readonly [Place, string], readonly [Place, string]];

interface Wiring<Place extends string> {
  readonly places: readonly Place[];
  readonly cables: readonly Cable<Place>[];
  /** Commands of `ip` for each place, run when all cables are up: `address add 2001:db8::1/64 dev eth0 nodad`. */
  readonly set: Readonly<Partial<Record<Place, readonly string[]>>>;
  /** Places that forward. */
  readonly routers?: readonly Place[];
}

/** Computers in namespaces, wired as a test says, on which files of the writers are put to work as root. */
export class WiredLab<Place extends string> {
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  get directory(): string {
    return this.#ground.directory;
  }

  /** Starts a command as root; it ends with the lab. */
  start(place: Place, argv: readonly string[]): ChildProcess {
    const line = ['ip', 'netns', 'exec', this.#ground.prefix + place, ...argv];
    const [command, ...rest] = this.#ground.runner.line(line);
    return spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  }

  async run(place: Place, argv: readonly string[], timeoutMs = 20_000): Promise<CommandResult> {
    return await collect(this.start(place, argv), timeoutMs);
  }

  /** Runs a command that must succeed. @returns what it printed */
  async must(place: Place, argv: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(place, argv);
    if (code !== 0) throw new Error(`${argv.join(' ')}: ${stderr}${stdout} (status ${String(code)})`);
    return stdout;
  }

  /** Starts a script of this directory that prints a line when it is ready. */
  async serve(place: Place, name: string, args: readonly string[]): Promise<void> {
    const child = this.start(place, [process.execPath, join(import.meta.dirname, name), ...args]);
    await whenReady(child, name);
  }

  /** Lays down the files of a writer. @returns their places by their paths on the target */
  files(place: Place, writer: Writer, values: Record<string, unknown>): Record<string, string> {
    const { written } = writtenOf(writer, values);
    return Object.fromEntries(
      written.files.map((file) => {
        const path = join(this.#ground.directory, place, file.path);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, textOf(file.lines), { mode: file.executable === true ? 0o755 : 0o644 });
        return [file.path, path];
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#ground.close();
  }
}

function script<Place extends string>(prefix: string, wiring: Wiring<Place>): string {
  const lines = wiring.places.map((place) => {
    const settings = [
      'echo 0 > ipv6/conf/default/accept_dad',
      'echo 0 > ipv6/icmp/ratelimit',
      ...(wiring.routers?.includes(place) === true
        ? ['echo 1 > ipv6/conf/all/forwarding', 'echo 1 > ipv4/ip_forward']
        : []),
    ].join('; ');
    const name = prefix + place;
    return `ip netns add ${name}\nnsenter --net=/run/netns/${name} sh -c 'cd /proc/sys/net; ${settings}; ip link set lo up'`;
  });
  for (const [[one, near], [other, far]] of wiring.cables)
    lines.push(
      `ip -n ${prefix}${one} link add ${near} type veth peer name ${far} netns ${prefix}${other}`,
      `ip -n ${prefix}${one} link set ${near} up`,
      `ip -n ${prefix}${other} link set ${far} up`,
    );
  for (const place of wiring.places)
    for (const command of wiring.set[place] ?? []) lines.push(`ip -n ${prefix}${place} ${command}`);
  return `set -e\n${lines.join('\n')}\n`;
}

/** Builds the computers and their cables: `await using lab = await createWiredLab({ … })`. */
export async function createWiredLab<Place extends string>(wiring: Wiring<Place>): Promise<WiredLab<Place>> {
  const ground = await openGround();
  try {
    const file = join(ground.directory, 'wired.sh');
    writeFileSync(file, script(ground.prefix, wiring));
    await ground.runner.run(['sh', file]);
    return new WiredLab(ground);
  } catch (error) {
    await ground.close();
    throw error;
  }
}
