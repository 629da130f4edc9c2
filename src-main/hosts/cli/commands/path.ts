import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { pathReport, type PathReport } from '../../../../src-core/api/path.ts';
import { familyChoice } from '../../../../src-core/api/probe-targets.ts';
import { comparePaths } from '../../../../src-core/path/compare-paths.ts';
import { badInput, quoted, type Arguments } from '../arguments.ts';
import { commonOptions, type Command, type CommandContext, type Program } from '../command.ts';
import { followProbe } from '../follow-probe.ts';
import { describeComparison, describePath, endLines, pathEnd } from '../path-text.ts';
import { targetText } from '../ping-text.ts';
import { exitStatus, type ExitStatus } from '../statuses.ts';
import { watchPath, type OtherPicture } from '../watch-path.ts';

const families = familyChoice.exclude(['both']);
const largestFile = 64 * 1024 * 1024;

/** What `linkscope path --json` printed last; its times are ISO 8601 there, and of no use here. */
const lastLine = z.looseObject({ summary: z.looseObject({ startedAt: z.unknown() }) });

/** The path that an earlier run with --json told. @throws ToolError `bad-input` */
async function readBefore(file: string): Promise<PathReport> {
  const size = await stat(file).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === undefined) throw badInput(`--compare ${quoted(file)}: there is no such file`);
  if (size > largestFile) throw badInput(`--compare ${quoted(file)}: it is too large for a path`);
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  const parsed = lastLine.safeParse(jsonOf(lines.at(-1) ?? ''));
  const report = parsed.success ? pathReport.safeParse({ ...parsed.data.summary, startedAt: 0 }) : undefined;
  if (report?.success !== true) {
    throw badInput(`--compare ${quoted(file)} is not what "linkscope path --json" printed`);
  }
  return report.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is one of the ways of not being what was printed.
    return undefined;
  }
}

async function path({ client }: Program, args: Arguments, context: CommandContext): Promise<ExitStatus> {
  const [target = ''] = args.words;
  const file = args.text('compare');
  const before = file === undefined ? undefined : await readBefore(file);
  const json = args.has('json');
  const quiet = args.has('quiet');
  const { terminal } = context;
  const live = terminal.live && !json && !quiet;
  const options = {
    target,
    family: args.oneOf('family', families.options),
    source: args.text('source'),
    // What is watched goes on until the person has seen enough.
    rounds: args.integer('rounds', 1, 1_000_000) ?? (live ? null : undefined),
    intervalMs: args.integer('interval', 500, 3_600_000),
    maxHops: args.integer('max-hops', 1, 64),
    names: !args.has('numeric'),
  };
  const compared = (after: PathReport, width: number): string[] | undefined =>
    before &&
    describeComparison(
      comparePaths(before.hops, after.hops),
      { before: before.zone, after: after.zone },
      width,
    );
  const show = () => Promise.resolve();
  const { summary, status } = live
    ? await watchPath(client, options, context, before && comparisonPicture(compared))
    : await followProbe(client.path, { options, json, quiet, show }, context);
  if (summary === null) return status ?? exitStatus.failed;
  if (before !== undefined && before.target.address !== summary.target.address) {
    terminal.note(`The path before was to another address: ${targetText(before.target)}`);
  }
  // Where nothing could be asked there is nothing to show.
  if (!json && summary.rounds === 0 && summary.hops.length === 0) return status ?? exitStatus.nothingFound;
  if (!json) {
    const rows = compared(summary, terminal.width);
    await terminal.lines(
      rows === undefined ? describePath(summary, terminal.width) : [...rows, ...endLines(summary)],
    );
  } else if (before !== undefined) {
    await terminal.json({ type: 'comparison', rows: comparePaths(before.hops, summary.hops) });
  }
  return status ?? (summary.reached ? exitStatus.success : exitStatus.nothingFound);
}

/** Both paths side by side, as they are found to differ so far. */
function comparisonPicture(
  compared: (after: PathReport, width: number) => string[] | undefined,
): OtherPicture {
  const line = (text: string) => [{ text }];
  return (report, width) => ({
    head: [[{ text: pathEnd(report), tone: 'strong' }]],
    body: (compared(report, width) ?? []).map(line),
    foot: [[], [{ text: 'q ends it.', tone: 'quiet' }]],
  });
}

export const pathCommand: Command = {
  usage: 'TARGET [--rounds N] [--compare FILE] [--family FAMILY] [--json]',
  examples: [
    'path 2001:db8::1 --rounds 10',
    'path nas.example --family ipv4 --json > before.json',
    'path nas.example --family ipv4 --compare before.json',
  ],
  options: {
    rounds: {
      value: 'N',
      help: 'how often every hop is asked; left out: on a terminal until q is pressed, else 3',
    },
    interval: { value: 'MS', help: 'milliseconds from one round to the next; left out: 1000' },
    'max-hops': { value: 'N', help: 'how far the path is followed; left out: 30' },
    compare: { value: 'FILE', help: 'what --json printed before: shows both paths side by side' },
    source: { value: 'ADDRESS', help: 'an own address or an interface to send from' },
    family: { value: 'FAMILY', help: `of a name's addresses, one of ${families.options.join(', ')}` },
    numeric: { help: 'asks for no names of the routers' },
    json: { help: 'prints one JSON object a line, as things are found' },
    quiet: { help: 'shows nothing but the result' },
    ...commonOptions,
  },
  async run(args, context) {
    const [target, extra] = args.words;
    if (target === undefined) throw badInput('the path to what? For example: linkscope path 2001:db8::1');
    if (extra !== undefined)
      throw badInput(`unexpected argument ${quoted(extra)}: give one target at a time`);
    const program = await context.open();
    context.endWithReader();
    return await path(program, args, context);
  },
};
