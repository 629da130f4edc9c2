import type {
  CheckResult,
  FormValues,
  Preview,
  Problem,
  ReadBack,
  Recognised,
  SourceFile,
  WriterForm,
  WriterSummary,
} from '../../src-core/api/writers.ts';
import { formValues } from '../../src-core/api/writers.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import { previewOf, writtenOf } from './preview.ts';
import { jsonSchemaOf, readForm } from './read-form.ts';
import { recognise } from './recognise.ts';
import { writerOf, writers } from './registry.ts';
import { runCheckers } from './run-checkers.ts';
import type { PlanSubject, Writer } from './writer.ts';

/** A form's values as they cross the boundary: what JSON cannot hold is left out. */
function wire(values: unknown): FormValues {
  return formValues.parse(JSON.parse(JSON.stringify(values)));
}

function summaryOf(writer: Writer): WriterSummary {
  return {
    id: writer.id,
    title: writer.title,
    group: writer.group,
    about: writer.about,
    keywords: [...(writer.keywords ?? [])],
    checkers: writer.checkers.map((checker) => ({
      name: checker.name,
      command: checker.command,
      remedy: `install ${checker.package}`,
    })),
    reads: writer.read !== undefined,
    takesPlan: writer.fromPlan !== undefined,
    convertsTo: Object.keys(writer.convert ?? {}),
  };
}

/** The configuration writers as the router gives access to them. */
export const writerSet = {
  list: (): WriterSummary[] => writers.map(summaryOf),

  form(id: string): WriterForm {
    const writer = writerOf(id);
    return { schema: wire(jsonSchemaOf(writer)), start: wire(writer.start), sample: wire(writer.sample) };
  },

  /** What a new form holds. */
  start: (id: string): FormValues => wire(writerOf(id).start),

  /** What a node of a plan gives. @throws ToolError unsupported where the writer takes no plan */
  given(id: string, subject: PlanSubject): FormValues {
    const writer = writerOf(id);
    if (writer.fromPlan === undefined)
      throw new ToolError('unsupported', `${writer.title} takes nothing from a plan`);
    return wire(writer.fromPlan(subject));
  },

  preview: (id: string, values: FormValues): Preview => previewOf(writerOf(id), values),

  /** Runs the real programs over the files. @throws ToolError bad-input where the form is wrong */
  check(id: string, values: FormValues, signal?: AbortSignal): Promise<CheckResult[]> {
    const writer = writerOf(id);
    return runCheckers(writer, writtenOf(writer, values).written.files, signal);
  },

  /** The formats that old files may be of, the surest first. */
  recognise: (files: readonly SourceFile[]): Recognised[] => recognise(writers, files),

  /** Reads old files into the form. @throws ToolError bad-input where the text is not of this format */
  read(id: string, files: readonly SourceFile[]): ReadBack {
    const writer = writerOf(id);
    if (writer.read === undefined)
      throw new ToolError(
        'unsupported',
        `${writer.title} cannot be read back: type the values into the form`,
      );
    const { values, left } = writer.read(files);
    return { values: wire(values), left: [...left], problems: problemsOf(writer, values) };
  },

  /** Moves values to another writer. @throws ToolError bad-input, unsupported */
  convert(id: string, values: FormValues, to: string): { values: FormValues; problems: Problem[] } {
    const writer = writerOf(id);
    const move = writer.convert?.[to];
    if (move === undefined) {
      const others = Object.keys(writer.convert ?? {}).join(', ') || 'no other';
      throw new ToolError('unsupported', `${writer.title} can be moved to ${others}, not to "${to}"`);
    }
    const form = readForm(writer, values);
    const [wrong] = form.problems;
    if (wrong !== undefined) throw new ToolError('bad-input', `${wrong.path}: ${wrong.message}`, wrong.path);
    const moved = move(form.values);
    return { values: wire(moved.values), problems: [...moved.problems] };
  },
};

function problemsOf(writer: Writer, values: unknown): Problem[] {
  const form = readForm(writer, values);
  return form.problems.length > 0 ? [...form.problems] : writer.examine(form.values);
}
