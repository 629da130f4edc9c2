import { familyChoice } from '../../../../src-core/api/probe-targets.ts';
import type {
  PingItem,
  PingOptions,
  PingOutage,
  PingReport,
  PingTargetReport,
} from '../../../../src-core/api/ping.ts';
import type { RandomTargetItem, RandomTargetsOptions } from '../../../../src-core/api/random-targets.ts';
import type { Address } from '../../../../src-core/net/address.ts';
import { parseScopedPrefix } from '../../../../src-core/net/scoped-prefix.ts';
import { formatScoped } from '../../../../src-core/net/zone.ts';
import { outagesCsv } from '../../../../src-core/ping/outages.ts';
import { badInput, quoted, type Arguments } from '../arguments.ts';
import { commonOptions, type Command, type CommandContext, type Program } from '../command.ts';
import { followProbe } from '../follow-probe.ts';
import { parsed } from '../parsed.ts';
import { describePing, msText, pingLine } from '../ping-text.ts';
import { exitStatus, type ExitStatus } from '../statuses.ts';

function optionsFrom(args: Arguments): PingOptions {
  const seconds = args.integer('duration', 1, 10_000_000);
  return {
    targets: [...args.words],
    family: args.oneOf('family', familyChoice.options),
    source: args.text('source'),
    sizeBytes: args.integer('size', 16, 65_507),
    intervalMs: args.integer('interval', 2, 3_600_000),
    hopLimit: args.integer('hop-limit', 1, 255),
    count: args.integer('count', 1, 100_000_000),
    durationMs: seconds === undefined ? undefined : seconds * 1000,
    waitMs: args.integer('wait', 100, 60_000),
  };
}

function statusOfReport(report: PingReport): ExitStatus {
  return report.targets.some(({ figures }) => figures.received > 0)
    ? exitStatus.success
    : exitStatus.nothingFound;
}

/** All outages that are kept, by target and time, and how many were let go. */
async function allOutages(
  client: Program['client'],
  runId: string,
): Promise<{ outages: PingOutage[]; letGo: number }> {
  const outages: PingOutage[] = [];
  for (let from = 0; ;) {
    const { ended, open, next, total, letGo } = await client.ping.outages({ runId, from });
    for (const each of ended) outages.push(each);
    from = next;
    if (next < total) continue;
    outages.push(...open);
    outages.sort((one, other) => one.target - other.target || one.beganAt - other.beganAt);
    return { outages, letGo };
  }
}

async function ping({ client }: Program, args: Arguments, context: CommandContext): Promise<ExitStatus> {
  const { terminal } = context;
  const json = args.has('json');
  const csv = args.has('csv');
  const single = args.words.length === 1;
  let runId = '';
  let targets: readonly PingTargetReport[] = [];
  const show = async (items: readonly PingItem[]) => {
    if (csv) return;
    const told = items.filter(({ kind }) => single || kind === 'down' || kind === 'up' || kind === 'error');
    const lines = told.flatMap((item) => {
      const target = targets[item.target];
      return target === undefined ? [] : [pingLine(item, target)];
    });
    await terminal.lines(lines);
  };
  /** What the numbers of targets in the items mean is told before them. */
  async function* named<Event>(events: AsyncIterable<Event>) {
    ({ targets } = await client.ping.report({ runId }));
    const told = targets.map(({ text, address, zone }, number) => ({ target: number, text, address, zone }));
    if (json) await terminal.json({ type: 'targets', targets: told });
    yield* events;
  }
  const { summary, status } = await followProbe(
    {
      start: async (input: { options: PingOptions }) => {
        const run = await client.ping.start(input);
        ({ runId } = run);
        return run;
      },
      follow: async (input) => named(await client.ping.follow(input)),
      cancel: (input) => client.ping.cancel(input),
    },
    { options: optionsFrom(args), json, quiet: args.has('quiet'), show },
    context,
  );
  if (summary === null) return status ?? exitStatus.failed;
  if (csv) {
    const { outages, letGo } = await allOutages(client, runId);
    const rows = outages.map(({ target, ...rest }) => ({
      target: summary.targets[target]?.text ?? '',
      ...rest,
    }));
    await terminal.block(outagesCsv(rows));
    if (letGo > 0) terminal.note(`the first ${letGo} outages are not listed: no more are kept`);
  } else if (!json && !args.has('quiet') && summary.targets.some(({ figures }) => figures.sent > 0)) {
    await terminal.lines(describePing(summary, terminal.width));
  }
  return status ?? statusOfReport(summary);
}

/** `2001:db8::/64`; a link-local prefix needs its interface: `fe80::%eth0/64` (RFC 4007 section 11.7), `fe80::/64%eth0`. */
function readPrefix(words: readonly string[]): Pick<RandomTargetsOptions, 'prefix' | 'zone'> {
  const [text = '', extra] = words;
  if (extra !== undefined) throw badInput(`unexpected argument ${quoted(extra)}: give one prefix at a time`);
  const { prefix, zone = null } = parsed('PREFIX', () => parseScopedPrefix(text));
  return { prefix, zone };
}

/** Options of a ping that goes on. */
const pingOnly = ['count', 'duration', 'interval', 'size', 'hop-limit', 'source', 'family', 'csv'];

async function pingRandom(
  { client }: Program,
  count: number,
  args: Arguments,
  context: CommandContext,
): Promise<ExitStatus> {
  const { terminal } = context;
  const json = args.has('json');
  const quiet = args.has('quiet');
  const useless = pingOnly.find((option) => args.has(option));
  if (useless !== undefined)
    throw badInput(`--${useless} is of no use with --random: each address is asked once`);
  const options = { ...readPrefix(args.words), count, waitMs: args.integer('wait', 100, 10_000) };
  const zone = options.zone ?? undefined;
  const scoped = (address: Address) => formatScoped({ address, zone });
  const show = async (items: readonly RandomTargetItem[]) => {
    const answered = items.filter(({ outcome }) => outcome === 'answered');
    await terminal.lines(answered.map(({ address, rttMs }) => `${scoped(address)} ${msText(rttMs)} ms`));
  };
  const { summary, status } = await followProbe(
    client.randomTargets,
    { options, json, quiet, show },
    context,
  );
  if (summary === null) return status ?? exitStatus.failed;
  if (!quiet && !json) {
    const { asked, answered, unreachable, silent } = summary;
    terminal.note(
      `${asked} asked: ${answered.length} answered, ${unreachable} told unreachable, ${silent} silent`,
    );
  }
  return status ?? (summary.answered.length > 0 ? exitStatus.success : exitStatus.nothingFound);
}

export const pingCommand: Command = {
  usage:
    'TARGET… | --random N PREFIX [--count N] [--interval MS] [--duration SECONDS] [--source ADDRESS] [--json | --csv]',
  examples: [
    'ping fe80::1%eth0 nas.example --count 5',
    'ping 2001:db8::1 --interval 200 --csv > outages.csv',
    'ping --random 100 fe80::/64%eth0',
  ],
  options: {
    count: { value: 'N', help: 'ends after so many requests to each target' },
    duration: { value: 'SECONDS', help: 'ends after so long' },
    interval: { value: 'MS', help: 'milliseconds between two requests to one target; left out: 1000' },
    size: { value: 'OCTETS', help: 'what is sent after the ICMP header; left out: 56' },
    'hop-limit': { value: 'N', help: 'how many routers a request may pass' },
    wait: { value: 'MS', help: 'a request without a reply for so long is lost; left out: 2000' },
    source: { value: 'ADDRESS', help: 'an own address or an interface to send from' },
    family: { value: 'FAMILY', help: `of a name's addresses, one of ${familyChoice.options.join(', ')}` },
    json: { help: 'prints one JSON object a line, as things are found' },
    random: { value: 'N', help: 'pings so many random addresses of the prefix that is given as the target' },
    csv: {
      help: 'prints the outages (two requests in a row and more) as a table: target, begin, end, lost, duration',
    },
    quiet: { help: 'prints no progress and no summary' },
    ...commonOptions,
  },
  async run(args, context) {
    if (args.words.length === 0) {
      throw badInput('what is to be pinged? For example: linkscope ping fe80::1%eth0 --count 5');
    }
    const program = await context.open();
    context.endWithReader();
    const count = args.integer('random', 1, 10_000);
    return count === undefined
      ? await ping(program, args, context)
      : await pingRandom(program, count, args, context);
  },
};
