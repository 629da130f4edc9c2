import { ToolError } from '../../src-core/api/errors.ts';
import type { PlanInfo } from '../../src-core/api/plans.ts';
import { formatNode, formatPlan, parsePlan } from '../../src-core/plan/file.ts';
import { descendants, nodeCount, withNodes, type Plan } from '../../src-core/plan/tree.ts';
import type { PlanStore } from '../../src-main/api/plans.ts';

/** Plans that last as long as the process. `failWith` makes every use of them fail, as a full disk does. */
export function fakePlans(): PlanStore & { failWith(failure: ToolError | null): void } {
  let failing: ToolError | null = null;
  const kept = new Map<number, { info: PlanInfo; plan: Plan }>();
  let last = 0;
  const at = (id: number) => {
    if (failing !== null) throw failing;
    const found = kept.get(id);
    if (found === undefined) throw new ToolError('bad-input', `There is no plan ${id}.`);
    return found;
  };
  const keep = (id: number, plan: Plan, revision: number, createdAt: number): PlanInfo => {
    if (failing !== null) throw failing;
    const { name } = plan;
    const info = { id, name, nodes: nodeCount(plan), createdAt, changedAt: Date.now(), revision };
    kept.set(id, { info, plan });
    return info;
  };
  return {
    failWith: (failure) => (failing = failure),
    async list() {
      if (failing !== null) throw failing;
      return [...kept.values()].map(({ info }) => info).sort((one, other) => other.changedAt - one.changedAt);
    },
    create: async (text) => keep(++last, parsePlan(text), 1, Date.now()),
    read: async (id) => ({ info: at(id).info, text: formatPlan(at(id).plan) }),
    async *open(id) {
      const { info, plan } = at(id);
      yield { type: 'plan', info, vlans: [...plan.vlans] };
      const nodes = Array.from(descendants(plan, null), ({ node }) => formatNode(node));
      for (let from = 0; from < nodes.length; from += 2)
        yield { type: 'nodes', lines: nodes.slice(from, from + 2).join(',\n') };
    },
    async save({ id, revision, name, vlans, put, remove }) {
      const { info, plan } = at(id);
      if (info.revision !== revision) throw new ToolError('conflict', 'The plan was changed elsewhere.');
      const changes = new Map([
        ...remove.map((each) => [each, undefined] as const),
        ...put.map((node) => [node.id, node] as const),
      ]);
      const head = { ...plan, name: name ?? plan.name, vlans: vlans ?? plan.vlans };
      return keep(id, withNodes(head, changes), revision + 1, info.createdAt);
    },
    duplicate: async (id, name) => keep(++last, { ...at(id).plan, name }, 1, Date.now()),
    remove: async (id) => kept.delete(id),
    found: async () => ({ hosts: [], scannedAt: null, warnings: [] }),
  };
}
