import { ToolError } from '../../src-core/api/errors.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { ParseError } from '../../src-core/net/parse-error.ts';
import { parsePrefix, prefixFamily, type Prefix } from '../../src-core/net/prefix.ts';
import { editNodes } from '../../src-core/plan/edit.ts';
import type { NodePatch, PlanNode } from '../../src-core/plan/node.ts';
import { checkNode, type Finding } from '../../src-core/plan/rules.ts';
import type { Plan } from '../../src-core/plan/tree.ts';

/** The fields that are typed as text. */
export type TextField = Exclude<keyof NodePatch, 'role' | 'status' | 'colour' | 'dynamic'>;

/** A field as text: lists with commas between, nothing for what is not said. */
export function fieldText(node: PlanNode, field: TextField): string {
  const value = node[field];
  if (value === null) return '';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/** What a text means in a field. @throws ParseError, ToolError bad-input that say what is wrong with it */
export function readField(field: TextField, given: string): NodePatch {
  const text = given.trim();
  switch (field) {
    case 'ipv6':
      return { ipv6: readPrefix(text, 6) };
    case 'ipv4':
      return { ipv4: readPrefix(text, 4) };
    case 'name':
    case 'site':
      return { [field]: text };
    case 'notes':
      return { notes: given };
    case 'vlan':
      return { vlan: readNumber(text, 'A VLAN is a number from 1 to 4094') };
    case 'growth6':
    case 'growth4':
    case 'delegates':
      return { [field]: readNumber(text.replace(/^\//, ''), 'This is a prefix length, as /48') };
    case 'gateways':
    case 'dns':
      return { [field]: words(text).map(parseAddress) };
    case 'tags':
      return { tags: words(text) };
  }
}

function readPrefix(text: string, which: 6 | 4): Prefix | null {
  if (text === '') return null;
  const prefix = parsePrefix(text);
  if (prefixFamily(prefix) !== which)
    throw new ToolError(
      'bad-input',
      `This is an IPv${10 - which} prefix; it belongs in the field for IPv${10 - which}.`,
    );
  return prefix;
}

function readNumber(text: string, expected: string): number | null {
  if (text === '') return null;
  if (!/^[0-9]{1,4}$/.test(text)) throw new ToolError('bad-input', `${expected}.`);
  return Number(text);
}

function words(text: string): string[] {
  return text.split(/[\s,;]+/).filter((word) => word !== '');
}

/** What would come of a text in a field: the plan with it, or why it cannot be; and what the rules say then. */
export interface FieldCheck {
  readonly plan: Plan | null;
  readonly problem: string | null;
  readonly findings: readonly Finding[];
}

/** Tries a text in a field of a node. */
export function checkField(plan: Plan, node: PlanNode, field: TextField, text: string): FieldCheck {
  try {
    const next = text === fieldText(node, field) ? plan : editNodes(plan, [node.id], readField(field, text));
    return {
      plan: next,
      problem: null,
      findings: findingsOf(next, node.id).filter((finding) => fieldOf(finding) === field),
    };
  } catch (error) {
    if (error instanceof ToolError || error instanceof ParseError)
      return { plan: null, problem: reasonOf(error), findings: [] };
    throw error;
  }
}

const checked = new WeakMap<Plan, { readonly id: string; readonly findings: readonly Finding[] }>();

/** The fields of a node are drawn together: the rules are asked once for all that have nothing typed in them. */
function findingsOf(plan: Plan, id: string): readonly Finding[] {
  const kept = checked.get(plan);
  if (kept?.id === id) return kept.findings;
  const findings = checkNode(plan, id);
  checked.set(plan, { id, findings });
  return findings;
}

/** The message without the name of the node, which stands above the field anyway. */
function reasonOf(error: Error): string {
  return error.message.replace(/^"[^"]*" is not a node: /, '');
}

const onlyField: Partial<Record<Finding['rule'], TextField>> = {
  'off-nibble': 'ipv6',
  'lan-longer-than-64': 'ipv6',
  'lan-shorter-than-64': 'ipv6',
  'ula-not-random': 'ipv6',
  'duplicate-vlan': 'vlan',
  'gateway-outside': 'gateways',
};

/** The field that a finding is about; the messages of the other rules begin with the prefix. */
function fieldOf({ rule, message }: Finding): TextField {
  return onlyField[rule] ?? (message.split(' ', 1)[0]?.includes(':') === true ? 'ipv6' : 'ipv4');
}
