import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { configFilesContract } from '../../src-core/api/config-files.ts';
import type { Base } from './base.ts';

type Given = InferContractRouterInputs<typeof configFilesContract>;
type Answers = InferContractRouterOutputs<typeof configFilesContract>;

/** What writes files into their places, as the router knows it. */
export interface ConfigFiles {
  compare(input: Given['compare'], signal?: AbortSignal): Promise<Answers['compare']>;
  write(input: Given['write'], signal?: AbortSignal): Promise<Answers['write']>;
  backups(input: Given['backups']): Promise<Answers['backups']>;
  backup(input: Given['backup']): Promise<Answers['backup']>;
  restore(input: Given['restore']): Promise<Answers['restore']>;
  bundle(input: Given['bundle']): Promise<Answers['bundle']>;
}

export function configFilesRoutes(base: Base, files: ConfigFiles) {
  const routes = base.configFiles;
  return {
    compare: routes.compare.handler(({ input, signal }) => files.compare(input, signal)),
    write: routes.write.handler(({ input, signal }) => files.write(input, signal)),
    backups: routes.backups.handler(({ input }) => files.backups(input)),
    backup: routes.backup.handler(({ input }) => files.backup(input)),
    restore: routes.restore.handler(({ input }) => files.restore(input)),
    bundle: routes.bundle.handler(({ input }) => files.bundle(input)),
  };
}
