import type { z } from 'zod';
import {
  sourceIds,
  type DiscoveryEvent,
  type DiscoveryStart,
  type Host,
  type runInfo,
  type RunSummary,
} from '../../../../src-core/api/discovery.ts';
import { ToolError } from '../../../../src-core/api/errors.ts';
import { pick, refuseWords, type Arguments } from '../arguments.ts';
import { commonOptions, type Command, type CommandContext, type Program } from '../command.ts';
import { describeHosts, describeSummary, problems } from '../discovery-text.ts';
import { failureOf } from '../failure-of.ts';
import { withIsoTimes } from '../iso-times.ts';
import { noteStorage } from '../storage-notices.ts';
import { exitStatus, statusOf, type ExitStatus } from '../statuses.ts';
import { zonesNamed } from '../zones.ts';

/** Sources that only add to what others found: that one of them ran says nothing about absence. */
const helping: ReadonlySet<string> = new Set(['own-addresses', 'reverse-dns', 'neighbour-probe']);

/** Tells "nothing there" and "could not look" apart. */
function statusOfEnd(hosts: readonly Host[], summary: RunSummary, denied: boolean): ExitStatus {
  if (hosts.some(({ role }) => role !== 'self')) return exitStatus.success;
  const looked = summary.sources.some(({ source, state }) => state === 'done' && !helping.has(source));
  if (looked) return exitStatus.nothingFound;
  return denied ? exitStatus.noPermission : exitStatus.couldNotLook;
}

/** What a run has told so far. */
class Findings {
  readonly hosts = new Map<string, Host>();
  denied = false;
  end: Extract<DiscoveryEvent, { type: 'done' | 'cancelled' | 'failed' }> | undefined;

  take(event: DiscoveryEvent): void {
    if (event.type === 'item') {
      for (const id of event.removed) this.hosts.delete(id);
      for (const host of event.hosts) this.hosts.set(host.id, host);
    } else if (event.type === 'warning') {
      if (event.failure.code === 'no-permission') this.denied = true;
    } else if (event.type !== 'started' && event.type !== 'progress') {
      this.end = event;
    }
  }
}

function showProgress(event: DiscoveryEvent, { terminal }: CommandContext): void {
  if (event.type !== 'progress') return;
  const left = event.remainingMs === null ? '' : `, about ${Math.ceil(event.remainingMs / 1000)} s left`;
  const hosts = `${event.hosts} ${event.hosts === 1 ? 'host' : 'hosts'}`;
  terminal.progress(`${hosts}, ${(event.elapsedMs / 1000).toFixed(1)} s${left}: ${event.doing}`);
}

async function printEnd(
  findings: Findings,
  args: Arguments,
  { terminal }: CommandContext,
): Promise<ExitStatus> {
  const { end } = findings;
  if (end === undefined) {
    terminal.note('The run ended without saying how; the log may tell why.');
    return exitStatus.failed;
  }
  const hosts = [...findings.hosts.values()];
  if (!args.has('json')) await terminal.lines(describeHosts(hosts, terminal.width));
  if (end.summary !== null && !args.has('quiet')) {
    if (!args.has('json')) terminal.note(describeSummary(end.summary));
    for (const problem of problems(end.summary.sources)) terminal.note(problem);
  }
  if (end.type === 'cancelled') return exitStatus.cancelled;
  if (end.type === 'failed') {
    terminal.note(`linkscope: ${end.failure.message}`);
    return statusOf(end.failure.code);
  }
  return statusOfEnd(hosts, end.summary, findings.denied);
}

/** Where no interface was named and none can be searched, that is no fault of the input: it could not look. */
async function startRun(client: Program['client'], input: DiscoveryStart): Promise<z.infer<typeof runInfo>> {
  try {
    return await client.discovery.start(input);
  } catch (error) {
    const { code, message, detail } = failureOf(error);
    if (code !== 'bad-input' || input.zones.length > 0) throw error;
    throw new ToolError('unsupported', message, detail, { cause: error });
  }
}

async function discover(program: Program, args: Arguments, context: CommandContext): Promise<ExitStatus> {
  const { client } = program;
  const sources = args.all('source').map((word) => pick('--source', word, sourceIds));
  const names = args.all('interface');
  const zones = names.length === 0 ? [] : zonesNamed(names, await client.interfaces.list());
  const run = await startRun(client, { zones, ...(sources.length === 0 ? {} : { sources }) });
  const cancel = () => {
    client.discovery.cancel({ runId: run.runId }).catch((error: unknown) => {
      context.terminal.note(`The run could not be cancelled: ${String(error)}`);
    });
  };
  context.signal.addEventListener('abort', cancel, { once: true });
  if (context.signal.aborted) cancel();
  const findings = new Findings();
  for await (const event of await client.discovery.follow({ runId: run.runId })) {
    findings.take(event);
    if (args.has('json')) await context.terminal.json(withIsoTimes(event));
    if (!args.has('quiet')) showProgress(event, context);
  }
  context.signal.removeEventListener('abort', cancel);
  await noteStorage(program, context);
  return await printEnd(findings, args, context);
}

export const discoverCommand: Command = {
  usage: '[--interface NAME]… [--source SOURCE]… [--json] [--quiet]',
  options: {
    interface: {
      value: 'NAME',
      many: true,
      help: 'searches this interface only; can be given more than once',
    },
    source: { value: 'SOURCE', many: true, help: `uses this source only, of ${sourceIds.join(', ')}` },
    json: { help: 'prints one JSON object a line, as things are found' },
    quiet: { help: 'prints no progress and no summary' },
    ...commonOptions,
  },
  async run(args, context) {
    refuseWords(args.words);
    return await discover(await context.open(), args, context);
  },
};
