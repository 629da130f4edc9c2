import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { logEntry } from '../../src-core/api/application.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import { openLog, type Log } from './log.ts';

let directory: string;
const logs: Log[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'linkscope-log-'));
});
afterEach(() => {
  for (const log of logs.splice(0)) log.close();
  rmSync(directory, { recursive: true, force: true });
  vi.restoreAllMocks();
});

function open(options: Partial<Parameters<typeof openLog>[0]> = {}): Log {
  const log = openLog({ directory, ...options });
  logs.push(log);
  return log;
}

const written = z.looseObject({ level: z.number(), time: z.number(), msg: z.string().optional() });
const lines = (name = 'linkscope.log') =>
  readFileSync(join(directory, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => written.parse(JSON.parse(line)));

test('lines are JSON, at once in the file, which is for its owner alone', () => {
  const log = open({ directory: join(directory, 'new') });
  log.logger.info({ zone: 'eth0' }, 'hello');
  log.logger.debug('not written');
  const text = readFileSync(log.filePath, 'utf8');
  expect(JSON.parse(text)).toMatchObject({ level: 30, msg: 'hello', zone: 'eth0', pid: process.pid });
  expect((statSync(log.filePath).mode & 0o777).toString(8)).toBe('600');
  expect((statSync(join(directory, 'new')).mode & 0o777).toString(8)).toBe('700');
  expect(log.recentErrors()).toEqual([]);
});

test('the level can be set', () => {
  open({ level: 'debug' }).logger.debug('seen');
  expect(lines().map(({ msg }) => msg)).toEqual(['seen']);
});

describe('the last errors', () => {
  test('say what, why and which code, without a stack; the stack stands in the file', () => {
    const log = open();
    log.logger.warn('plain');
    log.logger.error(
      { err: new ToolError('timeout', 'no answer from fe80::1%eth0', 'after 2 s') },
      'the scan failed',
    );
    log.logger.child({ part: 'x' }).fatal(new Error('boom'));
    log.logger.error({ code: 'conflict', detail: 'twice' }, 'by fields');
    const entries = log.recentErrors();
    expect(z.array(logEntry).safeParse(entries).error).toBeUndefined();
    expect(entries.map(({ at: _at, ...rest }) => rest)).toEqual([
      { level: 'error', message: 'by fields', code: 'conflict', detail: 'twice' },
      { level: 'fatal', message: 'boom', code: null, detail: null },
      {
        level: 'error',
        message: 'the scan failed',
        code: 'timeout',
        detail: 'no answer from fe80::1%eth0: after 2 s',
      },
      { level: 'warn', message: 'plain', code: null, detail: null },
    ]);
    expect(JSON.stringify(entries)).not.toContain('log.test.ts');
    expect(readFileSync(log.filePath, 'utf8')).toContain('log.test.ts');
  });

  test('are the newest 100, newest first', () => {
    const log = open();
    for (let count = 0; count < 250; count++) log.logger.warn(`warning ${count}`);
    const entries = log.recentErrors();
    expect([entries.length, entries[0]?.message, entries[99]?.message]).toEqual([
      100,
      'warning 249',
      'warning 150',
    ]);
  });

  test.each<[what: string, value: unknown]>([
    [
      'an error code that is none of ours',
      { err: Object.assign(new Error('x'), { code: 'ENOENT', detail: 7 }) },
    ],
    ['fields of other types', { err: 'text', code: 5, detail: {} }],
    ['a circle', Object.assign({ self: {} }, { err: { message: 'm' } })],
    ['a level of its own', { level: 'loud', time: 'never' }],
  ])('%s is logged without a fault', (_what, value) => {
    const log = open();
    log.logger.error(value, 'strange');
    expect(readFileSync(log.filePath, 'utf8').trim().split('\n').length).toBe(1);
    expect(log.recentErrors()).toMatchObject([{ level: 'error', message: 'strange' }]);
  });
});

test('hostile text stays one line, and nothing in it reaches a terminal or the page as it is', () => {
  const log = open();
  const hostile = 'a\nb\u001b[31m\u202e\u2066\u009b\u0000\ud800\u{e0041}</script>';
  log.logger.error({ name: hostile }, hostile);
  const text = readFileSync(log.filePath, 'utf8');
  expect(text.match(/\n/g)?.length).toBe(1);
  // eslint-disable-next-line no-control-regex -- the control characters are what must not be there
  expect(text.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u2066]|\u{e0041}/u);
  expect(z.object({ name: z.string() }).parse(JSON.parse(text)).name).toContain('\u202e');
  const [entry] = log.recentErrors();
  expect(entry?.message).toContain(String.raw`\u{202e}`);
  expect(entry?.message).not.toMatch(/[\n\u202e]/);
});

describe('rotation', () => {
  const limits = { maximumBytes: 2000, files: 3 };

  test('keeps the newest files, each within its size, with every line whole', () => {
    const { logger } = open({ limits });
    for (let count = 0; count < 100; count++) logger.info(`line ${count} ${'x'.repeat(100)}`);
    const names = readdirSync(directory).toSorted();
    expect(names).toEqual(['linkscope.log', 'linkscope.log.1', 'linkscope.log.2']);
    for (const name of names) expect(statSync(join(directory, name)).size).toBeLessThanOrEqual(2000);
    const numbers = names
      .toReversed()
      .flatMap((name) => lines(name))
      .map(({ msg }) => Number(msg?.split(' ')[1]));
    expect(numbers.at(-1)).toBe(99);
    expect(numbers).toEqual(numbers.map((_, index) => 100 - numbers.length + index));
  });

  test('goes on in a file of an earlier run, also a full one', () => {
    writeFileSync(join(directory, 'linkscope.log'), `${'{}'.padEnd(1990)}\n`);
    open({ limits }).logger.info('next');
    expect(lines().map(({ msg }) => msg)).toEqual(['next']);
    expect(existsSync(join(directory, 'linkscope.log.1'))).toBe(true);
  });

  test('two logs of one directory lose nothing to each other', () => {
    const first = open({ limits: { maximumBytes: 2000, files: 50 } });
    const second = open({ limits: { maximumBytes: 2000, files: 50 } });
    for (let count = 0; count < 60; count++) {
      first.logger.info(`first ${count} ${'x'.repeat(90)}`);
      second.logger.info(`second ${count} ${'x'.repeat(90)}`);
    }
    const found = readdirSync(directory).flatMap((name) => lines(name));
    expect(found.length).toBe(120);
  });

  test('a line longer than a file is written whole', () => {
    const { logger } = open({ limits });
    logger.info('y'.repeat(5000));
    logger.info('after');
    expect(lines().map(({ msg }) => msg)).toEqual(['after']);
    expect(lines('linkscope.log.1').map(({ msg }) => msg?.length)).toEqual([5000]);
  });
});

describe('a log that cannot be written never ends the program, and says so once', () => {
  const said = () => {
    const spy = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    return () => spy.mock.calls.map(([text]) => String(text));
  };

  test('a directory that cannot be made', () => {
    const output = said();
    const blocker = join(directory, 'file');
    writeFileSync(blocker, '');
    const log = open({ directory: join(blocker, 'data') });
    log.logger.error('one');
    log.logger.error('two');
    expect(output()).toEqual([
      expect.stringMatching(
        /^linkscope: the log .*linkscope\.log cannot be written, going on without it: .*\n$/,
      ),
    ]);
    expect(log.recentErrors().map(({ message }) => message)).toEqual(['two', 'one']);
  });

  test('a directory in the place of the file', () => {
    const output = said();
    mkdirSync(join(directory, 'linkscope.log'));
    open().logger.info('one');
    expect(output().length).toBe(1);
  });

  test('a full disk', (context) => {
    if (!existsSync('/dev/full')) context.skip('skipped: no /dev/full on this system');
    const output = said();
    const linked = spawnSync('ln', ['-s', '/dev/full', join(directory, 'linkscope.log')]);
    expect(linked.status).toBe(0);
    const log = open();
    log.logger.error('one');
    log.logger.error('two');
    expect(output()).toEqual([expect.stringContaining('ENOSPC')]);
    expect(log.recentErrors().length).toBe(2);
  });

  test('a directory that may not be written', (context) => {
    if (process.getuid?.() === 0) context.skip('skipped: root may write everywhere');
    const output = said();
    chmodSync(directory, 0o555);
    open().logger.error('one');
    chmodSync(directory, 0o755);
    expect(output().length).toBe(1);
  });

  test('nothing is written after closing', () => {
    const log = open();
    log.logger.info('one');
    log.close();
    log.logger.info('two');
    expect(lines().map(({ msg }) => msg)).toEqual(['one']);
  });
});
