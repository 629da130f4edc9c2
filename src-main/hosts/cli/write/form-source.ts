import { basename } from 'node:path';
import type { FormValues, Problem, ReadBack, SourceFile } from '../../../../src-core/api/writers.ts';
import { subjectOf } from '../../../../src-core/plan/subject.ts';
import { filledForm } from '../../../../src-core/writers/merge.ts';
import { readText } from '../../../os/files.ts';
import { badInput, refuseWords, type Arguments } from '../arguments.ts';
import type { CommandContext, Program } from '../command.ts';
import { nodeOf } from '../plan/node-of.ts';
import { openPlan } from '../plan/plan-source.ts';
import { readInput } from '../plan/read-input.ts';
import { largestForm, readForm } from './form-text.ts';

/** A form with what is to be told of where it came from. */
export interface FormSource {
  readonly writer: string;
  readonly values: FormValues;
  /** Lines of old files that no field holds. */
  readonly left: ReadBack['left'];
  /** What had no place where it was moved to. */
  readonly problems: readonly Problem[];
}

/**
 * The values that the options name: a file, old files of the program itself, a plan, or a plan with a file laid over it;
 * then moved to another writer where that was asked for. Undefined where no option names any.
 * @param writer undefined where old files tell it
 * @param words what stands behind the name of the writer
 * @throws ToolError `bad-input`
 */
export async function formFrom(
  writer: string | undefined,
  words: readonly string[],
  args: Arguments,
  context: CommandContext,
  { client }: Program,
): Promise<FormSource | undefined> {
  const { signal } = context;
  const sources = ['input', 'read', 'plan'].filter((option) => args.has(option));
  if (args.has('read') && sources.length > 1)
    throw badInput(
      `--read takes its values from old files: leave out --${sources.find((each) => each !== 'read')}`,
    );
  if (!args.has('read')) refuseWords(words);
  if (args.has('node') && !args.has('plan'))
    throw badInput('--node is missing its plan: give --plan as well');
  if (sources.length === 0) {
    if (args.has('convert-to')) throw badInput('--convert-to needs values: give --input or --read');
    return undefined;
  }
  const files = await Promise.all(
    (args.has('read') ? [...args.all('read'), ...words] : []).map(async (path) => ({
      name: path === '-' ? 'standard input' : basename(path),
      text: path === '-' ? await readInput(context) : await readText(path, 8_000_000),
    })),
  );
  writer ??= await recognisedAs(files, context, client);
  let source: FormSource = { writer, values: {}, left: [], problems: [] };
  if (files.length > 0) {
    const { values, left } = await client.writers.read({ writer, files }, { signal });
    source = { ...source, values, left };
  }
  const plan = args.text('plan');
  if (plan !== undefined) {
    const opened = await openPlan(plan, args, context);
    const { id } = nodeOf(opened.plan, '--node', args.text('node'));
    const { planName, node, below, above } = subjectOf(opened.plan, id);
    const subject = { planName, node, below: [...below], above: [...above] };
    const { values } = await client.configurations.fromNodes({ writer, subject }, { signal });
    source = { ...source, values };
  }
  const input = args.text('input');
  if (input !== undefined) {
    const text = input === '-' ? await readInput(context) : await readText(input, largestForm);
    const values = readForm(text, input === '-' ? 'standard input' : input);
    source = { ...source, values: filledForm(source.values, values) };
  }
  const to = args.text('convert-to');
  if (to === undefined) return source;
  const moved = await client.writers.convert({ writer, values: source.values, to }, { signal });
  return { writer: to, values: moved.values, left: source.left, problems: moved.problems };
}

/** The format of old files by their content and names, which is told. @throws ToolError `bad-input` where none is known */
async function recognisedAs(
  files: SourceFile[],
  { terminal, signal }: CommandContext,
  client: Program['client'],
): Promise<string> {
  const [first, ...others] = await client.writers.recognise({ files }, { signal });
  if (first === undefined)
    throw badInput('the format was not recognised: name it, as in linkscope write radvd --read FILE');
  terminal.note(`recognised as ${first.writer}: ${first.why.join(', ')}`);
  if (others.length > 0)
    terminal.note(`it has signs of ${others.map(({ writer }) => writer).join(', ')} as well`);
  return first.writer;
}
