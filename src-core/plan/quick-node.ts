import { tryParseAddress, type Address } from '../net/address.ts';
import { isCanonicalPrefix, type Prefix } from '../net/prefix.ts';
import { nodeRoles, nodeStatuses, type PlanNode } from './node-schema.ts';

const roles: ReadonlyMap<unknown, PlanNode['role']> = new Map(nodeRoles.map((role) => [role, role]));
const statuses: ReadonlyMap<unknown, PlanNode['status']> = new Map(
  nodeStatuses.map((status) => [status, status]),
);

const idForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const colourForm = /^(#[0-9a-f]{6})?$/;
const tagForm = /^[^\s,;]+$/;
const control = /\p{Cc}/u;
const controlInLines = /(?![\n\t])\p{Cc}/u;

/**
 * The node that the schema would make of a value, in a tenth of its time: a large plan is opened by this. Undefined for
 * whatever the schema might refuse, which then says what is wrong. What the two take is the same (quick-node.test.ts).
 */
export function quickNode(value: Readonly<Record<string, unknown>>): PlanNode | undefined {
  let id: string | undefined;
  let parent: string | null = null;
  let ipv6: Prefix | null = null;
  let ipv4: Prefix | null = null;
  let name = '';
  let role: PlanNode['role'] = 'container';
  let status: PlanNode['status'] = 'planned';
  let site = '';
  let vlan: number | null = null;
  let gateways: Address[] | undefined;
  let dns: Address[] | undefined;
  let tags: string[] | undefined;
  let notes = '';
  let colour = '';
  let growth6: number | null = null;
  let growth4: number | null = null;
  let delegates: number | null = null;
  let dynamic = false;
  for (const key of Object.keys(value)) {
    const field = value[key];
    switch (key) {
      case 'id':
        if (typeof field !== 'string' || !idForm.test(field)) return undefined;
        id = field;
        break;
      case 'parent':
        if (field !== null && (typeof field !== 'string' || !idForm.test(field))) return undefined;
        parent = field;
        break;
      case 'ipv6':
        if (field !== null && !isPrefix(field, true)) return undefined;
        ipv6 = field;
        break;
      case 'ipv4':
        if (field !== null && !isPrefix(field, false)) return undefined;
        ipv4 = field;
        break;
      case 'name':
        if (!isLine(field)) return undefined;
        name = field;
        break;
      case 'role': {
        const known = roles.get(field);
        if (known === undefined) return undefined;
        role = known;
        break;
      }
      case 'status': {
        const known = statuses.get(field);
        if (known === undefined) return undefined;
        status = known;
        break;
      }
      case 'site':
        if (!isLine(field)) return undefined;
        site = field;
        break;
      case 'vlan':
        if (field !== null && !isInteger(field, 1, 4094)) return undefined;
        vlan = field;
        break;
      case 'gateways':
        gateways = addressesIn(field);
        if (gateways === undefined) return undefined;
        break;
      case 'dns':
        dns = addressesIn(field);
        if (dns === undefined) return undefined;
        break;
      case 'tags':
        tags = tagsIn(field);
        if (tags === undefined) return undefined;
        break;
      case 'notes':
        if (typeof field !== 'string' || field.length > 10_000 || controlInLines.test(field))
          return undefined;
        notes = field;
        break;
      case 'colour':
        if (typeof field !== 'string' || !colourForm.test(field)) return undefined;
        colour = field;
        break;
      case 'growth6':
        if (field !== null && !isInteger(field, 0, 128)) return undefined;
        growth6 = field;
        break;
      case 'growth4':
        if (field !== null && !isInteger(field, 0, 32)) return undefined;
        growth4 = field;
        break;
      case 'delegates':
        if (field !== null && !isInteger(field, 0, 128)) return undefined;
        delegates = field;
        break;
      case 'dynamic':
        if (typeof field !== 'boolean') return undefined;
        dynamic = field;
        break;
      default:
        return undefined;
    }
  }
  if (id === undefined) return undefined;
  return {
    id,
    parent,
    ipv6,
    ipv4,
    name,
    role,
    status,
    site,
    vlan,
    gateways: gateways ?? [],
    dns: dns ?? [],
    tags: tags ?? [],
    notes,
    colour,
    growth6,
    growth4,
    delegates,
    dynamic,
  };
}

function isPrefix(field: unknown, six: boolean): field is Prefix {
  return typeof field === 'string' && field.includes(':') === six && isCanonicalPrefix(field);
}

function isLine(field: unknown): field is string {
  return typeof field === 'string' && field.length <= 255 && !control.test(field);
}

function isInteger(field: unknown, low: number, high: number): field is number {
  return typeof field === 'number' && Number.isInteger(field) && field >= low && field <= high;
}

function addressesIn(field: unknown): Address[] | undefined {
  if (!Array.isArray(field) || field.length > 16) return undefined;
  const found: Address[] = [];
  for (const each of field) {
    const address = typeof each === 'string' ? tryParseAddress(each) : undefined;
    if (address === undefined || address !== each) return undefined;
    found.push(address);
  }
  return found;
}

function tagsIn(field: unknown): string[] | undefined {
  if (!Array.isArray(field) || field.length > 64) return undefined;
  const found: string[] = [];
  for (const each of field) {
    if (!isLine(each) || !tagForm.test(each)) return undefined;
    found.push(each);
  }
  return found;
}
