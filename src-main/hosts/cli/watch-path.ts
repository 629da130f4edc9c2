import type { PathItem, PathOptions, PathReport } from '../../../src-core/api/path.ts';
import { HopHistory } from '../../../src-core/path/hop-history.ts';
import type { CommandContext, Program } from './command.ts';
import { followProbe, type ProbeOutcome } from './follow-probe.ts';
import { pathPicture } from './live-path.ts';
import type { Picture } from './live-screen.ts';
import { exitStatus } from './statuses.ts';

/** Names come after the answers, and a round may be long. */
const refreshMs = 1_000;

/** What is shown in place of the hops; left out: the hops. */
export type OtherPicture = (report: PathReport, width: number) => Picture;

/**
 * Follows a path and shows it on the terminal as it is known, in one place, until it is over or the person ends it: q
 * ends it as what was wished for, Ctrl+C as everything is cancelled.
 */
export async function watchPath(
  { path }: Program['client'],
  options: PathOptions,
  context: CommandContext,
  other?: OtherPicture,
): Promise<ProbeOutcome<PathReport>> {
  const { terminal, signal } = context;
  const history = new HopHistory();
  const ended = new AbortController();
  let quit = false;
  let runId = '';
  const screen = terminal.openScreen((how) => {
    quit = how === 'quit';
    // What is asked is stopped in a moment; the person has the terminal at once.
    screen.close();
    ended.abort();
  });
  const draw = async () => {
    if (runId === '' || ended.signal.aborted) return;
    const report = await path.report({ runId });
    if (ended.signal.aborted) return;
    screen.show(({ columns }) =>
      other === undefined
        ? pathPicture(report, terminal.unicode ? history : null, columns)
        : other(report, columns),
    );
  };
  const refresh = setInterval(() => {
    draw().catch((error: unknown) => terminal.note(`The path could not be shown: ${String(error)}`));
  }, refreshMs);
  try {
    const outcome = await followProbe(
      {
        start: async (input: { options: PathOptions }) => {
          const run = await path.start(input);
          ({ runId } = run);
          return run;
        },
        follow: (input) => path.follow(input),
        cancel: (input) => path.cancel(input),
      },
      {
        options,
        json: false,
        quiet: true,
        show: async (items: readonly PathItem[]) => {
          history.take(items);
          await draw();
        },
      },
      { ...context, signal: AbortSignal.any([signal, ended.signal]) },
    );
    return quit && outcome.status === exitStatus.cancelled ? { ...outcome, status: null } : outcome;
  } finally {
    clearInterval(refresh);
    screen.close();
  }
}
