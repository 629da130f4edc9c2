import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { provider } from '../plan/plan.test-support.ts';
import { runCli } from '../run-cli.ts';
import { Terminal } from '../terminal.ts';
import { readForm } from './form-text.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linkscope-write-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function write(...args: string[]) {
  const chunks = { out: '', err: '' };
  const output = (name: 'out' | 'err') =>
    new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        chunks[name] += chunk;
        done();
      },
    });
  const status = await runCli(['write', ...args, '--data-dir', join(folder, 'data')], {
    terminal: new Terminal(output('out'), output('err')),
    signal: new AbortController().signal,
    builtDirectory: '',
  });
  return { status, ...chunks };
}

const put = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const form = (lifetime = 60) =>
  put(
    'values.yaml',
    `interfaces:\n  - name: eth1\n    maxInterval: ${lifetime}\n    prefixes: [{prefix: 2001:db8::/64}]\n`,
  );

/** A program of this name that the checker finds before any other. */
function fakeProgram(name: string, text: string) {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'bin', name), text);
  chmodSync(join(folder, 'bin', name), 0o755);
  vi.stubEnv('PATH', `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`);
}

test('lists the writers, with what each can do', async () => {
  const { status, out } = await write();
  expect(status).toBe(0);
  expect(out).toMatch(/^radvd\s+radvd\s+router advertisements\s+read, plan\s.*radvd -c$/m);
  const lines = (await write('--json')).out.trimEnd().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ id: 'radvd' }),
  );
});

test('prints the sample and the schema, and takes the sample as it is', async () => {
  const sample = await write('radvd', '--sample');
  const schema: unknown = JSON.parse((await write('radvd', '--schema')).out);
  expect(schema).toMatchObject({ type: 'object', properties: { interfaces: { type: 'array' } } });
  const printed = await write('radvd', '--input', put('sample.yaml', sample.out));
  expect([printed.status, printed.err]).toEqual([0, '']);
  expect(printed.out).toMatch(/^interface eth1 \{\n/);
});

test('prints several files with their names between them', async () => {
  const values = put('values.yaml', 'target: networkd\ninterfaces: [{name: br0, kind: bridge}]\n');
  const { status, out } = await write('host-network', '--input', values);
  expect(status).toBe(0);
  expect(
    out.split('\n').flatMap((line, index, all) => (line.startsWith('==>') ? [all[index - 1], line] : [])),
  ).toEqual([
    undefined,
    '==> etc/systemd/network/10-br0.netdev <==',
    '',
    '==> etc/systemd/network/10-br0.network <==',
  ]);
});

test('writes the files, keeps the old one, and tells what would change', async () => {
  const target = join(folder, 'out');
  const file = join(target, 'etc/radvd.conf');
  expect(await write('radvd', '--input', form(), '--out', target)).toEqual({
    status: 0,
    out: 'created   etc/radvd.conf\n',
    err: '',
  });
  const first = readFileSync(file, 'utf8');
  expect(await write('radvd', '--input', form(), '--diff', target)).toEqual({ status: 0, out: '', err: '' });
  const diff = await write('radvd', '--input', form(90), '--diff', target);
  expect(diff.status).toBe(6);
  expect(diff.out).toMatch(/^--- a\/etc\/radvd\.conf\n\+\+\+ b\/etc\/radvd\.conf\n@@ [^\n]* @@\n/);
  expect(diff.out.split('\n').filter((line) => /^[-+] /.test(line))).toEqual([
    '-    MaxRtrAdvInterval 60;',
    '+    MaxRtrAdvInterval 90;',
  ]);
  expect(readFileSync(file, 'utf8')).toBe(first);
  const again = await write('radvd', '--input', form(90), '--out', target);
  expect(again.out).toMatch(
    /^replaced {2}etc\/radvd\.conf \(the old one is \.radvd\.conf\.\d{8}T\d{6}Z\.bak\)\n$/,
  );
  const [backup = ''] = readdirSync(join(target, 'etc'));
  expect(readFileSync(join(target, 'etc', backup), 'utf8')).toBe(first);
  expect((await write('radvd', '--input', form(90), '--out', target)).out).toBe('unchanged etc/radvd.conf\n');
});

test('a link that leads out of the folder is not written through', async () => {
  mkdirSync(join(folder, 'out'));
  mkdirSync(join(folder, 'elsewhere'));
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'out/etc'));
  const { status, err } = await write('radvd', '--input', form(), '--out', join(folder, 'out'));
  expect([status, readdirSync(join(folder, 'elsewhere'))]).toEqual([2, []]);
  expect(err).toMatch(/^etc\/radvd\.conf: a symbolic link leads out of the folder/);
});

test('a bundle is what tar unpacks', async () => {
  const bundle = join(folder, 'radvd.tar.gz');
  expect(await write('radvd', '--input', form(), '--bundle', bundle)).toEqual({
    status: 0,
    out: `${bundle}\n`,
    err: '',
  });
  const list = spawnSync('tar', ['-tzf', bundle], { encoding: 'utf8' });
  expect(list.stdout.split('\n')).toEqual(['radvd/README.txt', 'radvd/files/etc/radvd.conf', '']);
});

describe('what the checker says', () => {
  test.each([
    ['accepts', '#!/bin/sh\nexit 0\n', 0, /^radvd -c: passed$/m, true],
    ['refuses', '#!/bin/sh\necho "$5:3 error: bad" >&2\nexit 1\n', 7, /^radvd -c: failed$/m, false],
    [
      'refuses tells its version',
      '#!/bin/sh\n[ "$1" = -v ] && { echo "Version: 2.19" >&2; exit 0; }\nexit 1\n',
      7,
      /  note: radvd here is 2\.19: it may not know the words of a later one$/m,
      false,
    ],
    ['cannot run', '#!/nowhere/sh\n', 8, /No program has looked at the files/, false],
  ])('one that %s', async (_, program, status, message, written) => {
    fakeProgram('radvd', program);
    const target = join(folder, 'out');
    mkdirSync(target);
    const result = await write('radvd', '--input', form(), '--check', '--out', target);
    expect(result.status).toBe(status);
    expect(result.err).toMatch(message);
    expect(readdirSync(target)).toEqual(written ? ['etc'] : []);
  });
});

describe('values from elsewhere', () => {
  test('an old file becomes values, and what is in none of them stands before them', async () => {
    const old = put(
      'radvd.conf',
      '# ours\ninterface eth1 {\n  AdvSendAdvert on;\n  prefix 2001:db8::/64 { };\n};\n',
    );
    const { status, out } = await write('radvd', '--read', old);
    expect(status).toBe(0);
    expect(out).toMatch(/^# radvd\.conf:1: comment: # ours/m);
    expect(readForm(out, 'x')).toMatchObject({
      interfaces: [{ name: 'eth1', prefixes: [{ prefix: '2001:db8::/64' }] }],
    });
    expect((await write('radvd', '--input', put('again.yaml', out))).status).toBe(0);
    const files = await write('radvd', '--read', old, '--out', join(folder, 'out'));
    expect(files.err).toMatch(/^not taken: radvd\.conf:1: comment: # ours/);
  });

  test('the format of an old file is recognised where no writer is named', async () => {
    const old = put('x', '{ "Dhcp6": { "subnet6": [] } }\n');
    const { status, out, err } = await write('--read', old);
    expect([status, err]).toEqual([
      0,
      'recognised as kea-dhcp6: line 1 has "{ "Dhcp6": { "subnet6": [] } }"\n',
    ]);
    expect(readForm(out, 'x')).toHaveProperty('subnets');
    const unknown = await write('--read', put('y', 'hello\n'));
    expect([unknown.status, unknown.out]).toEqual([2, '']);
    expect(unknown.err).toMatch(/not recognised/);
    expect((await write('--read', old, '--schema')).err).toMatch(/which writer\?/);
  });

  test('a node of a plan fills the form, and the input is laid over it', async () => {
    const plan = put('plan.json', provider);
    const { status, out } = await write('radvd', '--plan', plan, '--node', 'Staff', '--values');
    expect(status).toBe(0);
    expect(readForm(out, 'x')).toMatchObject({
      interfaces: [{ node: 'lan', prefixes: [{ prefix: '2001:db8:0:1::/64' }] }],
    });
    const over = await write('radvd', '--plan', plan, '--node', 'lan', '--input', form());
    expect(over.out).toMatch(/prefix 2001:db8::\/64/);
  });
});

test.each<[string, () => string[], RegExp]>([
  ['a writer that is not there', () => ['radv', '--sample'], /writer "radv" is not known/],
  ['no values', () => ['radvd'], /give the values with --input/],
  [
    'two things at a time',
    () => ['radvd', '--input', form(), '--out', folder, '--bundle', 'x'],
    /one at a time: --out or --bundle/,
  ],
  ['two sources', () => ['radvd', '--input', form(), '--read', 'x'], /leave out --input/],
  ['a node without a plan', () => ['radvd', '--node', 'x', '--input', form()], /--node is missing its plan/],
  ['a directory', () => ['radvd', '--input', folder], /it is a directory/],
  ['a bundle without a name', () => ['radvd', '--input', form(), '--bundle', '-'], /the name of a file/],
  [
    'a second document',
    () => ['radvd', '--input', put('x.yaml', 'a: 1\n---\na: 2\n')],
    /x\.yaml:2:1: a second document begins here/,
  ],
  [
    'a word that YAML 1.2 takes for text',
    () => ['radvd', '--input', put('x.yaml', 'interfaces:\n  - name: eth0\n    managed: yes\n')],
    /^error: interfaces\.0\.managed: expected true or false, not "yes"$/m,
  ],
  [
    'a name that YAML takes for a number',
    () => ['radvd', '--input', put('x.yaml', 'interfaces:\n  - name: 1e3\n')],
    /^error: interfaces\.0\.name: expected text \(in YAML: in quotes\), not 1000$/m,
  ],
  ['a file that is not there', () => ['radvd', '--input', join(folder, 'none')], /does not exist/],
  [
    'a wrong field',
    () => ['radvd', '--input', put('x.yaml', 'interfaces:\n  - name: "a b"\n    prefixes: []\n')],
    /^error: interfaces\.0\.name: expected/m,
  ],
  [
    'a field that there is not',
    () => ['radvd', '--input', put('x.yaml', 'interfaces: []\nmisspelt: 1\n')],
    /misspelt/,
  ],
  ['no YAML', () => ['radvd', '--input', put('x.yaml', 'a: [1\nb: 2\n')], /x\.yaml:2:1: (?!.*line)/],
  ['no form', () => ['radvd', '--input', put('x.yaml', '- a\n- b\n')], /expected the fields of a form/],
  [
    'a name twice',
    () => ['radvd', '--input', put('x.yaml', 'a: 1\na: 2\n')],
    /x\.yaml:2:1: Map keys must be unique/,
  ],
  [
    'a tag of its own',
    () => ['radvd', '--input', put('x.yaml', 'a: !!js/function "x"\n')],
    /x\.yaml:1:4: Unresolved tag/,
  ],
  [
    'anchors that blow up',
    () => {
      const levels = Array.from(
        { length: 12 },
        (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}]`,
      );
      return ['radvd', '--input', put('x.yaml', `a0: &a0 [x]\n${levels.join('\n')}\n`)];
    },
    /Excessive alias count/,
  ],
])('%s is refused with the reason', async (_, args, message) => {
  const { status, out, err } = await write(...args());
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(message);
});
