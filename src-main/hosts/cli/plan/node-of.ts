import { tryParsePrefix } from '../../../../src-core/net/prefix.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import { allEntries, nodeAt, type Plan } from '../../../../src-core/plan/tree.ts';
import { badInput, quoted, type Arguments } from '../arguments.ts';

/**
 * The node that a word means: by its id, by one of its prefixes, or by its name.
 * @throws ToolError `bad-input` where there is none, or several with their ids
 */
export function nodeOf(plan: Plan, what: string, word: string | undefined): PlanNode {
  if (word === undefined) throw badInput(`${what} is missing: give the id, the prefix or the name of a node`);
  const byId = nodeAt(plan, word);
  if (byId !== undefined) return byId;
  const prefix = tryParsePrefix(word);
  const found = allEntries(plan)
    .map(({ node }) => node)
    .filter(({ ipv6, ipv4, name }) => (prefix === undefined ? name === word : [ipv6, ipv4].includes(prefix)))
    .take(10)
    .toArray();
  const [node, other] = found;
  if (node === undefined) throw badInput(`${what} ${quoted(word)} is no id, prefix or name of a node`);
  if (other === undefined) return node;
  throw badInput(
    `${what} ${quoted(word)} is several nodes: give the id, ${found.map(({ id }) => id).join(' or ')}`,
  );
}

/** The node of --under; null, the top, where it is left out. */
export function nodeUnder(plan: Plan, args: Arguments): PlanNode | null {
  const word = args.text('under');
  return word === undefined ? null : nodeOf(plan, '--under', word);
}
