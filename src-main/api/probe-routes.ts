import type { ProbeEvent, ProbeRunInfo } from '../../src-core/api/probe-events.ts';
import { atBoundary, type FailureLog } from './failures.ts';

/** The part of a probe's runs that every interface reaches. */
export interface ProbeRunsPart<Options, Item, Summary> {
  start(options: Options, keep?: boolean): Promise<ProbeRunInfo>;
  follow(runId: string, signal?: AbortSignal): AsyncGenerator<ProbeEvent<Item, Summary>>;
  cancel(runId: string): boolean;
  forget(runId: string): boolean;
  runs(): ProbeRunInfo[];
}

/** What a route that gives events is called with. */
interface FollowCall {
  readonly input: { readonly runId: string };
  readonly signal?: AbortSignal | undefined;
  readonly path: readonly string[];
}

/** The events of a run; errors that come while they flow do not pass the middleware again. */
export async function* followed<Item, Summary>(
  runs: Pick<ProbeRunsPart<never, Item, Summary>, 'follow'>,
  { input, signal, path }: FollowCall,
  log: FailureLog,
): AsyncGenerator<ProbeEvent<Item, Summary>> {
  try {
    yield* runs.follow(input.runId, signal);
  } catch (error) {
    throw atBoundary(error, path.join('.'), input, log);
  }
}
