import { networksForHosts } from '../../../../src-core/calculate/vlsm.ts';
import { parseAddress } from '../../../../src-core/net/address.ts';
import { lastOf, networkOf, parsePrefix, type Prefix } from '../../../../src-core/net/prefix.ts';
import { indexAtShare, indexOf, pages, split, type Split } from '../../../../src-core/net/split.ts';
import { badInput, quoted, type Arguments } from '../arguments.ts';
import { plainOptions, type Command, type CommandContext } from '../command.ts';
import { parsed, wholeNumber } from '../parsed.ts';
import { exitStatus, type ExitStatus } from '../statuses.ts';
import { formatTable } from '../table.ts';

/** The options that choose where to begin; one of them at most. */
const beginnings = ['from', 'percent', 'holding'] as const;

/** The number of the first part that was asked for; 0 where nothing was said. */
function firstOf(of: Split, args: Arguments): bigint {
  const given = beginnings.filter((option) => args.has(option));
  if (given.length > 1)
    throw badInput(`give one of ${given.map((option) => `--${option}`).join(' and ')}, not both`);
  const from = args.text('from');
  if (from !== undefined) {
    const index = wholeNumber('--from', from);
    if (index < of.count) return index;
    throw badInput(
      `--from ${index}: ${of.parent} has ${of.count} parts of /${of.length}, numbered from 0 to ${of.count - 1n}`,
    );
  }
  const percent = args.text('percent');
  if (percent !== undefined) {
    const share = /^\d{1,3}(\.\d{1,15})?$/.test(percent) ? Number(percent) / 100 : Number.NaN;
    if (!(share <= 1)) throw badInput(`--percent ${quoted(percent)} is not a number from 0 to 100`);
    return indexAtShare(of, share);
  }
  const holding = args.text('holding');
  if (holding === undefined) return 0n;
  const address = parsed('--holding', () => parseAddress(holding));
  const index = indexOf(of, address);
  if (index !== undefined) return index;
  throw badInput(`--holding ${address} lies outside of ${of.parent}: give an address inside of it`);
}

/** All parts but for --count; one where the beginning was given as a place (--percent, --holding). */
function countOf(of: Split, args: Arguments): bigint {
  const count = args.text('count');
  if (count !== undefined) return wholeNumber('--count', count);
  return args.has('percent') || args.has('holding') ? 1n : of.count;
}

/** The parts as lines of JSON, with their numbers: bigints go as text, for JSON in other languages has none. */
function jsonLines(page: readonly Prefix[], from: bigint): string {
  return page
    .map((prefix, index) => {
      const [first, last] = [networkOf(prefix), lastOf(prefix)];
      return `${JSON.stringify({ index: String(from + BigInt(index)), prefix, first, last })}\n`;
    })
    .join('');
}

async function printParts(of: Split, args: Arguments, context: CommandContext): Promise<ExitStatus> {
  const first = firstOf(of, args);
  let next = first;
  for (const page of pages(of, first, first + countOf(of, args))) {
    await context.terminal.block(args.has('json') ? jsonLines(page, next) : `${page.join('\n')}\n`);
    if (context.signal.aborted) return exitStatus.cancelled;
    next += BigInt(page.length);
  }
  return next === first ? exitStatus.nothingFound : exitStatus.success;
}

async function printSized(parent: Prefix, args: Arguments, { terminal }: CommandContext) {
  const counts = args.all('hosts').flatMap((text) => text.split(','));
  const { networks, free } = parsed('--hosts', () =>
    networksForHosts(
      parent,
      counts.map((text) => wholeNumber('--hosts', text)),
    ),
  );
  if (args.has('json')) {
    for (const { hosts, prefix, usable, spare } of networks)
      await terminal.json({ hosts: String(hosts), prefix, usable: String(usable), spare: String(spare) });
    await terminal.json({ free });
    return exitStatus.success;
  }
  const rows = networks.map(({ hosts, prefix, usable, spare }) => [
    [String(hosts)],
    [prefix],
    [String(usable)],
    [String(spare)],
  ]);
  await terminal.lines(formatTable(['HOSTS', 'NETWORK', 'USABLE', 'SPARE'], rows));
  await terminal.line(free.length === 0 ? 'Nothing is left.' : `Left: ${free.join(' ')}`);
  return exitStatus.success;
}

export const splitCommand: Command = {
  usage:
    'PREFIX --length N [--from I | --percent P | --holding ADDRESS] [--count N] [--json] | PREFIX --hosts N[,N]…',
  options: {
    length: { value: 'N', help: 'the length of every part: 64 for /64s' },
    from: { value: 'I', help: 'begins with the part of this number; the first is 0' },
    percent: { value: 'P', help: 'the part that stands at this share of the whole, from 0 to 100' },
    holding: { value: 'ADDRESS', help: 'the part that holds this address' },
    count: { value: 'N', help: 'prints so many parts; left out: all, or one at a place' },
    hosts: { value: 'N[,N]…', many: true, help: 'networks for these numbers of hosts instead (VLSM)' },
    json: { help: 'prints one JSON object a line' },
    ...plainOptions,
  },
  async run(args, context) {
    const [text, ...rest] = args.words;
    if (text === undefined)
      throw badInput('which prefix? For example: linkscope split 2001:db8::/48 --length 64');
    if (rest[0] !== undefined)
      throw badInput(`unexpected argument ${quoted(rest[0])}: one prefix is split at a time`);
    const parent = parsed('PREFIX', () => parsePrefix(text));
    if (args.has('hosts')) {
      const other = ['length', 'count', ...beginnings].find((option) => args.has(option));
      if (other !== undefined) throw badInput(`--hosts and --${other} do not go together: give one of them`);
      return await printSized(parent, args, context);
    }
    const length = args.integer('length', 0, 128);
    if (length === undefined) throw badInput('--length is missing: say how long the parts are, or --hosts');
    return await printParts(
      parsed('--length', () => split(parent, length)),
      args,
      context,
    );
  },
};
