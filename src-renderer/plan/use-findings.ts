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
import { inPauses } from '../components/in-slices.ts';

export interface FindingsView {
  /** In the order of the tree. */
  readonly all: readonly Finding[];
  readonly byNode: ReadonlyMap<string, readonly Finding[]>;
  /** The plan that they are of; null before the first. While another plan is looked at, they are those of the last. */
  readonly of: Plan | null;
}

const nothing: FindingsView = { all: [], byNode: new Map(), of: null };

/**
 * What the rules find in a plan, looked for in the pauses of the page: typing never waits for it. After an edit only
 * what it touched is looked at again.
 */
export function useFindings(plan: Plan): FindingsView {
  const [view, setView] = useState(nothing);
  const checked = useRef<CheckedPlan | null>(null);
  useEffect(() => {
    return inPauses(recheckSteps(checked.current ?? unchecked(plan.name), plan), (now) => {
      checked.current = now;
      const byNode = findingsByNode(now);
      setView({ all: orderedFindings(now, byNode), byNode, of: plan });
    });
  }, [plan]);
  return view;
}
