import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { largestPlanText } from '../../../../src-core/api/plans.ts';
import { formatPlan, parsePlan } from '../../../../src-core/plan/file.ts';
import {
  importCsv,
  importList,
  importNetboxPrefixes,
  importNetboxVlans,
  importPhpipam,
} from '../../../../src-core/plan/import-plan.ts';
import { csvFields, type CsvMapping } from '../../../../src-core/plan/import-table.ts';
import { nodeCount, type Plan } from '../../../../src-core/plan/tree.ts';
import { readText, writeWhole } from '../../../os/files.ts';
import { badInput, pick, quoted, refuseWords, type Arguments } from '../arguments.ts';
import type { Command, CommandContext } from '../command.ts';
import { exitStatus } from '../statuses.ts';
import { changeOptions, finishChange, openPlan } from './plan-source.ts';
import { readInput } from './read-input.ts';

const formats = ['csv', 'netbox-prefixes', 'netbox-vlans', 'phpipam', 'list', 'json'] as const;

/** `--map name=Bezeichnung`: the field, and the heading of its column. */
function mappingFrom(args: Arguments): CsvMapping | undefined {
  const given = args.all('map');
  if (given.length === 0) return undefined;
  const mapping: CsvMapping = {};
  for (const text of given) {
    const at = text.indexOf('=');
    if (at < 1) throw badInput(`--map ${quoted(text)} is not FIELD=HEADING`);
    mapping[pick('--map', text.slice(0, at), csvFields)] = text.slice(at + 1);
  }
  return mapping;
}

function planFrom(
  text: string,
  name: string,
  format: Exclude<(typeof formats)[number], 'netbox-vlans'>,
  args: Arguments,
): Plan {
  const mapping = mappingFrom(args);
  if (mapping !== undefined && format !== 'csv') throw badInput('--map goes with --format csv only');
  if (format === 'csv') return importCsv(text, name, mapping);
  if (format === 'netbox-prefixes') return importNetboxPrefixes(text, name);
  if (format === 'phpipam') return importPhpipam(text, name);
  if (format === 'list') return importList(text, name);
  const plan = parsePlan(text);
  return args.has('name') ? { ...plan, name } : plan;
}

async function keep(plan: Plan, args: Arguments, context: CommandContext): Promise<void> {
  const { terminal } = context;
  const output = args.text('output');
  if (output === undefined && !args.has('store')) {
    if (!args.has('dry-run')) await terminal.block(formatPlan(plan));
    return;
  }
  if (output !== undefined && args.has('store')) throw badInput('--output and --store do not go together');
  if (output !== undefined && existsSync(output))
    throw badInput(`--output ${quoted(output)} is there already: remove it, or choose another`);
  if (args.has('dry-run')) return terminal.note('Nothing was written: this was --dry-run.');
  if (output !== undefined) return await writeWhole(output, formatPlan(plan));
  const { client } = await context.open();
  const info = await client.plans.create({ text: formatPlan(plan) }, { signal: context.signal });
  if (args.has('json')) await terminal.json({ id: info.id, name: info.name, nodes: info.nodes });
  else await terminal.line(`Stored as #${info.id}: "${info.name}", ${info.nodes} nodes.`);
}

export const importCommand: Command = {
  usage:
    'INPUT --format FORMAT [--name TEXT] [--map FIELD=HEADING]… [--output FILE | --store] | INPUT --format netbox-vlans --into FILE|NAME',
  options: {
    format: { value: 'FORMAT', help: formats.join(', ') },
    name: { value: 'TEXT', help: 'the name of the plan; left out: that of the input' },
    map: {
      value: 'FIELD=HEADING',
      many: true,
      help: `for csv, which column is what: ${csvFields.join(', ')}`,
    },
    output: { value: 'FILE', help: 'makes this file, which must not be there; left out: prints the plan' },
    store: { help: 'keeps the plan in the program instead' },
    into: {
      value: 'FILE|NAME',
      help: 'for netbox-vlans: the plan that gets these VLANs in place of its own',
    },
    ...changeOptions,
  },
  async run(args, context) {
    const [input, ...rest] = args.words;
    refuseWords(rest);
    if (input === undefined) throw badInput('what is imported? Give a file, or - for standard input');
    const format = args.oneOf('format', formats);
    if (format === undefined) throw badInput(`--format is missing: ${formats.join(', ')}`);
    const text = input === '-' ? await readInput(context) : await readText(input, largestPlanText * 4);
    if (format === 'netbox-vlans') {
      const vlans = importNetboxVlans(text);
      const into = args.text('into');
      if (into === undefined) throw badInput('--into is missing: VLANs are imported into a plan');
      const source = await openPlan(into, args, context);
      await finishChange(source, { ...source.plan, vlans }, args, context);
      context.terminal.note(`${vlans.length} VLANs read.`);
      return exitStatus.success;
    }
    if (args.has('into')) throw badInput('--into goes with --format netbox-vlans only');
    const name = args.text('name') ?? (input === '-' ? 'Imported' : basename(input, extname(input)));
    const plan = planFrom(text, name, format, args);
    await keep(plan, args, context);
    context.terminal.note(`${nodeCount(plan)} nodes read.`);
    return exitStatus.success;
  },
};
