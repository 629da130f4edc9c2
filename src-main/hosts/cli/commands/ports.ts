import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HostPorts, OpenPort, PortItem } from '../../../../src-core/api/ports.ts';
import { formatScoped } from '../../../../src-core/net/zone.ts';
import { parsePorts } from '../../../../src-core/ports/port-set.ts';
import { badInput, refuseWords, type Arguments } from '../arguments.ts';
import { commonOptions, type Command, type CommandContext } from '../command.ts';
import { importNmapFile } from '../nmap-import.ts';
import { parsed } from '../parsed.ts';
import { describePorts, describePortSummary } from '../ports-text.ts';
import { followProbe } from '../probe-follow.ts';
import { exitStatus, type ExitStatus } from '../statuses.ts';

const hostsATurn = 200;

/** What was told so far, by host. */
class Findings {
  readonly hosts = new Map<string, HostPorts>();
  readonly open = new Map<string, Map<number, OpenPort>>();

  take(items: readonly PortItem[]): void {
    for (const item of items) {
      const { address, zone } = item.target;
      const key = formatScoped({ address, zone: zone ?? undefined });
      if (item.kind === 'host') this.hosts.set(key, item);
      else this.open.set(key, (this.open.get(key) ?? new Map<number, OpenPort>()).set(item.port, item));
    }
  }

  /** The lines of each host. */
  *parts(withBanners: boolean): Generator<string[]> {
    for (const [key, host] of this.hosts)
      yield describePorts(host, [...(this.open.get(key)?.values() ?? [])], withBanners);
  }

  /** Tells "nothing open" and "could not look" apart. */
  get status(): ExitStatus {
    if (this.open.size > 0) return exitStatus.success;
    const looked = [...this.hosts.values()].some(({ groups }) =>
      groups.some(({ state, count }) => state !== 'unknown' && count > 0),
    );
    return looked ? exitStatus.nothingFound : exitStatus.couldNotLook;
  }
}

async function scan(args: Arguments, context: CommandContext): Promise<ExitStatus> {
  const [first, ...more] = args.words;
  if (first === undefined) throw badInput('ports needs a target: an address, a name or a prefix');
  const ports = args.text('ports') ?? 'top';
  parsed('--ports', () => parsePorts(ports));
  const json = args.has('json');
  const banners = args.has('banners');
  const options = {
    targets: [first, ...more],
    ports,
    banners,
    scanner: args.has('nmap') ? 'nmap' : 'own',
    perSecond: args.integer('rate', 1, 100_000) ?? null,
  } as const;
  const { client } = await context.open();
  const findings = new Findings();
  const quiet = args.has('quiet');
  const { summary, status } = await followProbe(
    client.ports,
    { ...options, targets: [...options.targets] },
    { json, quiet },
    context,
    (items) => findings.take(items),
  );
  if (!json) {
    for (const lines of findings.parts(banners)) await context.terminal.lines(lines);
    if (summary !== null && !quiet) context.terminal.note(describePortSummary(summary));
  }
  return status ?? findings.status;
}

async function importFile(path: string, args: Arguments, context: CommandContext): Promise<ExitStatus> {
  refuseWords(args.words);
  const { terminal, signal } = context;
  const isQuiet = args.has('quiet');
  try {
    const read = await importNmapFile(path, signal, (part, hosts) => {
      if (!isQuiet) terminal.progress(`${Math.floor(100 * part)} %, ${hosts} hosts: Reading what nmap wrote`);
    });
    const findings = new Findings();
    findings.take(read.items);
    let told = 0;
    const asJson = args.has('json');
    for (const part of asJson ? read.items : findings.parts(true)) {
      // Tens of thousands of hosts: a wish to stop is heard between them.
      if (++told % hostsATurn === 0) await nextTurn();
      if (signal.aborted) return exitStatus.cancelled;
      if (Array.isArray(part)) await terminal.lines(part);
      else await terminal.json(part);
    }
    for (const warning of read.warnings) terminal.note(warning);
    return findings.status;
  } catch (error) {
    if (signal.aborted) return exitStatus.cancelled;
    throw error;
  } finally {
    terminal.clearProgress();
  }
}

export const portsCommand: Command = {
  usage: 'TARGET… [--ports LIST] [--banners] [--nmap] [--rate NUMBER] [--json] [--quiet] | --import FILE',
  examples: [
    'ports fe80::1%eth0 --ports common --banners',
    'ports 192.0.2.7 2001:db8::7 --ports 22,80,8000-8100 --json',
    'ports --import scan.xml',
  ],
  options: {
    ports: {
      value: 'LIST',
      help: 'common (100), top (1,000), all, or a list: 22,80,8000-8100; top if left out',
    },
    banners: { help: 'asks open ports what they are: greeting, page title, certificate' },
    nmap: { help: 'lets the nmap that is installed here do it' },
    rate: { value: 'NUMBER', help: 'at most so many connections a second' },
    import: { value: 'FILE', help: 'shows what nmap -oX wrote instead of scanning' },
    json: { help: 'prints one JSON object a line, as things are found' },
    quiet: { help: 'prints no progress and no summary' },
    ...commonOptions,
  },
  run(args, context) {
    const file = args.text('import');
    return file === undefined ? scan(args, context) : importFile(file, args, context);
  },
};
