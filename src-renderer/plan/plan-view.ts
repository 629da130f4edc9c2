import type { Plan } from '../../src-core/plan/tree.ts';

/** What the parts of the plan page show and act upon; the page owns it, and the parts get it as a prop. */
export interface PlanView {
  readonly plan: Plan;
  /** The id under which the plan is stored. */
  readonly planId: number;
  /** The ids of the chosen nodes. */
  readonly selected: ReadonlySet<string>;
  /** The node that the keyboard is on and that the side panel shows; null for none. */
  readonly focused: string | null;
  /** Chooses these nodes; the first one is focused and scrolled to where `focused` is left out. */
  select(ids: Iterable<string>, focused?: string | null): void;
  /**
   * Makes a plan the current one as one step that can be undone and is stored by itself.
   * @param label what was done, as the button to undo names it: `Allocate 12 × /56`
   */
  apply(label: string, plan: Plan): void;
}
