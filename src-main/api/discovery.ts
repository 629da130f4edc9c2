import type { z } from 'zod';
import type { DiscoveryEvent, DiscoveryStart, runInfo } from '../../src-core/api/discovery.ts';
import type { Base } from './base.ts';
import { atBoundary, type FailureLog } from './failures.ts';

type RunInfo = z.infer<typeof runInfo>;

/** The part of the run registry that the interface reaches. */
export interface Runs {
  start(input: DiscoveryStart): Promise<RunInfo>;
  follow(runId: string, signal?: AbortSignal): AsyncGenerator<DiscoveryEvent>;
  cancel(runId: string): boolean;
  running(): RunInfo[];
}

export function discoveryRoutes(base: Base, runs: () => Promise<Runs>, log: FailureLog) {
  const routes = base.discovery;
  return {
    start: routes.start.handler(async ({ input }) => (await runs()).start(input)),
    // Errors that come while the events flow do not pass the middleware again.
    follow: routes.follow.handler(async function* ({ input, signal, path }): AsyncGenerator<DiscoveryEvent> {
      try {
        yield* (await runs()).follow(input.runId, signal);
      } catch (error) {
        throw atBoundary(error, path.join('.'), input, log);
      }
    }),
    cancel: routes.cancel.handler(async ({ input }) => (await runs()).cancel(input.runId)),
    running: routes.running.handler(async () => (await runs()).running()),
  };
}
