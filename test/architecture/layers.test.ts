import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { cruise } from 'dependency-cruiser';
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
  'pseudo-terminals-in-the-terminal': {
    'src-main/os/a.ts': `import type { IPty } from 'node-pty';\nexport type A = IPty;`,
  },
  'system-calls-in-one-place': {
    'src-main/os/a.ts': `import type { LibraryHandle } from 'koffi';\nexport type A = LibraryHandle;`,
  },
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
  'src-core/net/a.ts': `export { z } from 'zod';`,
  'src-core/net/a.test.ts': `import { readFileSync } from 'node:fs';\nexport { Address6 } from 'ip-address';\nexport const a = readFileSync;`,
  'src-main/discovery/recorder.ts': `import type { A } from '../os/a.ts';\nexport type Recorder = A;`,
  'src-main/inventory/a.ts': `import type { Recorder } from '../discovery/recorder.ts';\nexport type A = Recorder;`,
  'src-main/inventory/b.ts': `export { DatabaseSync } from 'node:sqlite';\nexport type { Kysely } from 'kysely';`,
  'src-main/os/a.ts': 'export type A = 1;',
  'src-main/terminal/a.ts': `export const load = () => import('node-pty');`,
  'src-main/os/libc.ts': `export const load = () => import('koffi');`,
  'src-main/os/exec.ts': `export { spawn } from 'node:child_process';`,
  'src-main/services.ts': `export { DatabaseSync } from './inventory/b.ts';`,
  'src-main/hosts/electron/a.ts': `export { app } from 'electron';\nexport * from '../../services.ts';`,
  'src-renderer/app/a.ts': `export * from '../../src-core/net/a.ts';`,
};

interface Rules {
  readonly forbidden: { name: string; comment: string; severity: 'error'; from: object; to: object }[];
  readonly options: {
    readonly tsPreCompilationDeps: boolean;
    readonly doNotFollow: { path: string };
    readonly enhancedResolveOptions: { exportsFields: string[]; conditionNames: string[] };
  };
}
const { default: rules }: { default: Rules } = await import(config);

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'linkscope-layers-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** Lays the files out as a program of their own. */
async function lay(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const home = join(directory, name);
  const layers = { 'src-core/k.ts': '', 'src-main/k.ts': '', 'src-renderer/k.ts': '' };
  for (const [path, text] of Object.entries({ ...layers, ...files })) {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), `${text}\n`);
  }
  for (const file of ['package.json', 'tsconfig.base.json'])
    await copyFile(join(root, file), join(home, file));
  await symlink(join(root, 'node_modules'), join(home, 'node_modules'));
  return home;
}

/** What the rules say of these files. */
async function violationsOf(name: string, files: Readonly<Record<string, string>>): Promise<Violation[]> {
  const { tsPreCompilationDeps, doNotFollow, enhancedResolveOptions } = rules.options;
  const { output } = await cruise(
    ['src-core', 'src-main', 'src-renderer'],
    {
      baseDir: await lay(name, files),
      validate: true,
      ruleSet: { forbidden: rules.forbidden },
      tsPreCompilationDeps,
      doNotFollow,
    },
    { ...enhancedResolveOptions, bustTheCache: true },
  );
  if (typeof output === 'string') throw new Error('the cruise gave a text and no result');
  return output.summary.violations;
}

test('every rule has a file here that breaks it, and says why it is there', () => {
  expect(rules.forbidden.map(({ name }) => name).toSorted()).toEqual(Object.keys(violations).toSorted());
  for (const { comment, severity } of rules.forbidden) {
    expect(severity).toBe('error');
    expect(comment.length).toBeGreaterThan(30);
  }
});

describe('the rules refuse', () => {
  test.each(Object.entries(violations))('%s', async (name, files) => {
    const found = await violationsOf(name, files);
    expect(found).toContainEqual(
      expect.objectContaining({ from: Object.keys(files)[0], rule: expect.objectContaining({ name }) }),
    );
  });
});

test('what the design allows is not refused', async () => {
  expect(await violationsOf('allowed', allowed)).toEqual([]);
});

test('npm run layers refuses as well, and with a failing exit status', async () => {
  const home = await lay('command', violations['core-is-pure'] ?? {});
  const run = promisify(execFile)(process.execPath, [cruiser, '--config', config, 'src-core'], { cwd: home });
  await expect(run).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('core-is-pure') });
});
