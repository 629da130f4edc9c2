// Counts the tests of a part from the report that its runner wrote.
import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

function report(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A part that failed has at least one failure, also where the runner counted none: a file that cannot be loaded is one. */
function atLeastOneFailure(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @returns {Counts} from Vitest's JSON reporter */
export function vitestCounts(file, code) {
  const found = report(file);
  if (found === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const counts = {
    passed: found.numPassedTests,
    failed: found.numFailedTests,
    skipped: found.numPendingTests + found.numTodoTests,
  };
  return atLeastOneFailure(counts, code);
}

/** @returns {Counts} from Playwright's JSON reporter; a test that passed only when tried again has failed */
export function playwrightCounts(file, code) {
  const found = report(file);
  if (found === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = found.stats;
  return atLeastOneFailure({ passed: expected, failed: unexpected + flaky, skipped }, code);
}

/** @returns {Counts} of a check that has no tests of its own */
export function checkCounts(code) {
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** The closing line. */
export function closingLine(all) {
  const sum = (name) => all.reduce((total, counts) => total + counts[name], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
}
