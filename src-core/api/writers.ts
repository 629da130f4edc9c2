import { oc } from '@orpc/contract';
import { z } from 'zod';
import { formValues } from './form-values.ts';
import { formChange, splice } from './preview-step.ts';
import './values.ts';

/** The groups in which the page shows the writers, in this order. */
export const writerGroups = [
  'router-advertisements',
  'dhcpv6',
  'routers',
  'tunnels-and-translation',
  'hosts',
  'containers-and-virtual-machines',
  'clusters',
  'netboot',
  'web-and-tls',
  'firewall',
] as const;
export type WriterGroup = (typeof writerGroups)[number];

export const writerId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: 'expected the name of a writer' });

/**
 * Where a value stands in the values of a form: names and positions joined by dots, `subnets.3.prefix`. The empty path
 * is the form as a whole.
 */
export const fieldPath = z.string().max(500);

export { formValues, type FormValues } from './form-values.ts';

export const checkerSummary = z.object({
  /** `radvd -c`, as it is known. */
  name: z.string(),
  command: z.string(),
  /** What to install where it is missing: `install radvd`. */
  remedy: z.string(),
});

export const writerSummary = z.object({
  id: writerId,
  title: z.string(),
  group: z.enum(writerGroups),
  /** One or two sentences: what the files are for. */
  about: z.string(),
  /** More words by which it is found: names of programs and files. */
  keywords: z.array(z.string()),
  checkers: z.array(checkerSummary),
  /** An existing file of this format can be read into the form. */
  reads: z.boolean(),
  /** The form can be filled from a node of a plan. */
  takesPlan: z.boolean(),
  /** The writers to which its values can be moved. */
  convertsTo: z.array(writerId),
});
export type WriterSummary = z.infer<typeof writerSummary>;

export const writerForm = z.object({
  /**
   * JSON schema (draft 2020-12) of the form. Beside the standard words each field has `title`, `description`, `sample`
   * (a value as an example), and where it helps `unit`, `widget` and `placeholder`; see src-main/writers/fields.ts.
   */
  schema: z.record(z.string(), z.json()),
  /** What a new form holds. */
  start: formValues,
  /** Values of a small complete case, to try it out. */
  sample: formValues,
});
export type WriterForm = z.infer<typeof writerForm>;

/** Something that is wrong (nothing is written) or that a person should know. */
export const problem = z.object({
  severity: z.enum(['error', 'warning']),
  path: fieldPath,
  message: z.string(),
  /** The reason's source, where there is one: `RFC 8106 section 5.1`, `radvd.conf(5)`. */
  source: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

/** How a file is coloured. */
export const languages = ['braces', 'json', 'yaml', 'ini', 'shell', 'apache', 'ios', 'plain'] as const;

const fileHead = z.object({
  /** The place it belongs in, without the leading slash: `etc/radvd.conf`. */
  path: z.string(),
  language: z.enum(languages),
  /** What the file is for, in one sentence. */
  about: z.string(),
  /** True where it must be executable. */
  executable: z.boolean(),
});
/** A file as it crosses the boundary: two long texts are quick, a hundred thousand short ones with every key are not. */
const packedFile = fileHead.extend({
  /** The lines, with a line break between; null where there is none. */
  text: z.string().nullable(),
  /** For each line the paths of the fields it came from, with a space between; empty where it came from none. */
  from: z.string().nullable(),
});

/** A file as it is shown; see src-core/writers/packed-preview.ts. */
export interface ShownFile extends z.infer<typeof fileHead> {
  readonly lines: readonly string[];
  /** For each line the paths of its fields, with a space between; empty where it came from none. */
  readonly from: readonly string[];
}

export const command = z.object({ text: z.string(), about: z.string() });

export const packedPreview = z.object({
  /**
   * The files as they will be. Where a field is wrong, its lines show the text as it was typed and `problems` says so;
   * such files can be looked at but not written.
   */
  files: z.array(packedFile),
  problems: z.array(problem),
  /** True where nothing is wrong, so the files can be written. */
  usable: z.boolean(),
  /** What puts the files to work, and what takes them back. */
  apply: z.array(command),
  undo: z.array(command),
});
export type PackedPreview = z.infer<typeof packedPreview>;

export interface Preview extends Omit<PackedPreview, 'files'> {
  readonly files: ShownFile[];
}

/** What has changed of a preview since the one before; see src-core/writers/preview-changes.ts. */
const previewChanges = packedPreview.extend({
  /** All files; the lines of one that was not there before are all new. */
  files: z.array(fileHead.extend({ text: splice, from: splice })),
  /** Null where they are as they were. */
  problems: z.array(problem).nullable(),
});
export type PreviewChanges = z.infer<typeof previewChanges>;

const previewStep = z.object({
  writer: writerId,
  /** Names one form in one window. */
  form: z.uuid(),
  /** Names these values: the page counts, and never uses a number twice for a form. */
  version: z.number().int().positive(),
  of: z.discriminatedUnion('is', [
    z.object({ is: z.literal('whole'), values: formValues }),
    /** What has changed since another version, of which the page has the files. */
    z.object({
      is: z.literal('changed'),
      since: z.number().int().positive(),
      changes: z.array(formChange).max(200),
    }),
  ]),
});
export type PreviewStep = z.infer<typeof previewStep>;

const previewAnswer = z.discriminatedUnion('is', [
  z.object({ is: z.literal('whole'), preview: packedPreview }),
  z.object({ is: z.literal('changed'), changes: previewChanges }),
  /** The program does not have that version: it was started anew, an answer was lost. The form is to be sent whole. */
  z.object({ is: z.literal('out-of-step') }),
]);
export type PreviewAnswer = z.infer<typeof previewAnswer>;

/** What a real program said of the files. */
export const checkResult = z.object({
  checker: z.string(),
  /** The command as it was run, for the person. */
  command: z.string(),
  /** `not-installed` and `not-possible` (needs another system or more rights) are never a pass. */
  status: z.enum(['passed', 'failed', 'not-installed', 'not-possible']),
  /** Why it could not run, or what to install. */
  reason: z.string().optional(),
  /** Its words, each with its place where it named one; lines count from 1. */
  words: z.array(
    z.object({
      file: z.string().nullable(),
      line: z.number().int().positive().nullable(),
      severity: z.enum(['error', 'warning', 'note']),
      text: z.string(),
    }),
  ),
});
export type CheckResult = z.infer<typeof checkResult>;

export const sourceFile = z.object({
  /** As it is named: `radvd.conf`, `node1/my.cnf`; only shown. */
  name: z.string().max(1000),
  text: z.string().max(8_000_000),
});
export type SourceFile = z.infer<typeof sourceFile>;

export const readBack = z.object({
  values: formValues,
  /** What was not understood, and comments; nothing of it is lost unseen. Lines count from 1. */
  left: z.array(
    z.object({
      file: z.string(),
      line: z.number().int().positive(),
      text: z.string(),
      kind: z.enum(['comment', 'unknown']),
      why: z.string(),
    }),
  ),
  problems: z.array(problem),
});
export type ReadBack = z.infer<typeof readBack>;

/** A format that old files may be of. */
export const recognised = z.object({
  writer: writerId,
  /** What tells it, in words: `line 2 has "AdvSendAdvert on;"`, `its name is radvd.conf`. */
  why: z.array(z.string()),
  /** The files that have no sign of it, by their names. */
  unlike: z.array(z.string()),
});
export type Recognised = z.infer<typeof recognised>;

const sources = z.array(sourceFile).min(1).max(100);
const withValues = z.object({ writer: writerId, values: formValues });

export const writersContract = {
  list: oc.output(z.array(writerSummary)),
  form: oc.input(z.object({ writer: writerId })).output(writerForm),
  preview: oc.input(withValues).output(packedPreview),
  /** The files of a form while it is typed: after the first time only what changed goes either way. */
  previewStep: oc.input(previewStep).output(previewAnswer),
  check: oc.input(withValues).output(z.array(checkResult)),
  /** The formats that old files may be of, by content and name, the surest first; the beginning of each text is enough. */
  recognise: oc.input(z.object({ files: sources })).output(z.array(recognised)),
  read: oc.input(z.object({ writer: writerId, files: sources })).output(readBack),
  convert: oc
    .input(withValues.extend({ to: writerId }))
    .output(z.object({ values: formValues, problems: z.array(problem) })),
};
