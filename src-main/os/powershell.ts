import { ToolError } from '../../src-core/api/errors.ts';
import { run } from './exec.ts';

/**
 * What every script begins with. The output is UTF-8 without a byte order mark whatever the console's code page, and
 * `Number-Of` gives the raw number of a property: its words and its formatted text follow the language of the system.
 * Lifetimes come in seconds. There is no double quote in any script: they pass through the command line.
 */
const preamble = `
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
function Number-Of($object, $name) {
  $value = $object.CimInstanceProperties[$name].Value
  if ($null -eq $value) { return $null }
  if ($value -is [TimeSpan]) { return [math]::Floor($value.TotalSeconds) }
  if ($value -is [bool]) { return [int]$value }
  return [long]$value
}
`;

/**
 * The arguments that run a script in Windows PowerShell 5.1, which every Windows since 10 has. The scripts are
 * constants of this program; nothing that a person or the network wrote becomes part of one.
 */
export function scriptArgs(script: string): string[] {
  const lines = `${preamble}${script}`.split('\n').map((line) => line.trim());
  return [
    '-NoLogo',
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    lines.filter((line) => line !== '').join('\n'),
  ];
}

/** Runs a script for its JSON output. @throws ToolError */
export async function runScript(args: readonly string[], signal: AbortSignal | undefined): Promise<string> {
  // The first start after boot takes seconds on slow disks.
  const result = await run('powershell', args, {
    signal,
    timeoutMs: 30_000,
    remedy: 'enable Windows PowerShell',
  });
  if (result.code === 0) return result.stdout;
  throw new ToolError(
    'internal',
    `PowerShell ended with status ${result.code}`,
    result.stderr.trim().slice(0, 500),
  );
}
