import { Lines } from '../lines.ts';
import type { Written } from '../written.ts';
import { hierarchy, type Statement } from './hierarchy.ts';
import type { JunosValues } from './schema.ts';

/** The management instance of Junos, as set commands or with braces. */
export function write(values: JunosValues): Written {
  const set = values.target === 'set';
  const path = set ? 'var/tmp/management.set' : 'var/tmp/management.conf';
  const lines = new Lines();
  for (const statement of hierarchy(values)) (set ? putSet : putBraces)(lines, statement, '');
  return {
    files: [
      {
        path,
        language: set ? 'plain' : 'braces',
        about: 'The management interface in a routing instance of its own.',
        lines: lines.lines,
      },
    ],
    apply: [
      { text: `load ${set ? 'set' : 'merge'} /${path}`, about: 'In configuration mode: takes the file in.' },
      { text: 'show | compare', about: 'Shows what changes.' },
      { text: 'commit check', about: 'Lets Junos check it.' },
      {
        text: 'commit confirmed 5',
        about: 'Puts it to work, and back after five minutes should it lock you out: stay on the console.',
      },
      { text: 'commit', about: 'Keeps it.' },
    ],
    undo: [
      { text: 'rollback 1', about: 'In configuration mode: the configuration from before.' },
      { text: 'commit', about: 'Puts it to work.' },
    ],
  };
}

function putSet(lines: Lines, { words, inside, from }: Statement, before: string): void {
  const path = before === '' ? `set ${words}` : `${before} ${words}`;
  if (inside === undefined) lines.add(path, ...from);
  else
    for (const each of inside) {
      // The name of a level stands in every line below it.
      putSet(lines, { ...each, from: [...from, ...each.from] }, path);
    }
}

function putBraces(lines: Lines, { words, inside, from }: Statement): void {
  if (inside === undefined) lines.add(`${words};`, ...from);
  else lines.block(`${words} {`, '}', () => inside.forEach((each) => putBraces(lines, each)), ...from);
}
