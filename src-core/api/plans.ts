import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { line, planNode } from '../plan/node.ts';
import { planVlan } from '../plan/tree.ts';
import { addressValue, prefixValue, timeMs, zoneValue } from './values.ts';

/** The largest plan that is kept, in characters of its file: some 400,000 nodes. */
export const largestPlanText = 64 * 1024 * 1024;

/** A plan as the list shows it. */
export const planInfo = z.object({
  id: z.number().int(),
  name: z.string(),
  nodes: z.number().int(),
  createdAt: timeMs,
  changedAt: timeMs,
  /** Counts the steps that were stored; a change names the one that it was made from. */
  revision: z.number().int(),
});
export type PlanInfo = z.infer<typeof planInfo>;

/**
 * A stored plan comes in parts, so that a large one is read while the rest of it is on its way: this one first, and once
 * more where the plan was changed meanwhile and all that came before is void.
 */
const planHeadPart = z.object({ type: z.literal('plan'), info: planInfo, vlans: z.array(planVlan) });
/** Then its nodes, as lines of a plan file without the comma after the last. */
const planNodesPart = z.object({ type: z.literal('nodes'), lines: z.string() });
export const planPart = z.discriminatedUnion('type', [planHeadPart, planNodesPart]);
export type PlanPart = z.infer<typeof planPart>;

/** What one or more steps of editing changed, against the revision that they were made from. */
export const planChange = z.object({
  id: z.number().int(),
  revision: z.number().int(),
  name: line.optional(),
  vlans: z.array(planVlan).max(100_000).optional(),
  /** Nodes that are new or have changed, whole. */
  put: z.array(planNode).max(1_000_000),
  /** The ids of nodes that are gone. */
  remove: z.array(z.string().max(64)).max(1_000_000),
});
export type PlanChange = z.infer<typeof planChange>;

/** What was found on the links, to be laid over a plan. */
export const planReality = z.object({
  /** On-link prefixes of this computer's interfaces, and those that routers announce. */
  prefixes: z.array(z.object({ prefix: prefixValue, zone: zoneValue })),
  /** Addresses of devices, without link-local ones, which are in no plan. */
  hosts: z.array(
    z.object({ address: addressValue, deviceId: z.number().int(), name: z.string(), lastSeen: timeMs }),
  ),
  /** When a link was last searched; null where none was. */
  scannedAt: timeMs.nullable(),
  /** What could not be looked at, in sentences. */
  warnings: z.array(z.string()),
});
export type PlanReality = z.infer<typeof planReality>;

const byId = z.object({ id: z.number().int() });

export const plansContract = {
  /** All plans, the one changed last first. */
  list: oc.output(z.array(planInfo)),
  /** Keeps a new plan, given as the text of a plan file; refused as a whole where that cannot be read. */
  create: oc.input(z.object({ text: z.string().max(largestPlanText) })).output(planInfo),
  /** The plan as the text of its file. */
  read: oc.input(byId).output(z.object({ info: planInfo, text: z.string() })),
  /** The same plan in parts. */
  open: oc.input(byId).output(eventIterator(planPart)),
  /** Stores a change, all of it or nothing; `conflict` where the plan is no longer at that revision. */
  save: oc.input(planChange).output(planInfo),
  duplicate: oc.input(byId.extend({ name: line.trim().min(1) })).output(planInfo),
  /** Removes a plan for ever. */
  remove: oc.input(byId).output(z.boolean()),
  reality: oc.input(z.object({ sinceMs: timeMs.optional() })).output(planReality),
};
