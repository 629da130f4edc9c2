import { addNode, editNodes } from '../../../../src-core/plan/edit.ts';
import { nodeAt } from '../../../../src-core/plan/tree.ts';
import { badInput, refuseWords } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitStatus } from '../statuses.ts';
import { fieldOptions, fieldsFrom, prefixesFrom, prefixOptions } from './node-fields.ts';
import { nodeOf, nodeUnder } from './node-of.ts';
import { changeOptions, finishChange, openPlan } from './plan-source.ts';
import { printNodes } from './print-nodes.ts';

export const addCommand: Command = {
  usage: 'FILE|NAME --prefix PREFIX… [--under NODE] [--id ID] [--name TEXT] … [--dry-run] [--json]',
  options: {
    under: { value: 'NODE', help: 'the node above, by its id, prefix or name; left out: at the top' },
    id: { value: 'ID', help: 'its id; left out: a new one' },
    ...prefixOptions,
    ...fieldOptions,
    ...changeOptions,
  },
  async run(args, context) {
    const [word, ...rest] = args.words;
    refuseWords(rest);
    const fields = { ...fieldsFrom(args), ...prefixesFrom(args) };
    if (!args.has('prefix')) throw badInput('--prefix is missing: linkscope plan allocate finds one');
    const source = await openPlan(word, args, context);
    const id = args.text('id');
    const parent = nodeUnder(source.plan, args)?.id ?? null;
    const { plan, node } = addNode(source.plan, { ...fields, parent, ...(id === undefined ? {} : { id }) });
    await finishChange(source, plan, args, context);
    await printNodes([{ node, level: 0 }], args.has('json'), context);
    return exitStatus.success;
  },
};

export const editCommand: Command = {
  usage: 'FILE|NAME NODE… [--name TEXT] [--status STATUS] … [--dry-run] [--json]',
  options: { ...prefixOptions, ...fieldOptions, ...changeOptions },
  async run(args, context) {
    const [word, ...chosen] = args.words;
    const patch = { ...fieldsFrom(args), ...prefixesFrom(args) };
    if (Object.keys(patch).length === 0) throw badInput('what is to change? For example: --status used');
    const source = await openPlan(word, args, context);
    if (chosen.length === 0) throw badInput('which node? Give its id, prefix or name after the plan');
    const ids = chosen.map((each) => nodeOf(source.plan, 'NODE', each).id);
    const plan = editNodes(source.plan, ids, patch);
    await finishChange(source, plan, args, context);
    const nodes = ids.map((id) => nodeAt(plan, id)).filter((node) => node !== undefined);
    await printNodes(
      nodes.map((node) => ({ node, level: 0 })),
      args.has('json'),
      context,
    );
    return exitStatus.success;
  },
};
