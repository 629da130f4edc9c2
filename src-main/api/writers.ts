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
import { packPreview } from '../../src-core/writers/packed-preview.ts';
import { PreviewSteps } from '../../src-core/writers/preview-steps.ts';
import type { Base } from './base.ts';

/** The configuration writers, as the router knows them. */
export interface WriterSet {
  list(): WriterSummary[];
  form(writer: string): WriterForm;
  preview(writer: string, values: FormValues): Preview;
  check(writer: string, values: FormValues, signal?: AbortSignal): Promise<CheckResult[]>;
  recognise(files: readonly SourceFile[]): Recognised[];
  read(writer: string, files: readonly SourceFile[]): ReadBack;
  convert(writer: string, values: FormValues, to: string): { values: FormValues; problems: Problem[] };
}

export function writersRoutes(base: Base, writers: WriterSet) {
  const routes = base.writers;
  const steps = new PreviewSteps((writer, values) => writers.preview(writer, values));
  return {
    list: routes.list.handler(() => writers.list()),
    form: routes.form.handler(({ input }) => writers.form(input.writer)),
    preview: routes.preview.handler(({ input }) => packPreview(writers.preview(input.writer, input.values))),
    previewStep: routes.previewStep.handler(({ input }) => steps.answer(input)),
    check: routes.check.handler(({ input, signal }) => writers.check(input.writer, input.values, signal)),
    recognise: routes.recognise.handler(({ input }) => writers.recognise(input.files)),
    read: routes.read.handler(({ input }) => writers.read(input.writer, input.files)),
    convert: routes.convert.handler(({ input }) => writers.convert(input.writer, input.values, input.to)),
  };
}
