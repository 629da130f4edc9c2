import { ToolError } from '../../src-core/api/errors.ts';
import type { FormValues, Preview } from '../../src-core/api/writers.ts';
import type { PlanFormParts } from './parts.ts';

const subnetsOf = (values: FormValues) => {
  const subnets = values['subnets'];
  return Array.isArray(subnets) ? subnets.map((each) => JSON.stringify(each)) : [];
};

/** A writer of two files: one line for each subnet, and one that no plan feeds. A form that says "wrong" is wrong. */
export const lanWriters: PlanFormParts['writers'] = {
  start: () => ({ name: 'x', subnets: [{ prefix: 'example' }] }),
  given(writer, { node: top, below }) {
    if (writer !== 'lans') throw new ToolError('unsupported', 'it takes nothing from a plan');
    return {
      subnets: [top, ...below]
        .filter(({ role }) => role === 'lan')
        .map(({ id, ipv6 }) => ({ node: id, prefix: ipv6 })),
    };
  },
  preview(_, values): Preview {
    const wrong = values['name'] === 'wrong';
    const file = (path: string, lines: string[]) => ({
      path,
      lines,
      language: 'plain' as const,
      about: '',
      executable: false,
      from: lines.map(() => ''),
    });
    return {
      files: [file('etc/lans', subnetsOf(values)), file('etc/name', [JSON.stringify(values['name'])])],
      problems: wrong ? [{ severity: 'error', path: 'name', message: 'this is wrong' }] : [],
      usable: !wrong,
      apply: [],
      undo: [],
    };
  },
};
