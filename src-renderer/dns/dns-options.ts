import type { DnsOptions } from '../../src-core/api/dns.ts';
import { ToolError } from '../../src-core/api/tool-error.ts';
import { typeNumber } from '../../src-core/dns/record-types.ts';
import { numberProblem } from '../probe/number-problem.ts';
import type { ProbeSearch } from '../probe/probe-search.ts';
import { readTargets, targetProblem, targetTexts } from '../probe/target-text.ts';

/** What is offered as the largest answer over UDP. */
export const sizeChoices = [
  { value: 'none', label: 'No EDNS (512)' },
  { value: '512', label: '512' },
  { value: '', label: '1232' },
  { value: '4096', label: '4096' },
];

/** The types of a search that were chosen from the list, as their names. */
export function typesOf(search: ProbeSearch): string[] {
  return (search['types'] ?? '').split(' ').filter((type) => type !== '');
}

const mostTypes = 16;

/** Every type of a search once, also those that were typed. */
function allTypes(search: ProbeSearch): string[] {
  const typed = (search['more'] ?? '')
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((type) => type !== '');
  return [...new Set([...typesOf(search), ...typed])];
}

/** What is wrong with the types that were typed. */
export function typesProblem(search: ProbeSearch): string | undefined {
  try {
    const types = allTypes(search);
    for (const type of types) typeNumber(type);
    return types.length > mostTypes ? `At most ${mostTypes} types at once` : undefined;
  } catch (error) {
    if (error instanceof ToolError) return error.message;
    throw error;
  }
}

/** What is wrong with the port of the servers; none is 53. */
export function portProblem(search: ProbeSearch): string | undefined {
  return numberProblem(search['port'], 1, 65_535);
}

/** What is wrong with the servers; none are those of this computer. */
export function serversProblem(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  if (readTargets(text).length > 8) return 'At most eight servers at once';
  return targetProblem(text, true);
}

/** The options of a look-up, or of a try whether large answers get through. */
export function dnsOptionsOf(name: string, search: ProbeSearch, fragments: boolean): DnsOptions {
  const size = search['size'];
  const dnssec = search['dnssec'] === 'true';
  return {
    name,
    types: allTypes(search),
    servers: targetTexts(search['servers'] ?? ''),
    ...(search['port'] === undefined ? {} : { port: Number(search['port']) }),
    ...(search['transport'] === 'tcp' && !fragments ? { transport: 'tcp' } : {}),
    ...(size === 'none' ? { ednsBytes: null } : {}),
    ...(size === '512' || size === '4096' ? { ednsBytes: Number(size) } : {}),
    // Left out, the program asks for signatures where answers are to be large.
    ...(dnssec ? { dnssec } : {}),
    ...(search['recursion'] === 'false' ? { recursion: false } : {}),
    ...(fragments ? { fragments } : {}),
  };
}
