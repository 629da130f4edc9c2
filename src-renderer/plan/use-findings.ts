import { useEffect, useRef, useState } from 'react';
import {
  findingsByNode,
  orderedFindings,
  recheckSteps,
  unchecked,
  type CheckedPlan,
} from '../../src-core/plan/recheck.ts';
import type { Finding } from '../../src-core/plan/rules.ts';
import type { Plan } from '../../src-core/plan/tree.ts';

export interface FindingsView {
  /** In the order of the tree. */
  readonly all: readonly Finding[];
  readonly byNode: ReadonlyMap<string, readonly Finding[]>;
  /** The plan that they are of; null before the first. While another plan is looked at, they are those of the last. */
  readonly of: Plan | null;
}

const nothing: FindingsView = { all: [], byNode: new Map(), of: null };

/** So long, in milliseconds, is worked at once: a key that is pressed meanwhile is still answered in the same frame. */
const sliceMs = 8;
/** A page that is never idle still gets a slice now and then. */
const idleLimitMs = 500;

/**
 * What the rules find in a plan, looked for in the pauses of the page: typing never waits for it. After an edit only
 * what it touched is looked at again.
 */
export function useFindings(plan: Plan): FindingsView {
  const [view, setView] = useState(nothing);
  const checked = useRef<CheckedPlan | null>(null);
  useEffect(() => {
    const steps = recheckSteps(checked.current ?? unchecked(plan.name), plan);
    const work = (deadline: IdleDeadline): void => {
      const until = performance.now() + Math.min(Math.max(deadline.timeRemaining(), sliceMs / 2), sliceMs);
      while (performance.now() < until) {
        const { done, value } = steps.next();
        if (done !== true) continue;
        checked.current = value;
        const byNode = findingsByNode(value);
        setView({ all: orderedFindings(value, byNode), byNode, of: plan });
        return;
      }
      handle = requestIdleCallback(work, { timeout: idleLimitMs });
    };
    let handle = requestIdleCallback(work, { timeout: idleLimitMs });
    return () => cancelIdleCallback(handle);
  }, [plan]);
  return view;
}
