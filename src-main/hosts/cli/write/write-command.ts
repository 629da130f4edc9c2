import { unpackPreview } from '../../../../src-core/writers/packed-preview.ts';
import { resolve } from 'node:path';
import type { CheckResult, FormValues, Preview } from '../../../../src-core/api/writers.ts';
import { diffTexts } from '../../../../src-core/writers/diff.ts';
import { writeWhole } from '../../../os/files.ts';
import { badInput, pick, type Arguments } from '../arguments.ts';
import type { Command, CommandContext, Program } from '../command.ts';
import { planOptions } from '../plan/plan-source.ts';
import { exitStatus, type ExitStatus } from '../statuses.ts';
import { formFrom, type FormSource } from './form-source.ts';
import { commentText, formText } from './form-text.ts';
import {
  leftLines,
  noteChecks,
  noteCommands,
  noteProblems,
  printDiff,
  printFiles,
  printWritten,
  textOf,
  writerTable,
} from './print.ts';

/** What can be done with a form, of which one at a time. */
const actions = ['out', 'diff', 'bundle', 'values', 'schema', 'sample'] as const;

interface Work {
  readonly args: Arguments;
  readonly context: CommandContext;
  readonly program: Program;
}

export const writeCommand: Command = {
  usage:
    '[WRITER --input FILE|- [--check] [--out DIR | --diff [DIR] | --bundle FILE]] | WRITER --schema | [WRITER] --read FILE…',
  options: {
    input: { value: 'FILE', help: 'the values of the form as YAML or JSON; - is standard input' },
    plan: { value: 'FILE|NAME', help: 'fills the form from a plan; --input is laid over it' },
    node: { value: 'NODE', help: 'with --plan: the node, by its id, prefix or name' },
    read: {
      value: 'FILE',
      many: true,
      help: 'reads old files, and prints their values as YAML; without WRITER their format is recognised',
    },
    'convert-to': { value: 'WRITER', help: 'moves the values to another writer, and prints them as YAML' },
    check: { help: 'lets the real programs look at the files; what they refuse is not written' },
    out: {
      value: 'DIR',
      help: 'writes the files into this folder; each old file is kept beside it with the date',
    },
    diff: { value: 'DIR', fallback: '/', help: 'shows what would change in this folder (/)' },
    bundle: { value: 'FILE', help: 'writes a tar.gz with the files and a README of what to do with them' },
    values: { help: 'prints the values as YAML, and no files' },
    schema: { help: 'prints the JSON schema of the form' },
    sample: { help: 'prints the values of a small complete case as YAML' },
    ...planOptions,
    json: { help: 'prints JSON' },
  },
  async run(args, context) {
    const [id, ...words] = args.words;
    const given = actions.filter((action) => args.has(action));
    if (given.length > 1)
      throw badInput(`one at a time: ${given.map((action) => `--${action}`).join(' or ')}`);
    const program = await context.open();
    const work = { args, context, program };
    const writers = await program.client.writers.list(undefined, { signal: context.signal });
    if (id === undefined && !args.has('read')) {
      if (given.length > 0 || args.has('input')) throw badInput('which writer? linkscope write lists them');
      if (args.has('json')) for (const writer of writers) await context.terminal.json(writer);
      else await context.terminal.lines(writerTable(writers));
      return exitStatus.success;
    }
    const ids = writers.map((each) => each.id);
    const writer = id === undefined ? undefined : pick('writer', id, ids);
    const to = args.text('convert-to');
    if (to !== undefined) pick('--convert-to', to, ids);
    if (args.has('schema') || args.has('sample')) {
      if (writer === undefined) throw badInput('which writer? linkscope write lists them');
      return printForm(writer, work);
    }
    const source = await formFrom(writer, words, args, context, program);
    if (source === undefined)
      throw badInput(
        `give the values with --input; linkscope write ${writer ?? 'WRITER'} --sample prints an example`,
      );
    const onlyValues =
      args.has('values') ||
      ((args.has('read') || to !== undefined) && given.length === 0 && !args.has('check'));
    return onlyValues ? printValues(source, work) : makeFiles(source, work);
  },
};

async function printForm(writer: string, { args, context, program }: Work): Promise<ExitStatus> {
  const { terminal, signal } = context;
  const { schema, sample } = await program.client.writers.form({ writer }, { signal });
  if (args.has('schema')) await terminal.file(`${JSON.stringify(schema, null, 2)}\n`);
  else if (args.has('json')) await terminal.json(sample);
  else await terminal.file(formText(sample));
  return exitStatus.success;
}

/** The values; what of old files is not in them stands before them as comments, so that it is not lost. */
async function printValues(source: FormSource, { args, context }: Work): Promise<ExitStatus> {
  const { terminal } = context;
  const { values, left, problems } = source;
  noteProblems(terminal, problems);
  if (args.has('json')) await terminal.json({ values, left, problems });
  else await terminal.file(commentText(leftLines(left)) + formText(values));
  return exitStatus.success;
}

async function makeFiles(source: FormSource, work: Work): Promise<ExitStatus> {
  const { args, context, program } = work;
  const { terminal, signal } = context;
  const { writer, values } = source;
  const preview = unpackPreview(await program.client.writers.preview({ writer, values }, { signal }));
  for (const line of leftLines(source.left)) terminal.note(`not taken: ${line}`);
  noteProblems(terminal, [...source.problems, ...preview.problems]);
  if (!preview.usable) return exitStatus.badInput;
  const checks = args.has('check') ? await check(writer, values, work) : undefined;
  if (checks !== undefined && checks.status !== exitStatus.success) {
    if (args.has('json')) await terminal.json({ files: [], checks: checks.results });
    return checks.status;
  }
  if (args.has('out')) return writeOut(preview, work);
  if (args.has('diff')) return showDiff(preview, work);
  if (args.has('bundle')) return writeBundle(writer, preview, work);
  const { problems, apply, undo } = preview;
  if (args.has('json')) {
    const files = preview.files.map((file) => ({
      path: file.path,
      about: file.about,
      executable: file.executable,
      text: textOf(file),
    }));
    await terminal.json({ files, problems, apply, undo, checks: checks?.results ?? null });
  } else await printFiles(terminal, preview.files);
  return exitStatus.success;
}

/** "Not installed" is never a pass: where no checker could look, the files count as unchecked. */
async function check(
  writer: string,
  values: FormValues,
  { context, program }: Work,
): Promise<{ results: CheckResult[]; status: ExitStatus }> {
  const { terminal, signal } = context;
  const results = await program.client.writers.check({ writer, values }, { signal });
  noteChecks(terminal, results);
  const some = (status: CheckResult['status']) => results.some((result) => result.status === status);
  if (some('failed')) return { results, status: exitStatus.refused };
  if (some('passed')) return { results, status: exitStatus.success };
  terminal.note('No program has looked at the files. Without --check they are written all the same.');
  return { results, status: exitStatus.unchecked };
}

function filesOf(preview: Preview) {
  return preview.files.map((file) => ({ path: file.path, executable: file.executable, text: textOf(file) }));
}

/** Most reasons name their file themselves. */
function about(path: string, reason: string): string {
  return reason.startsWith(path) ? reason : `${path}: ${reason}`;
}

/** Compares and writes in one go: what is there is the person's own to keep, and it is kept. */
async function writeOut(preview: Preview, { args, context, program }: Work): Promise<ExitStatus> {
  const { terminal, signal } = context;
  const folder = resolve(args.text('out') ?? '');
  const files = filesOf(preview);
  const seen = await program.client.configFiles.compare({ folder, files }, { signal });
  const refused = seen.filter(({ token }) => token === null);
  for (const { path, reason } of refused) terminal.note(about(path, reason ?? 'it cannot be written'));
  if (refused.length > 0)
    return refused.some(({ state }) => state === 'refused') ? exitStatus.badInput : exitStatus.noPermission;
  const expected = files.map((file, index) => ({ ...file, expected: seen[index]?.token ?? '' }));
  const results = await program.client.configFiles.write({ folder, files: expected }, { signal });
  if (args.has('json')) for (const result of results) await terminal.json(result);
  else {
    await printWritten(terminal, results);
    if (folder === '/') noteCommands(terminal, preview);
  }
  return exitStatus.success;
}

async function showDiff(preview: Preview, { args, context, program }: Work): Promise<ExitStatus> {
  const { terminal, signal } = context;
  const folder = resolve(args.text('diff') ?? '/');
  const files = filesOf(preview);
  const seen = await program.client.configFiles.compare({ folder, files }, { signal });
  let unreadable = false;
  let differs = false;
  for (const [index, { path, state, reason, text }] of seen.entries()) {
    const file = files[index];
    if (state === 'same' || file === undefined) continue;
    if (state === 'refused' || state === 'not-readable') {
      terminal.note(about(path, reason ?? 'it cannot be read'));
      unreadable = true;
      continue;
    }
    differs = true;
    if (reason !== null) terminal.note(about(path, reason));
    const hunks = text === null && state === 'differs' ? [] : diffTexts(text ?? '', file.text);
    if (args.has('json')) await terminal.json({ path, state, reason, hunks });
    else await printDiff(terminal, { path, isNew: state === 'absent', hunks });
  }
  if (unreadable) return exitStatus.noPermission;
  return differs ? exitStatus.problems : exitStatus.success;
}

async function writeBundle(
  writer: string,
  preview: Preview,
  { args, context, program }: Work,
): Promise<ExitStatus> {
  const { signal, terminal } = context;
  const path = args.text('bundle') ?? '';
  if (path === '-') throw badInput('--bundle takes the name of a file: radvd.tar.gz for one');
  const files = preview.files.map((file) => ({
    path: file.path,
    text: textOf(file),
    executable: file.executable,
    about: file.about,
  }));
  const name = path.replace(/^.*[/\\]/, '').replace(/\.(tar\.gz|tgz)$/, '') || writer;
  const { base64 } = await program.client.configFiles.bundle(
    { name: name.slice(0, 200), files, apply: preview.apply, undo: preview.undo },
    { signal },
  );
  await writeWhole(path, Buffer.from(base64, 'base64'));
  if (args.has('json')) await terminal.json({ path, files: files.length });
  else await terminal.line(path);
  return exitStatus.success;
}
