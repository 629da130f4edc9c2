import { ToolError } from '../../src-core/api/errors.ts';
import { run, type ExecOptions } from './exec.ts';

/**
 * Runs a command that must end with status 0 and gives what it printed.
 * @throws ToolError as run(), and `internal` with what it said on its error output
 */
export async function runText(
  command: string,
  args: readonly string[],
  options: ExecOptions,
): Promise<string> {
  const result = await run(command, args, { timeoutMs: 10_000, ...options });
  if (result.code === 0) return result.stdout;
  const detail = result.stderr.trim().slice(0, 500);
  throw new ToolError('internal', `"${command} ${args[0] ?? ''}" ended with status ${result.code}`, detail);
}
