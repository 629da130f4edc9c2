import type { z } from 'zod';
import type { Problem, SourceFile, WriterGroup } from '../../src-core/api/writers.ts';
import type { PlanSubject } from '../../src-core/plan/subject.ts';
import type { Checker } from './checker.ts';
import type { Signs } from './recognise.ts';
import type { Written } from './written.ts';

export type { PlanSubject } from '../../src-core/plan/subject.ts';

/** A line of an old file that no field of the form holds. Lines count from 1. */
export interface LeftLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly kind: 'comment' | 'unknown';
  readonly why: string;
}

/** What was read from old files: values as they would be typed into the form, and all that did not fit into it. */
export interface ReadValues {
  readonly values: Record<string, unknown>;
  readonly left: readonly LeftLine[];
}

/**
 * One configuration format. The folder's index.ts has it as its default export, made by `defineWriter`.
 * Everything here is pure: no files, no network, no clock.
 */
export interface Writer<Schema extends z.ZodType = z.ZodType> {
  /** The folder's name. */
  readonly id: string;
  readonly title: string;
  readonly group: WriterGroup;
  /** One or two sentences: what the files are for. */
  readonly about: string;
  /** More words by which it is found. */
  readonly keywords?: readonly string[];
  /** The rows of the list of systems that it serves: `S14`. */
  readonly systems: readonly string[];
  /** The form: each field checks itself alone (made with fields.ts). */
  readonly schema: Schema;
  /** What a new form holds, as typed. */
  readonly start: z.input<Schema>;
  /** Values of a small complete case, as typed; nothing is wrong with them. */
  readonly sample: z.input<Schema>;
  /** What is wrong or noteworthy across fields: pools outside their subnet, lifetimes out of order, advice with its source. */
  readonly examine: (values: z.output<Schema>) => Problem[];
  /** The files of these values. Never throws for values that the schema took, whatever `examine` says of them. */
  readonly write: (values: z.output<Schema>) => Written;
  /** Reads old files of this format. @throws ToolError bad-input with file and line where the text is not this format at all */
  readonly read?: (files: readonly SourceFile[]) => ReadValues;
  /** How such files are known among those of other formats; with `read`. */
  readonly signs?: Signs;
  /**
   * The values that a node of a plan gives, as typed. Items of lists carry the id of the node they came from in a field
   * `node` (fields.planNode()), so that they are found again when the plan changes.
   */
  readonly fromPlan?: (subject: PlanSubject) => Record<string, unknown>;
  /** Moves values to another writer, as typed there; what has no place there is a warning. */
  readonly convert?: Readonly<
    Record<string, (values: z.output<Schema>) => { values: Record<string, unknown>; problems: Problem[] }>
  >;
  /** The real programs that accept or refuse the files. */
  readonly checkers: readonly Checker[];
}

/** Types a writer by its schema. */
export function defineWriter<Schema extends z.ZodType>(writer: Writer<Schema>): Writer<Schema> {
  return writer;
}
