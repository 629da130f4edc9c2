import type { ProbeEvent } from '../../../src-core/api/probe-events.ts';
import type { CommandContext } from './command.ts';
import { withIsoTimes } from './iso-times.ts';
import { exitStatus, statusOf, type ExitStatus } from './statuses.ts';

/** A probe as its client reaches it. */
interface ProbeClient<Options, Item, Summary> {
  start(input: { options: Options }): Promise<{ runId: string }>;
  follow(input: { runId: string }): Promise<AsyncIterable<ProbeEvent<Item, Summary>>>;
  cancel(input: { runId: string }): Promise<boolean>;
}

export interface FollowOptions<Options, Item> {
  readonly options: Options;
  /** Prints every event as one line of JSON. */
  readonly json: boolean;
  /** Prints no progress. */
  readonly quiet: boolean;
  /** Prints what was found, where no JSON is wanted. */
  readonly show: (items: readonly Item[]) => Promise<void>;
}

/** How a run ended; `status` is null where it was done and the summary has to tell. */
export interface ProbeOutcome<Summary> {
  readonly summary: Summary | null;
  readonly status: ExitStatus | null;
}

/** Starts a run of a probe, follows it to its end, and cancels it when the command is asked to end. */
export async function followProbe<Options, Item, Summary>(
  client: ProbeClient<Options, Item, Summary>,
  { options, json, quiet, show }: FollowOptions<Options, Item>,
  { terminal, signal }: CommandContext,
): Promise<ProbeOutcome<Summary>> {
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
      if (json) await terminal.json(withIsoTimes(event));
      switch (event.type) {
        case 'started':
          break;
        case 'progress':
          if (!quiet) terminal.progress(`${event.doing}, ${(event.elapsedMs / 1000).toFixed(0)} s`);
          break;
        case 'item':
          if (!json) await show(event.items);
          break;
        case 'warning':
          terminal.note(`${event.about === null ? '' : `${event.about}: `}${event.failure.message}`);
          break;
        case 'done':
          return { summary: event.summary, status: null };
        case 'cancelled':
          return { summary: event.summary, status: exitStatus.cancelled };
        case 'failed':
          terminal.note(`linkscope: ${event.failure.message}`);
          return { summary: event.summary, status: statusOf(event.failure.code) };
      }
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  terminal.note('The run ended without saying how; the log may tell why.');
  return { summary: null, status: exitStatus.failed };
}
