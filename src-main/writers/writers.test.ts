import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formValues } from '../../src-core/api/form-values.ts';
import { parsePrefix } from '../../src-core/net/prefix.ts';
import { examplePlan } from '../../src-core/plan/example.ts';
import { renumber } from '../../src-core/plan/renumber.ts';
import { subjectOf } from '../../src-core/plan/subject.ts';
import { allEntries, childrenOf, type Plan } from '../../src-core/plan/tree.ts';
import { changedFields, filledForm, mergePlan } from '../../src-core/writers/merge.ts';
import { findCommand } from '../os/find-command.ts';
import { casesOf, goldenOf, layGolden, refusalsOf, textsOf } from './fixtures.test-support.ts';
import { leavesOf, setAt, valueAt } from './leaves.test-support.ts';
import { previewOf, writtenOf } from './preview.ts';
import { jsonSchemaOf } from './read-form.ts';
import { writers } from './registry.ts';
import { runChecker } from './run-checkers.ts';

it('finds every folder that has an index.ts, named by its id', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() && readdirSync(`${import.meta.dirname}/${entry.name}`).includes('index.ts'),
    )
    .map(({ name }) => name);
  expect(writers.map(({ id }) => id)).toEqual(folders.sort());
});

describe.each(writers.map((writer) => [writer.id, writer] as const))('%s', (id, writer) => {
  const cases = casesOf(id);

  it('has cases, the systems it serves, and a form that can be drawn', () => {
    expect(cases.length).toBeGreaterThan(0);
    expect(writer.systems.length).toBeGreaterThan(0);
    expect(jsonSchemaOf(writer)).toMatchObject({ type: 'object' });
    // Python's validator, as others, cannot read such patterns.
    expect(JSON.stringify(jsonSchemaOf(writer))).not.toMatch(/\\\\[pP]\{/);
  });

  it('has a sample with nothing wrong in it', () => {
    const { problems, files } = previewOf(writer, writer.sample);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(files.length).toBeGreaterThan(0);
  });

  it('tells what a new form lacks by field, and shows its files all the same', () => {
    const { files, problems } = previewOf(writer, {});
    expect(files.length).toBeGreaterThan(0);
    for (const { path, message } of problems) expect([path, message.length > 0]).toEqual([path, true]);
  });

  it.each(cases.map((one) => [one.name, one] as const))('writes the files of %s', (_name, one) => {
    const { written, warnings } = writtenOf(writer, one.values);
    const texts = textsOf(written);
    if (process.env['WRITE_FIXTURES'] === '1' && Object.keys(goldenOf(one)).length === 0)
      layGolden(one, texts);
    expect(texts).toEqual(goldenOf(one));
    expect(warnings.map(({ path }) => path)).toEqual(one.warnings);
  });

  if (writer.read !== undefined) {
    const { read } = writer;
    it.each(cases.filter(({ readsBack }) => readsBack).map((one) => [one.name, one] as const))(
      'reads the files of %s back into the same files',
      (_name, one) => {
        const golden = goldenOf(one);
        const { values, left } = read(Object.entries(golden).map(([name, text]) => ({ name, text })));
        expect(left.filter(({ kind }) => kind === 'unknown')).toEqual([]);
        // The target is not in the files: it is what the person chose.
        const target = one.values['target'];
        const again = writtenOf(writer, target === undefined ? values : { ...values, target });
        expect(textsOf(again.written)).toEqual(golden);
      },
    );
  }

  for (const checker of writer.checkers) {
    const missing = findCommand(checker.command) === undefined;
    const why = missing ? ` (${checker.command} is not installed)` : '';
    (missing ? it.skip : it).for(cases.filter(({ accepts }) => accepts[checker.name] === undefined))(
      `${checker.name} accepts the files of $name${why}`,
      { timeout: 60_000 },
      async (one, { skip }) => {
        const { written } = writtenOf(writer, one.values);
        const results = await runChecker(checker, written.files);
        // Needs rights or a version that are not here, and says so: neither a pass nor a failure.
        const unable = results.find(({ status }) => status === 'not-possible');
        if (checker.root === true || checker.impossible !== undefined)
          skip(unable !== undefined, unable?.reason);
        expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
      },
    );
  }

  const { fromPlan } = writer;
  if (fromPlan !== undefined) {
    const fill = (plan: Plan, node: string) =>
      formValues.parse(JSON.parse(JSON.stringify(fromPlan(subjectOf(plan, node)))));
    const start = formValues.parse(JSON.parse(JSON.stringify(writer.start)));
    it('takes fields that it has from any node of a plan, and nothing of an old prefix after a renumbering', () => {
      const plan = examplePlan();
      const [top] = childrenOf(plan, null);
      if (top === undefined) throw new Error('the example has no node');
      const moved = renumber(plan, top.node.id, parsePrefix('3fff::/32')).apply();
      for (const { node } of allEntries(plan)) {
        const given = fill(plan, node.id);
        const form = filledForm(start, given);
        expect(changedFields(given, form)).toEqual([]);
        const { problems } = previewOf(writer, form);
        expect(problems.filter(({ message }) => message.startsWith('there is no field'))).toEqual([]);
        const now = fill(moved, node.id);
        expect(JSON.stringify(now)).not.toContain('2001:db8:');
        // What the form added stays, and everything else is what the plan gives now.
        const own = { ...form, ofTheForm: 1 };
        expect(mergePlan(form, own, filledForm(start, now))).toEqual({
          ...filledForm(start, now),
          ofTheForm: 1,
        });
      }
    });
  }

  const refusals = refusalsOf(id);
  it.each(refusals)('tells $why at $path', ({ set, path, severity }) => {
    let values: unknown = structuredClone(writer.sample);
    for (const [at, value] of Object.entries(set)) values = setAt(values, at, value);
    const problems = previewOf(writer, values).problems.filter((problem) => problem.severity === severity);
    expect(problems.map((problem) => problem.path)).toContain(path);
    if (severity === 'error') expect(() => writtenOf(writer, values)).toThrow();
  });

  it('lets no text end its string, its line or its block', () => {
    const leaves = [writer.sample, ...cases.map(({ values }) => values)].flatMap((values) =>
      leavesOf(values).map((path) => ({ values, path })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...leaves), hostile, ({ values, path }, evil) => {
        const before = writtenOf(writer, values).written;
        const changed = setAt(structuredClone(values), path, evil);
        const { usable, problems } = previewOf(writer, changed);
        if (!usable) {
          expect(problems.length).toBeGreaterThan(0);
          return;
        }
        const after = writtenOf(writer, changed).written;
        // A value is seen on its own lines alone: every other line is as it was.
        expect(linesNotOf(path, after)).toEqual(linesNotOf(path, before));
        for (const { lines } of after.files)
          for (const line of lines) expect(line.text).not.toMatch(/[\n\r\u0000]/);
        if (writer.read === undefined) return;
        const again = writer.read(Object.entries(textsOf(after)).map(([name, text]) => ({ name, text })));
        const form = { ...again.values, ...targetOf(changed) };
        expect(textsOf(writtenOf(writer, form).written)).toEqual(textsOf(after));
      }),
      { numRuns: 300 },
    );
  });
});

function targetOf(values: unknown): Record<string, unknown> {
  const target = valueAt(values, 'target');
  return target === undefined ? {} : { target };
}

/** Texts that would end a string, a line, a comment or a block in one format or another. */
const hostile = fc.oneof(
  fc.constantFrom(
    '"',
    "'",
    '\\',
    '\n',
    '\r\n',
    '}',
    '};\nevil on;',
    ';',
    '# x',
    '// x',
    '/* x',
    '*/',
    '"; evil "',
    "'; rm -rf / #",
    '$(evil)',
    '`evil`',
    '${evil}',
    '%eth0',
    '-evil',
    '--evil=1',
    '<evil>',
    '</VirtualHost>',
    '!',
    '\u2028x',
    '\u0000',
    '\u001b[31m',
    '\u202eevil',
    'a b',
    'a\tb',
    'a,b',
    'a:b',
    'a\\',
    'a"b',
    '[x]',
    '{{ x }}',
    '*',
    '&a',
    '<<: x',
    'yes',
    '0x10',
    '1e3',
    '~',
    '',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'"\'\\{};#$`\n <>&|=:,[]()!-a'), maxLength: 20 }),
);

function linesNotOf(
  path: string,
  written: {
    readonly files: readonly { path: string; lines: readonly { text: string; from: readonly string[] }[] }[];
  },
): string[] {
  return written.files.flatMap((file) =>
    file.lines.filter(({ from }) => !from.includes(path)).map(({ text }) => text),
  );
}
