import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface TestResults {
  vitestCounts(file: string, code: number): Counts;
  playwrightCounts(file: string, code: number): Counts;
  checkCounts(code: number): Counts;
  closingLine(all: readonly Counts[]): string;
}

const script = resolve(import.meta.dirname, '../../scripts/test-results.mjs');
const { vitestCounts, playwrightCounts, checkCounts, closingLine }: TestResults = await import(script);

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'linkscope-results-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function written(text: string): string {
  const file = join(directory, 'report.json');
  writeFileSync(file, text);
  return file;
}

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1 };
const playwright = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };

test('the tests of both runners are counted', () => {
  expect(vitestCounts(written(JSON.stringify(vitest)), 0)).toEqual({ passed: 5, failed: 0, skipped: 3 });
  expect(playwrightCounts(written(JSON.stringify({ stats: playwright })), 1)).toEqual({
    passed: 4,
    failed: 2,
    skipped: 2,
  });
});

test.each(['', '{', '[1'])('a runner that died and left %j has failed', (text) => {
  expect([vitestCounts(written(text), 1).failed, playwrightCounts(written(text), 1).failed]).toEqual([1, 1]);
});

test('a runner that left nothing has failed, also where it says that all was well', () => {
  const file = join(directory, 'missing.json');
  expect([vitestCounts(file, 0).failed, playwrightCounts(file, 0).failed]).toEqual([1, 1]);
});

test('a part that failed has a failure, also where no test of it did', () => {
  const file = written(JSON.stringify({ ...vitest, stats: { ...playwright, unexpected: 0, flaky: 0 } }));
  expect([vitestCounts(file, 1).failed, playwrightCounts(file, 1).failed, checkCounts(2).failed]).toEqual([
    1, 1, 1,
  ]);
});

test('the closing line counts all together', () => {
  const all = [checkCounts(0), checkCounts(1), { passed: 10, failed: 2, skipped: 3 }];
  expect(closingLine(all)).toBe('11 passed, 3 failed, 3 skipped');
});
