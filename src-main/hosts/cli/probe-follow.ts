import type { ProbeEvent, ProbeProgress, ProbeRunInfo } from '../../../src-core/api/probe-events.ts';
import type { CommandContext } from './command.ts';
import { withIsoTimes } from './iso-times.ts';
import { exitStatus, statusOf, type ExitStatus } from './statuses.ts';

/** What of a probe's client a command needs. */
export interface ProbeClient<Options, Item, Summary> {
  start(input: { options: Options }): Promise<ProbeRunInfo>;
  follow(input: { runId: string }): Promise<AsyncIterable<ProbeEvent<Item, Summary>>>;
  cancel(input: { runId: string }): Promise<boolean>;
}

/** How a run ended; the status is null where that is for what it found to say. */
export interface FollowedRun<Summary> {
  readonly summary: Summary | null;
  readonly status: ExitStatus | null;
}

/**
 * Starts a run, shows its progress, and cancels it when the command is asked to end.
 * @param take told of the items as they come
 */
export async function followProbe<Options, Item, Summary>(
  client: ProbeClient<Options, Item, Summary>,
  options: Options,
  output: { readonly json: boolean; readonly quiet: boolean },
  { terminal, signal }: CommandContext,
  take: (items: readonly Item[]) => void,
): Promise<FollowedRun<Summary>> {
  const run = await client.start({ options });
  const cancel = () => {
    client.cancel({ runId: run.runId }).catch((error: unknown) => {
      terminal.note(`The run could not be cancelled: ${String(error)}`);
    });
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    for await (const event of await client.follow({ runId: run.runId })) {
      if (output.json) await terminal.json(withIsoTimes(event));
      if (event.type === 'item') take(event.items);
      else if (event.type === 'progress') {
        if (!output.quiet) terminal.progress(progressText(event));
      } else if (event.type === 'warning') {
        if (!output.quiet) terminal.note(`${event.about ?? 'Note'}: ${event.failure.message}`);
      } else if (event.type === 'failed') {
        terminal.note(`linkscope: ${event.failure.message}`);
        if (event.failure.detail !== undefined) terminal.note(event.failure.detail);
        return { summary: event.summary, status: statusOf(event.failure.code) };
      } else if (event.type === 'cancelled') return { summary: event.summary, status: exitStatus.cancelled };
      else if (event.type === 'done') return { summary: event.summary, status: null };
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    terminal.clearProgress();
  }
  terminal.note('The run ended without saying how; the log may tell why.');
  return { summary: null, status: exitStatus.failed };
}

function progressText({ doing, done, total, elapsedMs, remainingMs }: ProbeProgress): string {
  const part = total === null || total === 0 ? '' : `${Math.floor((100 * done) / total)} %, `;
  const left = remainingMs === null ? '' : `, about ${Math.ceil(remainingMs / 1000)} s left`;
  return `${part}${(elapsedMs / 1000).toFixed(1)} s${left}: ${doing}`;
}
