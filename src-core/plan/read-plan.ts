import { z } from 'zod';
import { ToolError } from '../api/errors.ts';
import { entryOf, line, readNode } from './node.ts';
import { TreeMaker } from './tree-maker.ts';
import { planVlan, type Plan } from './tree.ts';

/** Ten times the size for which the figures are given: a larger file is a mistake. */
export const mostNodes = 1_000_000;
/** So many nodes are read at a time: some 4 ms. */
const partNodes = 1000;

/** The file around its nodes; each node is read by itself, so that the message can name it. */
const planFile = z.strictObject({
  format: z.literal('linkscope-plan'),
  version: z.literal(1, { error: 'this program reads version 1' }),
  name: line,
  vlans: z.array(planVlan).max(100_000).default([]),
  nodes: z.array(z.unknown()).max(mostNodes),
});

/** Makes a plan of the nodes of a file that come part by part. */
export class PlanReader {
  readonly #tree = new TreeMaker();
  #nodes = 0;

  /** @throws ToolError bad-input that names the node and the field */
  add(nodes: readonly unknown[]): void {
    for (const node of nodes) this.#tree.add(entryOf(readNode(node, `Node ${++this.#nodes} of the file`)));
    if (this.#nodes > mostNodes) throw refused(`nodes: more than ${mostNodes} of them`);
  }

  /**
   * The same for lines of a file, without the comma after the last.
   * @throws ToolError bad-input
   */
  addLines(lines: string): void {
    const nodes = listIn(lines);
    if (nodes === undefined) throw refused('a line that is no JSON');
    this.add(nodes);
  }

  /** @throws ToolError bad-input for an id that stands twice, a parent that is not there, or nodes in a circle */
  finish({ name, vlans }: Pick<Plan, 'name' | 'vlans'>): Plan {
    return { ...this.#tree.finish(name), vlans };
  }
}

/**
 * Reads a plan file a few milliseconds at a time, so that whoever has other things to do does them in between. Only a
 * file whose lines are not those that formatPlan makes is taken apart at once.
 * @throws ToolError bad-input that names the node and the field; nothing is read in part
 */
export function* readSteps(text: string): Generator<undefined, Plan, undefined> {
  const byLine = yield* readLines(text);
  if (byLine !== undefined) return byLine;
  const file = readJson(text);
  // Nodes are looked at by themselves: the schema would only copy their list.
  const list = nodesOf(file);
  const head = headOf(list === undefined ? file : Object.assign({}, file, { nodes: [] }));
  const nodes = list ?? [];
  const reader = new PlanReader();
  for (let from = 0; from < nodes.length; from += partNodes) {
    reader.add(nodes.slice(from, from + partNodes));
    yield;
  }
  return reader.finish(head);
}

const opening = '"nodes":[\n';
const ending = '\n]}\n';

/** Reads a file that has one node on each line; undefined where it stands in another form. */
function* readLines(text: string): Generator<undefined, Plan | undefined, undefined> {
  const first = text.indexOf('\n') + 1;
  const end = text.length - ending.length;
  if (first > end || !text.startsWith(opening, first - opening.length) || !text.endsWith(ending))
    return undefined;
  const around = jsonOf(`${text.slice(0, first)}]}`);
  if (around === undefined) return undefined;
  const head = headOf(around);
  const reader = new PlanReader();
  for (let from = first; from < end;) {
    const to = endOfPart(text, from, end);
    // Of what stands between two parts only a comma belongs to neither.
    const last = to === end;
    const nodes = last || text[to - 1] === ',' ? listIn(text.slice(from, last ? to : to - 1)) : undefined;
    if (nodes === undefined) return undefined;
    reader.add(nodes);
    from = to + 1;
    yield;
  }
  return reader.finish(head);
}

/** The place behind so many lines, or the end. */
function endOfPart(text: string, from: number, end: number): number {
  let to = from - 1;
  for (let lines = 0; lines < partNodes; lines++) {
    to = text.indexOf('\n', to + 1);
    if (to < 0 || to >= end) return end;
  }
  return to;
}

function listIn(lines: string): unknown[] | undefined {
  const list = jsonOf(`[${lines}]`);
  return Array.isArray(list) ? list : undefined;
}

function headOf(file: unknown): Pick<Plan, 'name' | 'vlans'> {
  const result = planFile.safeParse(file);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw refused(`${issue?.path.join('.')}: ${issue?.message}`);
}

/** The nodes of a file; undefined where that is for the schema to refuse. */
function nodesOf(file: unknown): readonly unknown[] | undefined {
  if (typeof file !== 'object' || file === null || !('nodes' in file)) return undefined;
  return Array.isArray(file.nodes) && file.nodes.length <= mostNodes ? file.nodes : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(error instanceof Error ? error.message : 'no JSON');
  }
}

function refused(why: string): ToolError {
  return new ToolError('bad-input', `This is not a plan file: ${why}`);
}
