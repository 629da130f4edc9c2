import type { ComparedFile, FileToWrite, WrittenResult } from '../../src-core/api/config-files.ts';
import type { ToolError } from '../../src-core/api/errors.ts';
import type {
  Configuration,
  ConfigurationChange,
  ConfigurationInfo,
} from '../../src-core/api/configurations.ts';
import type { PlanChange, PlanInfo } from '../../src-core/api/plans.ts';
import type { FormValues, Preview } from '../../src-core/api/writers.ts';
import type { PlanSubject } from '../../src-core/plan/subject.ts';

/** Files of a folder as they are to become, with the text that each had before (null where there was none). */
export interface FolderToRenew {
  readonly folder: string;
  readonly files: readonly (FileToWrite & { readonly before: string | null })[];
}

/** What is on disk; `edited` where it is neither the text from before nor the one that is to come. */
type PlaceState = Omit<ComparedFile, 'text'> & { readonly edited: boolean };

/** What the composition gives to what ties forms to plans. */
export interface PlanFormParts {
  readonly plans: () => Promise<{ read(id: number): Promise<{ info: PlanInfo; text: string }> }>;
  readonly configurations: () => Promise<{
    ofPlan(planId: number): Promise<Configuration[]>;
    saveWithPlan(
      plan: PlanChange,
      changes: readonly ConfigurationChange[],
    ): Promise<{ plan: PlanInfo; configurations: ConfigurationInfo[] }>;
  }>;
  readonly writers: {
    /** What a new form holds. @throws ToolError bad-input where there is no such writer */
    start(writer: string): FormValues;
    /** What a node of a plan gives. @throws ToolError unsupported where the writer takes no plan */
    given(writer: string, subject: PlanSubject): FormValues;
    preview(writer: string, values: FormValues): Preview;
  };
  readonly files: {
    /** What stands at the places of files, for each folder in the order of its files, or why it cannot be used. */
    compareFolders(
      requests: readonly FolderToRenew[],
      signal?: AbortSignal,
    ): Promise<(PlaceState[] | ToolError)[]>;
    stage(
      requests: readonly {
        folder: string;
        files: readonly (FileToWrite & { readonly expected: string })[];
      }[],
      signal?: AbortSignal,
    ): Promise<{ put(): Promise<WrittenResult[][]>; discard(): Promise<unknown> }>;
  };
}
