import type { Strategy } from '../../../../src-core/plan/allocate.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import type { GatewayRule } from './gateway.ts';
import { purposes, type PurposeId } from './purposes.ts';

/** Of which families the new nodes are; with both, each is one node with two prefixes. */
export type Families = 'ipv6' | 'ipv4' | 'both';

/** What stands in the fields, as it was typed. */
export interface AllocateDraft {
  readonly purpose: PurposeId;
  readonly families: Families;
  readonly length6: string;
  readonly length4: string;
  readonly hosts: string;
  readonly delegates: string;
  readonly count: string;
  readonly pattern: string;
  readonly strategy: Strategy | 'numbered';
  readonly number: string;
  readonly growth6: string;
  readonly growth4: string;
  readonly nibble: boolean;
  readonly status: PlanNode['status'];
  readonly site: string;
  /** The first number; the next nodes get the numbers after it that the site does not have yet. Empty for none. */
  readonly vlan: string;
  readonly gateway6: GatewayRule;
  readonly gateway4: GatewayRule;
  readonly dns: string;
}

/** The fields for a purpose; what the person set that has nothing to do with it stays. */
export function withPurpose(draft: AllocateDraft, purpose: PurposeId): AllocateDraft {
  const { length6, length4, pattern } = purposes[purpose];
  const named = draft.pattern === purposes[draft.purpose].pattern ? pattern : draft.pattern;
  return {
    ...draft,
    purpose,
    pattern: named,
    length6: String(length6),
    length4: String(length4),
    growth6: '',
    growth4: '',
  };
}

/** The fields as the dialog opens. */
export function firstDraft(purpose: PurposeId, families: Families, site: string): AllocateDraft {
  const { length6, length4, pattern } = purposes[purpose];
  return {
    purpose,
    families,
    length6: String(length6),
    length4: String(length4),
    hosts: '50',
    delegates: '60',
    count: '1',
    pattern,
    strategy: 'first',
    number: '0',
    growth6: '',
    growth4: '',
    nibble: false,
    status: 'planned',
    site,
    vlan: '',
    gateway6: 'none',
    gateway4: 'none',
    dns: '',
  };
}
