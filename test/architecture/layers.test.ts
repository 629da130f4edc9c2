import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const config = join(root, '.dependency-cruiser.mjs');

/** For every rule: files that break it, and nothing else. The first is the one that is refused. */
const violations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no-cycles': {
    'src-core/net/a.ts': `import { b } from './b.ts';\nexport const a = () => b;`,
    'src-core/net/b.ts': `import { a } from './a.ts';\nexport const b = () => a;`,
  },
  'no-unresolved': { 'src-core/net/a.ts': `export * from './missing.ts';` },
  'core-imports-nothing-of-others': {
    'src-core/net/a.ts': `import type { B } from '../../src-main/b.ts';\nexport type A = B;`,
    'src-main/b.ts': 'export type B = 1;',
  },
  'core-is-pure': { 'src-core/net/a.ts': `export { isIPv6 } from 'node:net';` },
  'renderer-imports-core-only': {
    'src-renderer/app/a.ts': `import type { B } from '../../src-main/b.ts';\nexport type A = B;`,
    'src-main/b.ts': 'export type B = 1;',
  },
  'renderer-has-no-node': { 'src-renderer/app/a.ts': `export { readFileSync } from 'fs';` },
  'main-does-not-import-the-page': {
    'src-main/hosts/serve/a.ts': `export { b } from '../../../src-renderer/app/b.ts';`,
    'src-renderer/app/b.ts': 'export const b = 1;',
  },
  'program-does-not-import-tests': {
    'src-main/os/a.ts': `export { b } from '../../test/support/b.ts';`,
    'test/support/b.ts': 'export const b = 1;',
  },
  'features-do-not-know-each-other': {
    'src-main/discovery/a.ts': `import type { B } from '../inventory/b.ts';\nexport type A = B;`,
    'src-main/inventory/b.ts': 'export type B = 1;',
  },
  'features-know-no-host': {
    'src-main/os/a.ts': `export { b } from '../hosts/serve/b.ts';`,
    'src-main/hosts/serve/b.ts': 'export const b = 1;',
  },
  'features-know-no-composition': {
    'src-main/discovery/a.ts': `export { b } from '../services.ts';`,
    'src-main/services.ts': 'export const b = 1;',
  },
  'api-is-thin': {
    'src-main/api/a.ts': `import type { B } from '../discovery/b.ts';\nexport type A = B;`,
    'src-main/discovery/b.ts': 'export type B = 1;',
  },
  'os-knows-no-feature': {
    'src-main/os/a.ts': `export { b } from '../discovery/b.ts';`,
    'src-main/discovery/b.ts': 'export const b = 1;',
  },
  'child-process-in-one-place': { 'src-main/discovery/a.ts': `export { spawn } from 'node:child_process';` },
  'electron-in-its-host': {
    'src-main/discovery/a.ts': `import type { App } from 'electron';\nexport type A = App;`,
  },
  'sql-in-the-inventory': {
    'src-main/discovery/a.ts': `export { DatabaseSync } from 'node:sqlite';\nexport type { Kysely } from 'kysely';`,
  },
  'addresses-in-core-net': { 'src-core/plan/a.ts': `export { Address6 } from 'ip-address';` },
  'no-development-packages': { 'src-core/net/a.ts': `export { format } from 'prettier';` },
};

/** What is allowed although it looks like the above. */
const allowed: Readonly<Record<string, string>> = {
  'src-core/net/a.ts': `export { Address6 } from 'ip-address';`,
  'src-core/net/a.test.ts': `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;`,
  'src-main/discovery/recorder.ts': `import type { A } from '../os/a.ts';\nexport type Recorder = A;`,
  'src-main/inventory/a.ts': `import type { Recorder } from '../discovery/recorder.ts';\nexport type A = Recorder;`,
  'src-main/inventory/b.ts': `export { DatabaseSync } from 'node:sqlite';\nexport type { Kysely } from 'kysely';`,
  'src-main/os/a.ts': 'export type A = 1;',
  'src-main/os/exec.ts': `export { spawn } from 'node:child_process';`,
  'src-main/services.ts': `export { DatabaseSync } from './inventory/b.ts';`,
  'src-main/hosts/electron/a.ts': `export { app } from 'electron';\nexport * from '../../services.ts';`,
  'src-renderer/app/a.ts': `export * from '../../src-core/net/a.ts';`,
};

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'linkscope-layers-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** Lays the files out as a program of their own and gives what the rules say of them. */
async function cruise(name: string, files: Readonly<Record<string, string>>): Promise<Violation[]> {
  const home = join(directory, name);
  for (const [path, text] of Object.entries({
    'src-core/k.ts': '',
    'src-main/k.ts': '',
    'src-renderer/k.ts': '',
    ...files,
  })) {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), `${text}\n`);
  }
  for (const file of ['package.json', 'tsconfig.base.json'])
    await copyFile(join(root, file), join(home, file));
  await symlink(join(root, 'node_modules'), join(home, 'node_modules'));
  const args = [cruiser, '--config', config, '--output-type', 'json', 'src-core', 'src-main', 'src-renderer'];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: home,
    maxBuffer: 32 * 1024 * 1024,
  });
  const report: { summary: { violations: Violation[] } } = JSON.parse(stdout);
  return report.summary.violations;
}

test('every rule has a file here that breaks it, and says why it is there', async () => {
  const {
    default: rules,
  }: { default: { forbidden: { name: string; comment: string; severity: string }[] } } = await import(config);
  expect(rules.forbidden.map(({ name }) => name).toSorted()).toEqual(Object.keys(violations).toSorted());
  for (const { comment, severity } of rules.forbidden) {
    expect(severity).toBe('error');
    expect(comment.length).toBeGreaterThan(30);
  }
});

describe.concurrent('the rules refuse', () => {
  test.each(Object.entries(violations))('%s', async (name, files) => {
    const found = await cruise(name, files);
    expect(found).toContainEqual(
      expect.objectContaining({ from: Object.keys(files)[0], rule: expect.objectContaining({ name }) }),
    );
  });
});

test('what the design allows is not refused', async () => {
  expect(await cruise('allowed', allowed)).toEqual([]);
});
