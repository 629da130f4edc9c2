import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A question for ipaddress.py: its name, then its arguments. */
export type Question = readonly [name: string, ...arguments: (string | number | readonly string[])[]];

/** What Python answered; undefined where it refused the text. */
export type Answer = unknown;

const script = fileURLToPath(new URL('ipaddress.py', import.meta.url));
/** How many answers are kept for machines without Python. */
const recorded = 60;

/**
 * Puts all questions to one python3 process and gives each with its answer. Where there is no python3, it says so and
 * gives the recorded questions with the answers that Python gave then; UPDATE_FIXTURES=1 records them anew.
 * @param name of the recording: test/support/fixtures/<name>.json
 */
export function askPython(name: string, questions: readonly Question[]): [Question, Answer][] {
  const fixture = fileURLToPath(new URL(`fixtures/${name}.json`, import.meta.url));
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const run = spawnSync('python3', ['-I', script], { input, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  if (run.error !== undefined) {
    if (!existsSync(fixture))
      throw new Error(`python3 cannot be run, and there is no ${fixture}`, { cause: run.error });
    const pairs: [Question, Answer][] = JSON.parse(readFileSync(fixture, 'utf8'));
    console.warn(`python3 cannot be run: compared with ${pairs.length} recorded answers of it (${name})`);
    return pairs.map(([question, answer]) => [question, valueOf(answer)]);
  }
  if (run.status !== 0) throw new Error(`ipaddress.py failed: ${run.stderr}`);
  const answers: unknown[] = run.stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  if (answers.length !== questions.length)
    throw new Error(`${answers.length} answers to ${questions.length} questions`);
  const pairs = questions.map((question, index): [Question, unknown] => [question, answers[index]]);
  if (process.env['UPDATE_FIXTURES'] === '1') {
    const step = Math.max(1, Math.floor(pairs.length / recorded));
    const kept = pairs.filter((_, index) => index % step === 0).slice(0, recorded);
    writeFileSync(fixture, `[\n${kept.map((pair) => JSON.stringify(pair)).join(',\n')}\n]\n`);
  }
  return pairs.map(([question, answer]) => [question, valueOf(answer)]);
}

function valueOf(answer: unknown): Answer {
  const refused = typeof answer === 'object' && answer !== null && 'error' in answer;
  return refused ? undefined : answer;
}
