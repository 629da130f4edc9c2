import { useEffect, useState } from 'react';
import { checkSteps, type Finding } from '../../src-core/plan/rules.ts';
import type { Plan } from '../../src-core/plan/tree.ts';

export interface FindingsView {
  /** In the order of the tree. */
  readonly all: readonly Finding[];
  readonly byNode: ReadonlyMap<string, readonly Finding[]>;
  /** The plan that they are of; null before the first. While another plan is looked at, they are those of the last. */
  readonly of: Plan | null;
}

const nothing: FindingsView = { all: [], byNode: new Map(), of: null };

/** At least so long, in milliseconds, is worked when the page has nothing else to do. */
const sliceMs = 4;
/** A page that is never idle still gets a slice now and then. */
const idleLimitMs = 500;

/** What the rules find in a plan, looked for in the pauses of the page: typing never waits for it. */
export function useFindings(plan: Plan): FindingsView {
  const [view, setView] = useState(nothing);
  useEffect(() => {
    const steps = checkSteps(plan);
    const all: Finding[] = [];
    const work = (deadline: IdleDeadline): void => {
      const until = performance.now() + Math.max(deadline.timeRemaining(), sliceMs);
      while (performance.now() < until) {
        const { done, value } = steps.next();
        if (done === true) {
          setView({ all, byNode: grouped(all), of: plan });
          return;
        }
        all.push(...value);
      }
      handle = requestIdleCallback(work, { timeout: idleLimitMs });
    };
    let handle = requestIdleCallback(work, { timeout: idleLimitMs });
    return () => cancelIdleCallback(handle);
  }, [plan]);
  return view;
}

function grouped(all: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const byNode = new Map<string, Finding[]>();
  for (const finding of all) {
    const list = byNode.get(finding.node);
    if (list === undefined) byNode.set(finding.node, [finding]);
    else list.push(finding);
  }
  return byNode;
}
