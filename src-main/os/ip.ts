import { ToolError } from '../../src-core/api/errors.ts';
import { run } from './exec.ts';

/** What installs the `ip` command; for messages. */
export const ipRemedy = 'install iproute2';

/**
 * Runs `ip` for its JSON output.
 * @throws ToolError as run(); `unsupported` where this `ip` does not know what was asked (busybox, old iproute2),
 * `unreachable` where the interface is gone, `internal` for any other failure
 */
export async function runIp(args: readonly string[], signal: AbortSignal | undefined): Promise<string> {
  const result = await run('ip', args, { signal, timeoutMs: 10_000, remedy: ipRemedy });
  if (result.code === 0) return result.stdout;
  const detail = result.stderr.trim().slice(0, 500);
  if (/BusyBox|^Usage|is unknown/i.test(detail)) {
    throw new ToolError('unsupported', `this ip does not know "ip ${args.join(' ')}": ${ipRemedy}`, detail);
  }
  const device = /Cannot find device "([^"]*)"/.exec(detail)?.[1];
  if (device !== undefined)
    throw new ToolError('unreachable', `the interface ${device} is not there`, detail);
  throw new ToolError('internal', `"ip ${args.join(' ')}" ended with status ${result.code}`, detail);
}
