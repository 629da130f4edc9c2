import { domainToASCII } from 'node:url';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { DnsOptions } from '../../../src-core/api/dns.ts';
import { parseName, type NameLabels } from '../../../src-core/dns/name.ts';
import { typeName, typeNumber } from '../../../src-core/dns/record-types.ts';
import { ParseError } from '../../../src-core/net/parse-error.ts';
import { reverseName } from '../../../src-core/net/reverse.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { tryParseScoped } from '../../../src-core/net/zone.ts';

/** What is asked: one name, and numbers of types. */
export interface DnsQuestions {
  readonly name: NameLabels;
  readonly types: readonly number[];
}

/**
 * Reads the name and the types; an address stands for its reverse name.
 * @throws ToolError `bad-input`
 */
export function readQuestions({ name, types = [] }: Pick<DnsOptions, 'name' | 'types'>): DnsQuestions {
  const numbers = [...new Set(types.map(typeNumber))];
  // The zone of an address is no part of its reverse name.
  const scoped = tryParseScoped(name);
  if (scoped !== undefined) {
    const other = numbers.find((type) => typeName(type) !== 'PTR');
    if (other !== undefined) {
      const message = `${visibleText(name, 80)} is an address, which has PTR records only, not ${typeName(other)}`;
      throw new ToolError('bad-input', message);
    }
    return { name: readLabels(reverseName(scoped.address)), types: [typeNumber('PTR')] };
  }
  const labels = readLabels(name);
  return { name: labels, types: numbers.length > 0 ? numbers : ['A', 'AAAA'].map(typeNumber) };
}

function readLabels(text: string): NameLabels {
  try {
    return parseName(/[^\0-\x7f]/.test(text) ? asciiName(text) : text);
  } catch (error) {
    if (error instanceof ParseError)
      throw new ToolError('bad-input', error.message, undefined, { cause: error });
    throw error;
  }
}

/** The `xn--` form of a name beyond ASCII (UTS 46); underscores at the front of labels stay. */
function asciiName(text: string): string {
  const ascii = text.includes('\\') ? '' : domainToASCII(text);
  if (ascii !== '') return ascii;
  throw new ToolError('bad-input', `"${visibleText(text, 80)}" cannot be written as a DNS name`);
}
