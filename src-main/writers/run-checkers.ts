import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CheckResult } from '../../src-core/api/writers.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { run } from '../os/exec.ts';
import { findCommand } from '../os/find-command.ts';
import type { Checker, CheckPlan, CheckWord } from './checker.ts';
import { textOf } from './lines.ts';
import type { Writer } from './writer.ts';
import type { WrittenFile } from './written.ts';

/** How long a program may take to read the files. */
const timeoutMs = 30_000;
/** The most lines of its words that are shown. */
const mostWords = 500;

/**
 * Runs the real programs over the files, each in a temporary folder of its own that is gone afterwards. The files in
 * their own places are neither read nor written.
 */
export async function runCheckers(
  writer: Writer,
  files: readonly WrittenFile[],
  signal?: AbortSignal,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const checker of writer.checkers) results.push(...(await runChecker(checker, files, signal)));
  return results;
}

/** Runs one program over the files; an empty list where the files have nothing for it. */
export async function runChecker(
  checker: Checker,
  files: readonly WrittenFile[],
  signal?: AbortSignal,
): Promise<CheckResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'linkscope-check-'));
  try {
    const plans = checker.plan(files, folder);
    const results: CheckResult[] = [];
    if (plans.length > 0) await lay(folder, files);
    for (const plan of plans) results.push(await runPlan(checker, plan, files, folder, signal));
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function lay(folder: string, files: readonly WrittenFile[]): Promise<void> {
  for (const file of files) await put(folder, file.path, textOf(file.lines), file.executable ?? false);
}

async function put(folder: string, path: string, text: string, executable: boolean): Promise<void> {
  const place = join(folder, path);
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, text, { mode: executable ? 0o700 : 0o600 });
}

async function runPlan(
  checker: Checker,
  plan: CheckPlan,
  files: readonly WrittenFile[],
  folder: string,
  signal: AbortSignal | undefined,
): Promise<CheckResult> {
  const command = [checker.command, ...plan.args].join(' ').replaceAll(folder, '.');
  const base = { checker: checker.name, command };
  if (findCommand(checker.command) === undefined) {
    const reason = `${checker.command} is not installed: install ${checker.package}`;
    return { ...base, status: 'not-installed', reason, words: [] };
  }
  if (checker.root === true && process.getuid?.() !== 0) {
    const reason = `${checker.command} checks files for root alone: run the command above as root`;
    return { ...base, status: 'not-possible', reason, words: [] };
  }
  for (const [path, text] of Object.entries(plan.extra ?? {})) await put(folder, path, text, false);
  try {
    for (const { command: program, args } of plan.before ?? []) {
      const { code, stderr } = await run(program, args, {
        timeoutMs,
        ...(signal === undefined ? {} : { signal }),
      });
      if (code === 0) continue;
      const reason = `${program}, which the check needs, ended with ${code}: ${visibleText(stderr, 300)}`;
      return { ...base, status: 'not-possible', reason, words: [] };
    }
    const result = await run(checker.command, plan.args, {
      timeoutMs,
      maximumBytes: 4 * 1024 * 1024,
      ...(signal === undefined ? {} : { signal }),
      ...(plan.env === undefined ? {} : { env: plan.env }),
    });
    const impossible = checker.impossible?.(result);
    if (impossible !== undefined) return { ...base, status: 'not-possible', reason: impossible, words: [] };
    const accepted = checker.accepts?.(result) ?? result.code === 0;
    const words = `${result.stderr}\n${result.stdout}`
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(0, mostWords)
      .flatMap((line) => wordOf(checker, line, files, folder) ?? []);
    if (!accepted && checker.version !== undefined)
      words.push(await versionOf(checker, checker.version, signal));
    return { ...base, status: accepted ? 'passed' : 'failed', words };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { ...base, status: 'not-possible', reason: error.message, words: [] };
  }
}

/** The first number of its version. @throws ToolError where it cannot be asked */
async function versionOf(
  { command }: Checker,
  args: readonly string[],
  signal: AbortSignal | undefined,
): Promise<CheckWord> {
  const { stdout, stderr } = await run(command, args, {
    timeoutMs,
    ...(signal === undefined ? {} : { signal }),
  });
  const version = /\d+(?:\.\d+)+/.exec(`${stdout}\n${stderr}`)?.[0] ?? 'of a version that it does not tell';
  return {
    file: null,
    line: null,
    severity: 'note',
    text: `${command} here is ${version}: it may not know the words of a later one`,
  };
}

function wordOf(
  checker: Checker,
  line: string,
  files: readonly WrittenFile[],
  folder: string,
): CheckWord | undefined {
  const word = checker.word === undefined ? placed(line, files) : checker.word(line, folder);
  if (word === undefined) return undefined;
  // A line without a file is one of the only file there is.
  const only = files.length === 1 ? files[0]?.path : undefined;
  const file = word.file ?? (word.line === null ? null : (only ?? null));
  return { ...word, file, text: visibleText(word.text.replaceAll(`${folder}/`, ''), 1000) };
}

/** Finds `…/radvd.conf:12` and the like in a line of output. */
function placed(line: string, files: readonly WrittenFile[]): CheckWord {
  const severity = /\b(error|fatal|invalid|syntax(?! (is )?ok)|failed)\b/i.test(line)
    ? 'error'
    : /\bwarn(ing)?\b/i.test(line)
      ? 'warning'
      : 'note';
  for (const { path } of files) {
    const begin = line.indexOf(path);
    if (begin < 0) continue;
    const place = /^"?[:(,]? ?(?:line )?(\d{1,7})\b/.exec(line.slice(begin + path.length));
    return { file: path, line: place?.[1] === undefined ? null : Number(place[1]), severity, text: line };
  }
  return { file: null, line: null, severity, text: line };
}
