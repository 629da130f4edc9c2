import type { ComparedFile, FileToWrite, WrittenResult } from '../../src-core/api/config-files.ts';
import type {
  Configuration,
  ConfigurationChange,
  ConfigurationInfo,
} from '../../src-core/api/configurations.ts';
import type { PlanChange, PlanInfo } from '../../src-core/api/plans.ts';
import type { FormValues, Preview } from '../../src-core/api/writers.ts';
import type { PlanSubject } from '../../src-core/plan/subject.ts';

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
    compare(
      request: { folder: string; files: readonly FileToWrite[] },
      signal?: AbortSignal,
    ): Promise<ComparedFile[]>;
    stage(
      requests: readonly {
        folder: string;
        files: readonly (FileToWrite & { readonly expected: string })[];
      }[],
      signal?: AbortSignal,
    ): Promise<{ put(): Promise<WrittenResult[][]>; discard(): Promise<unknown> }>;
  };
}
