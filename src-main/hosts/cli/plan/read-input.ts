import { largestPlanText } from '../../../../src-core/api/plans.ts';
import { badInput } from '../arguments.ts';
import type { CommandContext } from '../command.ts';

/** Standard input as text. @throws ToolError `bad-input` where it is a terminal, or too large */
export async function readInput({ signal }: CommandContext): Promise<string> {
  const { stdin } = process;
  if (stdin.isTTY) throw badInput('nothing comes on standard input: give a file');
  const stop = () => stdin.destroy();
  signal.addEventListener('abort', stop, { once: true });
  const parts: string[] = [];
  let size = 0;
  try {
    for await (const chunk of stdin.setEncoding('utf8')) {
      parts.push(String(chunk));
      size += String(chunk).length;
      if (size > largestPlanText)
        throw badInput(`standard input is larger than ${largestPlanText / 1024 / 1024} MB`);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return parts.join('');
}
