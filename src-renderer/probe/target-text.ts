import { ParseError } from '../../src-core/net/parse-error.ts';
import {
  formatScoped,
  needsZone,
  parseScoped,
  type ScopedAddress,
  type Zone,
} from '../../src-core/net/zone.ts';

/** One target as it was typed, and what it is. */
export type TypedTarget =
  | { readonly is: 'address'; readonly text: string; readonly target: ScopedAddress }
  /** A link-local or multicast address of which the interface is not told yet. */
  | { readonly is: 'needs-zone'; readonly text: string; readonly target: ScopedAddress }
  | { readonly is: 'name'; readonly text: string }
  | { readonly is: 'wrong'; readonly text: string; readonly problem: string };

/** The most targets that are read out of one text. */
export const mostTargets = 100;

/** Takes apart a text of targets: between them stand white space, commas or semicolons. Each is told once. */
export function readTargets(text: string): TypedTarget[] {
  const read = text
    .split(/[\s,;]+/)
    .filter((each) => each !== '')
    .map(readTarget);
  return [...new Map(read.map((each) => [each.text, each])).values()];
}

/** Says what one target is: an address, also as a URI has it (`[fe80::1%25eth0]`), or a name. */
export function readTarget(text: string): TypedTarget {
  const inside = /^(?:https?:\/\/)?\[([^\]]+)\](?::\d+)?\/?$/i.exec(text)?.[1];
  const plain = inside === undefined ? text : inside.replace('%25', '%');
  if (!/[:%]/.test(plain) && !/(^|\.)\d+$/.test(plain)) return readName(plain);
  try {
    const target = parseScoped(plain);
    const open = needsZone(target.address) && target.zone === undefined;
    return { is: open ? 'needs-zone' : 'address', text: formatScoped(target), target };
  } catch (error) {
    if (error instanceof ParseError) return { is: 'wrong', text, problem: error.message };
    throw error;
  }
}

/** Names as the system's resolver takes them; underscores stand in the names of services. */
function readName(text: string): TypedTarget {
  if (text.length > 253) return { is: 'wrong', text, problem: 'A name has at most 253 characters' };
  if (!/^[\p{L}\p{N}_]([\p{L}\p{N}_.-]*[\p{L}\p{N}_.])?$/u.test(text))
    return { is: 'wrong', text, problem: `${text} is neither an address nor a name` };
  return { is: 'name', text };
}

/** The text with a zone put to one of its targets. */
export function withZone(text: string, target: string, zone: Zone): string {
  return text
    .split(/([\s,;]+)/)
    .map((each) => {
      const read = each === '' ? undefined : /^[\s,;]/.test(each) ? undefined : readTarget(each);
      return read?.is === 'needs-zone' && read.text === target ? `${target}%${zone}` : each;
    })
    .join('');
}

/**
 * What keeps a text from being used; undefined where it can be.
 * @param several whether more than one target is taken
 */
export function targetProblem(text: string, several: boolean): string | undefined {
  const targets = readTargets(text);
  if (targets.length === 0) return several ? 'Name at least one target' : 'Name a target';
  if (!several && targets.length > 1) return 'One target at a time';
  if (targets.length > mostTargets)
    return `${targets.length} targets are too many: ${mostTargets} at most at once`;
  for (const each of targets) {
    if (each.is === 'wrong') return each.problem;
    if (each.is === 'needs-zone') return `${each.text} may be on every link: choose its interface`;
  }
  return undefined;
}

/** The targets of a text that has no problem, as the program takes them. */
export function targetTexts(text: string): string[] {
  return readTargets(text).map((each) => each.text);
}
