import { nodeRoles, nodeStatuses, type NodePatch, type PlanNode } from '../../../../src-core/plan/node.ts';
import { readAddresses, readCount, readLength } from '../shell/read-text.ts';

/** What stands in the fields, as it was typed; only ticked ones are changed. */
export interface BulkDraft {
  readonly ticked: ReadonlySet<BulkField>;
  readonly role: PlanNode['role'];
  readonly status: PlanNode['status'];
  readonly site: string;
  readonly vlan: string;
  readonly gateways: string;
  readonly dns: string;
  readonly tags: string;
  readonly tagsHow: 'add' | 'take' | 'set';
  readonly notes: string;
  readonly colour: string;
  readonly growth6: string;
}

export const bulkFields = [
  'status',
  'role',
  'site',
  'vlan',
  'gateways',
  'dns',
  'tags',
  'notes',
  'colour',
  'growth6',
] as const;
export type BulkField = (typeof bulkFields)[number];

export const emptyBulkDraft: BulkDraft = {
  ticked: new Set(),
  role: nodeRoles[0],
  status: nodeStatuses[0],
  site: '',
  vlan: '',
  gateways: '',
  dns: '',
  tags: '',
  tagsHow: 'add',
  notes: '',
  colour: '#0d6986',
  growth6: '',
};

/** The fields, read: what is the same for all, and how the VLANs and tags of each are made. */
export interface BulkEdit {
  readonly patch: NodePatch;
  /** The first number of those that are given out; null leaves what each has. */
  readonly vlanFrom: number | null;
  readonly tags: { readonly how: BulkDraft['tagsHow']; readonly words: readonly string[] } | null;
}

/** Reads the ticked fields. Without problems there is an edit. */
export function readBulkDraft(draft: BulkDraft): {
  readonly problems: Partial<Record<BulkField, string>>;
  readonly edit: BulkEdit | null;
} {
  const problems: Partial<Record<BulkField, string>> = {};
  const patch: { -readonly [Key in keyof NodePatch]: NodePatch[Key] } = {};
  let vlanFrom: number | null = null;
  let tags: BulkEdit['tags'] = null;
  for (const field of draft.ticked) {
    switch (field) {
      case 'role':
        patch.role = draft.role;
        break;
      case 'status':
        patch.status = draft.status;
        break;
      case 'site':
        patch.site = draft.site;
        break;
      case 'notes':
        patch.notes = draft.notes;
        break;
      case 'colour':
        patch.colour = draft.colour;
        break;
      case 'gateways':
      case 'dns': {
        const read = readAddresses(draft[field]);
        if ('value' in read) patch[field] = read.value;
        else problems[field] = read.problem;
        break;
      }
      case 'vlan': {
        if (draft.vlan.trim() === '') {
          patch.vlan = null;
          break;
        }
        const read = readCount(draft.vlan, 1, 4094);
        if ('value' in read) vlanFrom = read.value;
        else problems.vlan = read.problem;
        break;
      }
      case 'growth6': {
        if (draft.growth6.trim() === '') {
          patch.growth6 = null;
          break;
        }
        const read = readLength(draft.growth6, 0, 128);
        if ('value' in read) patch.growth6 = read.value;
        else problems.growth6 = read.problem;
        break;
      }
      case 'tags': {
        const words = draft.tags.split(/[\s,;]+/).filter((word) => word !== '');
        if (words.length === 0 && draft.tagsHow !== 'set') problems.tags = 'Name a tag';
        tags = { how: draft.tagsHow, words };
        break;
      }
    }
  }
  const bad = Object.keys(problems).length > 0 || draft.ticked.size === 0;
  return { problems, edit: bad ? null : { patch, vlanFrom, tags } };
}
