import { moveNode, removeNode } from '../../../../src-core/plan/edit.ts';
import { resizeNode } from '../../../../src-core/plan/resize.ts';
import { childrenOf, nodeAt, nodeCount } from '../../../../src-core/plan/tree.ts';
import { badInput, refuseWords } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitStatus } from '../statuses.ts';
import { familyOf, familyOption } from './family-of.ts';
import { nodeOf, nodeUnder } from './node-of.ts';
import { changeOptions, finishChange, openPlan } from './plan-source.ts';
import { printNodes } from './print-nodes.ts';

export const moveCommand: Command = {
  usage: 'FILE|NAME NODE (--under NODE | --top) [--dry-run] [--json]',
  options: {
    under: { value: 'NODE', help: 'the node under which it goes, by its id, prefix or name' },
    top: { help: 'puts it at the top instead' },
    ...changeOptions,
  },
  async run(args, context) {
    const [word, at, ...rest] = args.words;
    refuseWords(rest);
    if (args.has('under') === args.has('top')) throw badInput('say where it goes: --under NODE or --top');
    const source = await openPlan(word, args, context);
    const { id } = nodeOf(source.plan, 'NODE', at);
    const plan = moveNode(source.plan, id, nodeUnder(source.plan, args)?.id ?? null);
    await finishChange(source, plan, args, context);
    const node = nodeAt(plan, id);
    await printNodes(node === undefined ? [] : [{ node, level: 0 }], args.has('json'), context);
    return exitStatus.success;
  },
};

export const resizeCommand: Command = {
  usage: 'FILE|NAME NODE --length N [--family 4|6] [--dry-run] [--json]',
  options: {
    length: { value: 'N', help: 'the new length: shorter, it grows; longer, it keeps the lower part' },
    ...familyOption,
    ...changeOptions,
  },
  async run(args, context) {
    const [word, at, ...rest] = args.words;
    refuseWords(rest);
    const length = args.integer('length', 0, 128);
    if (length === undefined) throw badInput('--length is missing: say how long the prefix is to be');
    const source = await openPlan(word, args, context);
    const before = nodeOf(source.plan, 'NODE', at);
    const plan = resizeNode(source.plan, before.id, familyOf(before, args), length);
    await finishChange(source, plan, args, context);
    const node = nodeAt(plan, before.id);
    await printNodes(node === undefined ? [] : [{ node, level: 0 }], args.has('json'), context);
    return exitStatus.success;
  },
};

export const removeCommand: Command = {
  usage: 'FILE|NAME NODE [--below remove|keep] [--dry-run] [--json]',
  options: {
    below: {
      value: 'WHAT',
      help: 'what is below it: "remove" takes it out as well, "keep" moves it up to where the node was',
    },
    ...changeOptions,
  },
  async run(args, context) {
    const [word, at, ...rest] = args.words;
    refuseWords(rest);
    const source = await openPlan(word, args, context);
    const { id, name } = nodeOf(source.plan, 'NODE', at);
    const below = args.oneOf('below', ['remove', 'keep']);
    if (below === undefined && childrenOf(source.plan, id).length > 0)
      throw badInput(`there are nodes below "${name || id}": say --below remove or --below keep`);
    const plan = removeNode(source.plan, id, below ?? 'remove');
    await finishChange(source, plan, args, context);
    const removed = nodeCount(source.plan) - nodeCount(plan);
    if (args.has('json')) await context.terminal.json({ id, removed });
    else await context.terminal.line(`${removed} ${removed === 1 ? 'node' : 'nodes'} taken out.`);
    return exitStatus.success;
  },
};
