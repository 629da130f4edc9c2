import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = resolve(import.meta.dirname, '../../scripts/install.mjs');
const { outdatedPackages }: { outdatedPackages(directory: string): string[] } = await import(script);

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'linkscope-install-'));
  mkdirSync(join(home, 'node_modules'));
});
afterEach(() => rmSync(home, { recursive: true }));

const a = { version: '1.0.0', integrity: 'sha512-a' };
const other = { version: '1.0.0', integrity: 'sha512-o', optional: true };

function lay(wanted: object, installed: object | string): void {
  writeFileSync(join(home, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
  const text = typeof installed === 'string' ? installed : JSON.stringify({ packages: installed });
  writeFileSync(join(home, 'node_modules/.package-lock.json'), text);
}

test.each([
  ['all is there', { 'node_modules/a': a }, { 'node_modules/a': a }, []],
  ['more is there', { 'node_modules/a': a }, { 'node_modules/a': a, 'node_modules/b': a }, []],
  [
    'one for another system is not',
    { 'node_modules/a': a, 'node_modules/o': other },
    { 'node_modules/a': a },
    [],
  ],
  ['one is missing', { 'node_modules/a': a, 'node_modules/b': a }, { 'node_modules/a': a }, ['b']],
  ['one is older', { 'node_modules/a': a }, { 'node_modules/a': { ...a, version: '0.9.0' } }, ['a']],
  [
    'one is another build',
    { 'node_modules/a': a },
    { 'node_modules/a': { ...a, integrity: 'sha512-b' } },
    ['a'],
  ],
  ['npm was stopped in the middle', { 'node_modules/a': a }, '{"packages":', ['everything']],
])('where %s', (_name, wanted, installed, outdated) => {
  lay(wanted, installed);
  expect(outdatedPackages(home)).toEqual(outdated);
});

test('in a fresh clone everything is to be installed', () => {
  lay({ 'node_modules/a': a }, {});
  rmSync(join(home, 'node_modules'), { recursive: true });
  expect(outdatedPackages(home)).toEqual(['everything']);
});
