import type { PlanNode } from '../../../../src-core/plan/node.ts';
import { search } from '../../../../src-core/plan/search.ts';
import { childrenOf, type Plan } from '../../../../src-core/plan/tree.ts';
import { badInput, refuseWords } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitStatus } from '../statuses.ts';
import { nodeUnder } from './node-of.ts';
import { openPlan, planOptions } from './plan-source.ts';
import { printNodes, type ShownNode } from './print-nodes.ts';

/** The nodes below one (null: the top) with their levels, down to a level. */
function* levels(plan: Plan, of: string | null, depth: number, level = 0): Generator<ShownNode> {
  if (level >= depth) return;
  const waiting = childrenOf(plan, of)
    .toReversed()
    .map(({ node }) => ({ node, level }));
  for (let shown = waiting.pop(); shown !== undefined; shown = waiting.pop()) {
    yield shown;
    if (shown.level + 1 >= depth) continue;
    for (const { node } of childrenOf(plan, shown.node.id).toReversed())
      waiting.push({ node, level: shown.level + 1 });
  }
}

/** A node, then those below it. */
function* withNode(plan: Plan, node: PlanNode, depth: number): Generator<ShownNode> {
  yield { node, level: 0 };
  yield* levels(plan, node.id, depth, 1);
}

export const showCommand: Command = {
  usage: 'FILE|NAME [--under NODE] [--depth N] [--json]',
  options: {
    under: { value: 'NODE', help: 'only this node, by its id, prefix or name, with what is below it' },
    depth: { value: 'N', help: 'only so many levels' },
    ...planOptions,
  },
  async run(args, context) {
    const [word, ...rest] = args.words;
    refuseWords(rest);
    const depth = args.integer('depth', 1, 1_000_000) ?? Infinity;
    const { plan } = await openPlan(word, args, context);
    const top = nodeUnder(plan, args);
    const shown = top === null ? levels(plan, null, depth) : withNode(plan, top, depth);
    const count = await printNodes(shown, args.has('json'), context);
    return count === 0 ? exitStatus.nothingFound : exitStatus.success;
  },
};

export const searchCommand: Command = {
  usage: 'FILE|NAME ADDRESS|PREFIX|WORD… [--limit N] [--json]',
  options: { limit: { value: 'N', help: 'at most so many (1000)' }, ...planOptions },
  async run(args, context) {
    const [word, ...query] = args.words;
    const limit = args.integer('limit', 1, 1_000_000) ?? 1000;
    if (query.length === 0 && word !== undefined)
      throw badInput('what is looked for? Give an address, a prefix or words after the plan');
    const { plan } = await openPlan(word, args, context);
    const found = search(plan, query.join(' '), limit);
    await printNodes(
      found.map(({ node }) => ({ node, level: 0 })),
      args.has('json'),
      context,
    );
    return found.length === 0 ? exitStatus.nothingFound : exitStatus.success;
  },
};
