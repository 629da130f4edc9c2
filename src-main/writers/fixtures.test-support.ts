import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { textOf } from './lines.ts';
import type { Written } from './written.ts';

/** One case of a writer: `fixtures/NAME/case.json`, and the files as they must be in `fixtures/NAME/files/`. */
const caseFile = z.strictObject({
  about: z.string().min(10),
  /** Values as typed into the form. */
  values: z.record(z.string(), z.unknown()),
  /** What the form says of it: the paths of warnings. */
  warnings: z.array(z.string()).default([]),
  /** The real programs that cannot accept it, each with the reason (an older version is installed). */
  accepts: z.record(z.string(), z.string()).default({}),
  /** False where reading back cannot give the same files, with the reason in `about`. */
  readsBack: z.boolean().default(true),
});

/** A change to the sample of a writer that must be refused at this field. */
const refusal = z.strictObject({
  why: z.string(),
  set: z.record(z.string(), z.unknown()),
  path: z.string(),
  severity: z.enum(['error', 'warning']).default('error'),
});

export interface Case extends z.output<typeof caseFile> {
  readonly writer: string;
  readonly name: string;
  readonly folder: string;
}

function foldersIn(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

const here = import.meta.dirname;

export function casesOf(writer: string): Case[] {
  const fixtures = join(here, writer, 'fixtures');
  return foldersIn(fixtures).map((name) => {
    const folder = join(fixtures, name);
    const read: unknown = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8'));
    return { writer, name, folder, ...caseFile.parse(read) };
  });
}

export function refusalsOf(writer: string): z.output<typeof refusal>[] {
  const file = join(here, writer, 'fixtures', 'refused.json');
  if (!existsSync(file)) return [];
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return z.array(refusal).parse(read);
}

/** The files of a case as they must be, by path. */
export function goldenOf({ folder }: Case): Record<string, string> {
  const files = join(folder, 'files');
  if (!existsSync(files)) return {};
  const names = readdirSync(files, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(files, join(entry.parentPath, entry.name)));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(files, name), 'utf8')]));
}

/** Files as text, by path. */
export function textsOf({ files }: Written): Record<string, string> {
  const texts = files.map(({ path, lines }): [string, string] => [path, textOf(lines)]);
  return Object.fromEntries(texts.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Lays down the files of a new case (WRITE_FIXTURES=1); a person then reads them against the documents. */
export function layGolden({ folder }: Case, texts: Readonly<Record<string, string>>): void {
  rmSync(join(folder, 'files'), { recursive: true, force: true });
  for (const [path, text] of Object.entries(texts)) {
    const place = join(folder, 'files', path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
}
