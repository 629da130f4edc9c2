import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { jsonNodeText, readCommentedJson, type JsonEntry } from '../syntax/commented-json.ts';
import type { LeftLine, ReadValues } from '../writer.ts';
import { write } from './write.ts';
import { schema } from './schema.ts';

/**
 * Reads daemon.json, and the rule and settings beside it where they are there.
 * @throws ToolError bad-input where no file is a JSON object
 */
export function read(files: readonly SourceFile[]): ReadValues {
  const left: LeftLine[] = [];
  const values: Record<string, unknown> = {};
  const daemons = files.filter(({ text }) => /^\s*\{/.test(text));
  if (daemons.length === 0) {
    const names = files.map(({ name }) => visibleText(name)).join(', ');
    throw new ToolError('bad-input', `${names}: a daemon.json is a JSON object, in braces`);
  }
  for (const file of daemons) left.push(...readDaemon(file, values));
  const others = files.filter((file) => !daemons.includes(file));
  for (const { text } of others) readOther(text, values);
  left.push(...unlike(others, values));
  left.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
  return { values, left };
}

function readDaemon(file: SourceFile, values: Record<string, unknown>): LeftLine[] {
  const { root, comments } = readCommentedJson(file);
  const left: LeftLine[] = comments.map((comment) => ({ ...comment, why: 'Docker takes no comments here' }));
  const entries = root.kind === 'map' ? root.entries : [];
  const valueOf = (key: string): unknown => {
    const value = entries.find(({ name }) => name === key)?.value;
    return value?.kind === 'scalar' ? value.value : undefined;
  };
  const experimental = valueOf('experimental') === true;
  const rules = valueOf('ip6tables');
  // Without a word of it Docker 27 writes the rules by itself.
  values['rule'] = rules === false ? 'nft' : 'docker';
  values['target'] = rules === true && experimental ? '20.10' : '27';
  for (const entry of entries) {
    const { name, value } = entry;
    const scalar = value.kind === 'scalar' ? value.value : undefined;
    if (name === 'ipv6' && scalar === true) continue;
    if (name === 'ip6tables' && typeof scalar === 'boolean') continue;
    if (name === 'experimental' && scalar === true && rules === true) continue;
    if (name === 'fixed-cidr-v6' && typeof scalar === 'string') values['prefix'] = scalar;
    else if (name === 'dns' && value.kind === 'list')
      values['dns'] = value.items.map((item) => (item.kind === 'scalar' ? item.value : ''));
    else left.push(unknown(file, entry));
  }
  return left;
}

function unknown(file: SourceFile, { name, line, value }: JsonEntry): LeftLine {
  const text = visibleText(`${JSON.stringify(name)}: ${jsonNodeText(value)}`, 2000);
  return { file: file.name, line, text, kind: 'unknown', why: `the form has no "${name}"` };
}

/** The prefix and the way out, from the files that the form itself writes beside daemon.json. */
function readOther(text: string, values: Record<string, unknown>): void {
  const nft = /^\s*ip6 saddr (\S+) oifname != "docker0" masquerade$/m.exec(text)?.[1];
  const script = /^prefix='([^']*)'$/m.exec(text)?.[1];
  const outside = /^net\/ipv6\/conf\/(\S+)\/accept_ra = 2$/m.exec(text)?.[1];
  if (nft !== undefined) Object.assign(values, { rule: 'nft', prefix: nft });
  if (script !== undefined) Object.assign(values, { rule: 'ip6tables', prefix: script });
  if (outside !== undefined) values['outside'] = outside;
}

/** The lines of the other files that the form would not write: nothing of them is lost unseen. */
function unlike(others: readonly SourceFile[], values: Record<string, unknown>): LeftLine[] {
  const form = schema.safeParse(values);
  const known = new Set(
    form.success ? write(form.data).files.flatMap(({ lines }) => lines.map(({ text }) => text.trim())) : [],
  );
  return others.flatMap((file) =>
    file.text.split(/\r?\n/).flatMap((line, index): LeftLine[] => {
      const text = line.trim();
      if (text === '' || known.has(text)) return [];
      const comment = text.startsWith('#');
      return [
        {
          file: file.name,
          line: index + 1,
          text: visibleText(text, 2000),
          kind: comment ? 'comment' : 'unknown',
          why: comment ? 'a comment' : 'the form does not write this line',
        },
      ];
    }),
  );
}
