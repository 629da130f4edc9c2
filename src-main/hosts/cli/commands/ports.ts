import { readFile, stat } from 'node:fs/promises';
import {
  largestNmapFile,
  type HostPorts,
  type OpenPort,
  type PortItem,
} from '../../../../src-core/api/ports.ts';
import { ToolError } from '../../../../src-core/api/errors.ts';
import { formatScoped } from '../../../../src-core/net/zone.ts';
import { parsePorts } from '../../../../src-core/ports/port-set.ts';
import { badInput, quoted, refuseWords, type Arguments } from '../arguments.ts';
import { commonOptions, type Command, type CommandContext } from '../command.ts';
import { parsed } from '../parsed.ts';
import { describePorts, describePortSummary } from '../ports-text.ts';
import { followProbe } from '../probe-follow.ts';
import { exitStatus, type ExitStatus } from '../statuses.ts';

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

  lines(withBanners: boolean): string[] {
    return [...this.hosts].flatMap(([key, host]) =>
      describePorts(host, [...(this.open.get(key)?.values() ?? [])], withBanners),
    );
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
    await context.terminal.lines(findings.lines(banners));
    if (summary !== null && !quiet) context.terminal.note(describePortSummary(summary));
  }
  return status ?? findings.status;
}

async function importFile(path: string, args: Arguments, context: CommandContext): Promise<ExitStatus> {
  refuseWords(args.words);
  const text = await readText(path);
  const { client } = await context.open();
  const read = await client.ports.importNmap({ text });
  const findings = new Findings();
  findings.take(read.items);
  if (args.has('json')) for (const item of read.items) await context.terminal.json(item);
  else await context.terminal.lines(findings.lines(true));
  for (const warning of read.warnings) context.terminal.note(warning);
  return findings.status;
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > largestNmapFile) throw badInput(`${quoted(path)} is larger than ${largestNmapFile} bytes`);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof ToolError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new ToolError('bad-input', `${quoted(path)} cannot be read`, why, { cause: error });
  }
}

export const portsCommand: Command = {
  usage: 'TARGET… [--ports LIST] [--banners] [--nmap] [--rate NUMBER] [--json] [--quiet] | --import FILE',
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
