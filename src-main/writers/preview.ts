import type { Preview, Problem, ShownFile } from '../../src-core/api/writers.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import { readForm } from './read-form.ts';
import type { Writer } from './writer.ts';
import type { Written, WrittenFile } from './written.ts';

/** The files of a form as it is typed, with what is wrong; see the contract. */
export function previewOf(writer: Writer, typed: unknown): Preview {
  const { values, problems, replaced } = readForm(writer, typed);
  // Rules across fields say nothing sensible of samples that the person never typed.
  const found = problems.length > 0 ? [] : writer.examine(values);
  const written = writer.write(values);
  const all: Problem[] = [...problems, ...found];
  return {
    files: written.files.map((file) => shown(file, replaced)),
    problems: all,
    usable: all.every(({ severity }) => severity !== 'error'),
    apply: [...written.apply],
    undo: [...written.undo],
  };
}

/**
 * The files of a form that is to be written.
 * @throws ToolError bad-input with the first field that is wrong
 */
export function writtenOf(writer: Writer, typed: unknown): { written: Written; warnings: Problem[] } {
  const result = readForm(writer, typed);
  const problems = result.problems.length > 0 ? result.problems : writer.examine(result.values);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first !== undefined) {
    const where = first.path === '' ? '' : `${first.path}: `;
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    throw new ToolError('bad-input', `${where}${first.message}${more}`, first.path);
  }
  return { written: writer.write(result.values), warnings: [...problems] };
}

function shown(
  file: WrittenFile,
  replaced: ReadonlyMap<string, { readonly typed: string; readonly sample: string }>,
): ShownFile {
  return {
    path: file.path,
    language: file.language,
    about: file.about,
    executable: file.executable ?? false,
    lines: file.lines.map(({ text, from }) => {
      if (replaced.size === 0) return text;
      let line = text;
      for (const path of from) {
        const other = replaced.get(path);
        if (other !== undefined) line = line.replace(other.sample, () => other.typed);
      }
      return line;
    }),
    from: file.lines.map(({ from, joined }) => joined ?? from.join(' ')),
  };
}
