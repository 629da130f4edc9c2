import { lastOf, networkOf } from '../../src-core/net/prefix.ts';
import { pages, type Split } from '../../src-core/net/split.ts';
import { csvText } from '../components/csv.ts';

/** The most rows that one file takes: the desktop window saves up to 64 MB. */
export const mostRows = { text: 1_048_576n, csv: 262_144n } as const;

/** The parts from a number on, as text with one a line or as CSV. The page goes on between the pieces. */
export async function exportParts(
  of: Split,
  from: bigint,
  count: bigint,
  format: 'text' | 'csv',
): Promise<string> {
  const written: string[] = format === 'csv' ? [csvText([['number', 'prefix', 'first', 'last']])] : [];
  let next = from;
  let done = 0;
  for (const page of pages(of, from, from + count)) {
    const start = next;
    written.push(
      format === 'text'
        ? `${page.join('\n')}\n`
        : csvText(
            page.map((part, index) => [String(start + BigInt(index)), part, networkOf(part), lastOf(part)]),
          ),
    );
    next += BigInt(page.length);
    done += 1;
    if (done % 16 === 0) await new Promise((resolve) => window.setTimeout(resolve));
  }
  return written.join('');
}
