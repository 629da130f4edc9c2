import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sourceIds } from '../../src-core/api/discovery.ts';

const root = resolve(import.meta.dirname, '../..');
const layers = ['src-core', 'src-main', 'src-renderer'];

interface SourceFile {
  readonly path: string;
  readonly lines: number;
}

function filesUnder(...folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: relative(root, path).replaceAll('\\', '/'),
      lines: readFileSync(path, 'utf8').trimEnd().split('\n').length,
    }));
}

const program = filesUnder(...layers);

test('the program is found at all', () => {
  expect(program.length).toBeGreaterThan(50);
});

test('no file has more than 300 lines', () => {
  expect(program.filter(({ lines }) => lines > 300)).toEqual([]);
});

test('names are kebab-case, and whole words', () => {
  const name = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.(test|test-support|property\.test|d))?\.tsx?$/;
  const vague = /(^|-)(utils?|helpers?|misc|common|stuff|manager)(-|\.)/;
  expect(
    program.map(({ path }) => basename(path)).filter((file) => !name.test(file) || vague.test(file)),
  ).toEqual([]);
});

test('folders are kebab-case', () => {
  const folders = layers
    .flatMap((layer) => readdirSync(join(root, layer), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && !entry.parentPath.includes('fixtures'))
    .map((entry) => entry.name);
  expect(folders.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
});

test('what needs Electron stays under 400 lines in all', () => {
  const glue = filesUnder('src-main/hosts/electron').filter(({ path }) => !path.includes('.test'));
  expect(glue.length).toBeGreaterThan(5);
  expect(glue.reduce((total, { lines }) => total + lines, 0)).toBeLessThan(400);
});

test('a source of discovery has the id that its file is named after', async () => {
  const files = readdirSync(join(root, 'src-main/discovery/sources')).filter(
    (name) => name.endsWith('.ts') && !name.includes('.test'),
  );
  const ids = await Promise.all(
    files.map(async (file) => {
      const loaded: { default?: { id?: string } } = await import(
        join(root, 'src-main/discovery/sources', file)
      );
      return [file, loaded.default?.id] as const;
    }),
  );
  expect(ids.filter(([file, id]) => file !== `${id}.ts`)).toEqual([]);
  expect(ids.map(([, id]) => String(id)).toSorted()).toEqual([...sourceIds].toSorted());
});

test('a feature has the same word in every layer', () => {
  const names = (folder: string) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith('.ts') && !file.includes('.test'))
      .map((file) => file.replace(/\.ts$/, ''));
  const ground = new Set([
    'contract',
    'errors',
    'values',
    'base',
    'failures',
    'router',
    'fake-parts',
    'tool-error',
    'probe-events',
    'probe-targets',
    'probe-routes',
    'form-values',
    'preview-step',
  ]);
  const features = (folder: string) =>
    names(folder)
      .filter((name) => !ground.has(name))
      .toSorted();
  expect(features('src-main/api')).toEqual(features('src-core/api'));
});
