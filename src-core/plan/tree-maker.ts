import { ToolError } from '../api/errors.ts';
import { BucketMapMaker } from './bucket-map.ts';
import type { PlanEntry } from './node.ts';
import { byAddress, byFour, hasFour, type Branch, type Order, type Plan } from './tree.ts';

/** Makes a plan of nodes that come one after another, in any order: most of the work is done as they come. */
export class TreeMaker {
  readonly #entries = new BucketMapMaker<PlanEntry>();
  readonly #below = new Map<string, PlanEntry[]>();
  readonly #all: PlanEntry[] = [];
  #parent: string | undefined;
  #siblings: PlanEntry[] = [];

  add(entry: PlanEntry): void {
    this.#all.push(entry);
    this.#entries.set(entry.node.id, entry);
    const above = entry.node.parent ?? '';
    // In a file those below one node stand together.
    if (above !== this.#parent) {
      this.#parent = above;
      const known = this.#below.get(above);
      this.#siblings = known ?? [];
      if (known === undefined) this.#below.set(above, this.#siblings);
    }
    this.#siblings.push(entry);
  }

  /**
   * The plan; nothing is added after this.
   * @throws ToolError bad-input for an id that stands twice, a parent that is not there, or nodes in a circle
   */
  finish(name: string): Plan {
    const branches = new BucketMapMaker<Branch>();
    for (const [id, listed] of this.#below) branches.set(id, branchOf(listed));
    const entries = this.#entries.finish();
    if (entries.size < this.#all.length) {
      const ids = new Set<string>();
      const twice = this.#all.find(({ node }) => ids.size === ids.add(node.id).size);
      throw new ToolError('bad-input', `Two nodes have the id "${twice?.node.id}".`);
    }
    for (const [parent, [first]] of this.#below) {
      if (parent === '' || this.#entries.get(parent) !== undefined) continue;
      throw new ToolError(
        'bad-input',
        `The node "${first?.node.id}" is under "${parent}", which is not in the plan.`,
      );
    }
    this.#refuseCircles();
    return { name, vlans: [], entries, branches: branches.finish() };
  }

  /** From every node the way up ends at the top. Each is walked once, and those below one node together. */
  #refuseCircles(): void {
    const reachesTop = new Set(['']);
    for (const [parent, [first]] of this.#below) {
      const way = new Set<string>();
      for (let at = parent; !reachesTop.has(at); at = this.#entries.get(at)?.node.parent ?? '') {
        if (way.has(at))
          throw new ToolError('bad-input', `The node "${first?.node.id}" is under itself, in a circle.`);
        way.add(at);
      }
      for (const each of way) reachesTop.add(each);
    }
  }
}

function branchOf(entries: PlanEntry[]): Branch {
  return { listed: sorted(entries, byAddress), four: sorted(entries.filter(hasFour), byFour) };
}

/** The entries themselves, put in order; most files have them so, and one pass finds that out. */
function sorted(entries: PlanEntry[], order: Order): PlanEntry[] {
  const inOrder = entries.every((entry, index) => {
    const before = entries[index - 1];
    return before === undefined || order(before, entry) <= 0;
  });
  return inOrder ? entries : entries.sort(order);
}
