// Two hosts on a cable of their own, for tests: namespaces that the test makes and removes. Nothing leaves them.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { device } from './respond.test-support.ts';
import type { Report, Task } from './run-source.ts';
import { testInterface } from './test-interface.ts';

/** A name with everything that a zone may hold and that has led programs astray. */
export const nearZone = 'br_lan-x.10';

export function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Why the tests of this kind cannot run here, or null. */
export const obstacle: string | null =
  process.platform !== 'linux' || process.getuid?.() !== 0
    ? 'namespaces need Linux and root'
    : isInstalled('ip')
      ? null
      : 'ip is not installed: install iproute2';

export const nearInterface = testInterface(nearZone, ['fe80::1/64', '2001:db8:1::1/64', '192.0.2.1/24']);

export interface Outcome {
  readonly sightings: readonly Extract<Report, { sighting: unknown }>['sighting'][];
  readonly warnings: readonly string[];
  readonly progress: readonly (readonly [number, number | null])[];
  readonly end: Extract<Report, { end: unknown }>;
}

let count = 0;

export class TwoHosts {
  readonly #prefix = `lsmc-${process.pid}-${++count}`;
  readonly #directory = mkdtempSync(join(tmpdir(), 'linkscope-two-hosts-'));
  readonly #children: ChildProcess[] = [];
  readonly #onExit = () => this.#remove();

  constructor() {
    process.once('exit', this.#onExit);
    ip('netns', 'add', this.near);
    ip('netns', 'add', this.far);
    ip(
      'link',
      'add',
      nearZone,
      'netns',
      this.near,
      'type',
      'veth',
      'peer',
      'name',
      'eth0',
      'netns',
      this.far,
    );
    const hosts = [
      { host: this.near, link: nearZone, addresses: ['fe80::1/64', '2001:db8:1::1/64', '192.0.2.1/24'] },
      {
        host: this.far,
        link: 'eth0',
        addresses: [`${device.linkLocal}/64`, `${device.global}/64`, `${device.ipv4}/24`],
      },
    ];
    for (const { host, link, addresses } of hosts) {
      ip('-n', host, 'link', 'set', link, 'addrgenmode', 'none');
      for (const address of addresses) {
        const nodad = address.includes(':') ? ['nodad'] : [];
        ip('-n', host, 'address', 'add', address, 'dev', link, ...nodad);
      }
      ip('-n', host, 'link', 'set', 'lo', 'up');
      ip('-n', host, 'link', 'set', link, 'up');
    }
  }

  get near(): string {
    return `${this.#prefix}-near`;
  }

  get far(): string {
    return `${this.#prefix}-far`;
  }

  /** Runs a source in the near host to its end. */
  async runSource(task: Partial<Task> & Pick<Task, 'source'>): Promise<Outcome> {
    const script = join(import.meta.dirname, 'run-source.ts');
    const whole: Task = { interface: nearInterface, known: [], ...task };
    const child = this.#start(this.near, process.execPath, script, JSON.stringify(whole));
    let output = '';
    let errors = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
    await new Promise((resolve) => child.once('close', resolve));
    const reports = output
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Report => JSON.parse(line));
    const end = reports.find((report) => 'end' in report);
    if (end === undefined) throw new Error(`the source did not come to an end: ${errors.slice(0, 2000)}`);
    return {
      sightings: reports.filter((report) => 'sighting' in report).map(({ sighting }) => sighting),
      warnings: reports.filter((report) => 'warning' in report).map(({ warning }) => warning.message),
      progress: reports.filter((report) => 'progress' in report).map(({ progress }) => progress),
      end,
    };
  }

  /** Lets a host be a device of respond.test-support.ts, from when this resolves. */
  async respond(role: string, host = this.far): Promise<void> {
    const script = join(import.meta.dirname, 'respond.test-support.ts');
    const child = this.#start(host, process.execPath, script, role);
    await said(child, child.stdout, /ready/);
  }

  /** Starts a real avahi-daemon with one printer; resolves when it has announced it. */
  async avahi(host: string, hostName: string): Promise<void> {
    const directory = join(this.#directory, hostName);
    mkdirSync(join(directory, 'services'), { recursive: true });
    const configuration = join(directory, 'avahi-daemon.conf');
    writeFileSync(configuration, avahiConfiguration(hostName));
    writeFileSync(join(directory, 'services', 'printer.service'), avahiService);
    // It has one place for its pid file and its services: it gets a file system of its own there.
    const steps =
      'mount -t tmpfs tmpfs /run && mkdir /run/avahi-daemon && mount --bind "$1" /etc/avahi/services && shift && exec "$@"';
    const daemon = ['avahi-daemon', '--no-drop-root', '--no-chroot', '-f', configuration];
    const shell = ['sh', '-c', steps, 'sh', join(directory, 'services'), ...daemon];
    const child = this.#start(host, 'unshare', '--mount', ...shell);
    await said(child, child.stderr, /successfully established/);
  }

  /** Gives the far host one more address. */
  addFarAddress(address: string): void {
    ip('-n', this.far, 'address', 'add', address, 'dev', 'eth0');
  }

  /** Takes the cable away. */
  unplug(): void {
    ip('-n', this.near, 'link', 'delete', nearZone);
  }

  async stop(): Promise<void> {
    const open = this.#children.filter((child) => child.exitCode === null && child.signalCode === null);
    await Promise.all(
      open.map((child) => {
        const closed = new Promise((resolve) => child.once('close', resolve));
        child.kill('SIGKILL');
        return closed;
      }),
    );
    process.off('exit', this.#onExit);
    this.#remove();
  }

  #remove(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    for (const host of [this.near, this.far]) ip('netns', 'delete', host);
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #start(host: string, command: string, ...args: string[]): ChildProcess {
    const child = spawn('ip', ['netns', 'exec', host, command, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#children.push(child);
    return child;
  }
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Waits until a process has printed something. */
function said(child: ChildProcess, stream: ChildProcess['stdout'], what: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let all = '';
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      all += chunk;
      if (what.test(all)) resolve();
    });
    child.once('close', () => reject(new Error(`it ended before it was ready: ${all.slice(-2000)}`)));
    child.once('error', reject);
  });
}

function avahiConfiguration(hostName: string): string {
  return [
    '[server]',
    `host-name=${hostName}`,
    'use-ipv4=yes',
    'use-ipv6=yes',
    'enable-dbus=no',
    'deny-interfaces=lo',
    '[publish]',
    'publish-workstation=yes',
    'publish-hinfo=no',
    '',
  ].join('\n');
}

const avahiService = `<?xml version="1.0" standalone='no'?>
<!DOCTYPE service-group SYSTEM "avahi-service.dtd">
<service-group><name>Office v1.2 (2nd floor)</name>
<service><type>_ipp._tcp</type><port>631</port></service>
<service><type>_linkscope-odd._udp</type><port>4242</port></service></service-group>
`;
