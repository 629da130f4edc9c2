import { parsePrefix } from '../../src-core/net/prefix.ts';
import { ParseError } from '../../src-core/net/parse-error.ts';
import { parseRange } from '../../src-core/net/ranges.ts';
import { readTarget } from '../probe/target-text.ts';

/** The most targets that one scan takes. */
const mostTargets = 1024;

interface ReadTargets {
  readonly texts: readonly string[];
  /** What keeps them from being used. */
  readonly problem: string | undefined;
}

/** Reads the targets of a port scan: besides addresses and names it takes prefixes and ranges. */
export function readPortTargets(text: string): ReadTargets {
  const given = [...new Set(text.split(/[\s,;]+/).filter((each) => each !== ''))];
  const texts: string[] = [];
  const refuse = (problem: string): ReadTargets => ({ texts: [], problem });
  if (given.length === 0) return refuse('Name at least one target');
  if (given.length > mostTargets)
    return refuse(`${given.length} targets are too many: ${mostTargets} at most at once`);
  for (const each of given) {
    if (/\/\d+$/.test(each) || /^[0-9a-f:.]+-[0-9a-f:.]+$/i.test(each)) {
      try {
        if (each.includes('/')) parsePrefix(each);
        else parseRange(each);
        texts.push(each);
      } catch (error) {
        if (error instanceof ParseError) return refuse(error.message);
        throw error;
      }
      continue;
    }
    const target = readTarget(each);
    if (target.is === 'wrong') return refuse(target.problem);
    if (target.is === 'needs-zone')
      return refuse(`${target.text} may be on every link: choose its interface`);
    texts.push(target.text);
  }
  return { texts, problem: undefined };
}
