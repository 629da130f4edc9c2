import { ToolError } from '../api/errors.ts';
import { planVlan, type Plan, type PlanVlan } from './tree.ts';

/** Which VLAN is meant: its number is unique at a site (IEEE 802.1Q). */
export interface VlanKey {
  readonly vid: number;
  readonly site: string;
}

/** The most VLANs of a plan; see the schema of its file. */
export const mostVlans = 100_000;

/**
 * Adds a VLAN, in the order of site and number.
 * @throws ToolError bad-input for a number outside of 1 to 4094; conflict where the site has the number already
 */
export function addVlan(plan: Plan, fields: VlanKey & Partial<PlanVlan>): Plan {
  const vlan = readVlan(fields);
  refuseTaken(plan, vlan);
  if (plan.vlans.length >= mostVlans)
    throw new ToolError('bad-input', `A plan has at most ${mostVlans} VLANs.`);
  return { ...plan, vlans: placed(plan.vlans, vlan) };
}

/**
 * Changes a VLAN; one that gets another site or number goes to its place in the order.
 * @throws ToolError bad-input where there is none, or for a value that cannot be; conflict where the site has the number
 */
export function editVlan(plan: Plan, key: VlanKey, patch: Partial<PlanVlan>): Plan {
  const before = vlanAt(plan, key);
  const vlan = readVlan({ ...before, ...patch });
  if (isSame(before, vlan))
    return { ...plan, vlans: plan.vlans.map((each) => (each === before ? vlan : each)) };
  refuseTaken(plan, vlan);
  return {
    ...plan,
    vlans: placed(
      plan.vlans.filter((each) => each !== before),
      vlan,
    ),
  };
}

/** Takes a VLAN out of the list; nodes that have its number keep it. @throws ToolError bad-input where there is none */
export function removeVlan(plan: Plan, key: VlanKey): Plan {
  const vlan = vlanAt(plan, key);
  return { ...plan, vlans: plan.vlans.filter((each) => each !== vlan) };
}

function vlanAt(plan: Plan, key: VlanKey): PlanVlan {
  const found = plan.vlans.find((each) => isSame(each, key));
  if (found === undefined)
    throw new ToolError('bad-input', `The plan has no VLAN ${key.vid}${at(key.site)}.`);
  return found;
}

function readVlan(fields: Partial<PlanVlan>): PlanVlan {
  const { data, error } = planVlan.safeParse(fields);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new ToolError('bad-input', `This is not a VLAN: ${field}: ${issue?.message}`, field);
}

function refuseTaken(plan: Plan, vlan: PlanVlan): void {
  const taken = plan.vlans.find((each) => isSame(each, vlan));
  if (taken !== undefined)
    throw new ToolError('conflict', `VLAN ${vlan.vid}${at(vlan.site)} is there already: "${taken.name}".`);
}

function at(site: string): string {
  return site === '' ? ' without a site' : ` at "${site}"`;
}

function isSame(one: VlanKey, other: VlanKey): boolean {
  return one.vid === other.vid && one.site === other.site;
}

function placed(vlans: readonly PlanVlan[], vlan: PlanVlan): PlanVlan[] {
  const after = vlans.findIndex((each) =>
    each.site === vlan.site ? each.vid > vlan.vid : each.site > vlan.site,
  );
  return after < 0 ? [...vlans, vlan] : vlans.toSpliced(after, 0, vlan);
}
