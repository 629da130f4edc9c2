import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const execute = promisify(execFile);

/** What marks the fuses in a real binary (the sentinel of @electron/fuses), version 1, nine fuses, all as delivered. */
const stubBinary = 'stub dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009011001011 stub';

let directory: string;

function lay(path: string, text: string): void {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o755 });
}

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'linkscope-package-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

test.skipIf(process.platform !== 'linux')(
  'the package holds the built program and nothing else, and its fuses are set',
  async () => {
    const shipped = [
      'out/main/chunks/a.js',
      'out/main/electron.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
      // The packages with compiled code.
      'node_modules/node-pty/build/Release/pty.node',
      'node_modules/node-pty/lib/index.js',
      `node_modules/@koromix/koffi-linux-${process.arch}/index.js`,
      `node_modules/@koromix/koffi-linux-${process.arch}/linux_${process.arch}/koffi.node`,
      'node_modules/koffi/index.js',
      'node_modules/koffi/src/koffi/index.js',
    ];
    const kept = [
      'src-main/a.ts',
      'test/a.ts',
      'scripts/a.mjs',
      '.env',
      'out/sources.sha256',
      '.cache/a.json',
      'bin/linkscope',
      'node_modules/node-pty/src/unix/pty.cc',
      'node_modules/koffi/src/koffi/src/ffi.cc',
      'node_modules/koffi/doc/index.md',
    ];
    for (const path of [...shipped, ...kept]) lay(path, '//');
    lay('node_modules/node-pty/package.json', '{"name":"node-pty","version":"1.1.0"}');
    lay(
      'node_modules/koffi/package.json',
      `{"name":"koffi","version":"3.3.4","optionalDependencies":{"@koromix/koffi-linux-${process.arch}":"3.3.4"}}`,
    );
    lay(
      `node_modules/@koromix/koffi-linux-${process.arch}/package.json`,
      `{"name":"@koromix/koffi-linux-${process.arch}","version":"3.3.4"}`,
    );
    lay('node_modules/extra/package.json', '{"name":"extra","version":"1.0.0"}');
    lay('electron/electron', stubBinary);
    lay('electron/version', '45.3.4');
    const manifest: Record<string, unknown> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    lay(
      'package.json',
      JSON.stringify({
        ...manifest,
        dependencies: { extra: '1.0.0' },
        optionalDependencies: { 'node-pty': '1.1.0', koffi: '3.3.4' },
      }),
    );
    copyFileSync(join(root, 'electron-builder.yml'), join(directory, 'electron-builder.yml'));

    const builder = join(root, 'node_modules/electron-builder/cli.js');
    const args = [
      builder,
      '--linux',
      'dir',
      '--projectDir',
      directory,
      '-c.electronDist=electron',
      '--publish',
      'never',
    ];
    await execute(process.execPath, args, {
      cwd: directory,
      env: { ...process.env, npm_config_offline: 'true' },
    });

    const packed = join(directory, 'dist/linux-unpacked');
    const asar = join(root, 'node_modules/@electron/asar/bin/asar.js');
    const archive = join(packed, 'resources/app.asar');
    const { stdout } = await execute(process.execPath, [asar, 'list', archive]);
    const files = stdout.split(/\r?\n/).filter((path) => /\.[a-z]+$/.test(path));
    expect(files.map((path) => path.slice(1)).toSorted()).toEqual(
      [
        ...shipped,
        'node_modules/node-pty/package.json',
        'node_modules/koffi/package.json',
        `node_modules/@koromix/koffi-linux-${process.arch}/package.json`,
        'package.json',
      ].toSorted(),
    );

    const fuses = await getCurrentFuseWire(join(packed, 'linkscope'));
    const on = '1'.codePointAt(0);
    const state = Object.fromEntries(
      [
        FuseV1Options.RunAsNode,
        FuseV1Options.EnableCookieEncryption,
        FuseV1Options.EnableNodeOptionsEnvironmentVariable,
        FuseV1Options.EnableNodeCliInspectArguments,
        FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
        FuseV1Options.OnlyLoadAppFromAsar,
        FuseV1Options.GrantFileProtocolExtraPrivileges,
      ].map((fuse) => [FuseV1Options[fuse], fuses[fuse] === on]),
    );
    expect(state).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      GrantFileProtocolExtraPrivileges: false,
    });
  },
  60_000,
);

const built = join(root, 'out/main');

test.skipIf(!existsSync(built))('the built program needs no package at run time', () => {
  const names = new Set([
    'electron',
    ...builtinModules,
    ...builtinModules.map((name) => `node:${name}`),
    'node:sqlite',
  ]);
  const strangers = readdirSync(built, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .flatMap((path) =>
      [
        ...readFileSync(join(built, path), 'utf8').matchAll(
          /^(?:import|export)\b[^'"\n]*\bfrom ["']([^"']+)["'];?$/gm,
        ),
      ]
        .map((match) => match[1] ?? '')
        .filter((name) => !name.startsWith('.') && !names.has(name))
        .map((name) => `${path}: ${name}`),
    );
  expect(strangers).toEqual([]);
});
