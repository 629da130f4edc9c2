import { ToolError } from '../../src-core/api/errors.ts';
import { findCommand } from './find-command.ts';
import { run } from './exec.ts';

/** As many paths as fit into the arguments of a command by far, with the longest of names. */
const pathsAtOnce = 400;
const timeoutMs = 20_000;

/**
 * Sample of `getfattr -h -m - --absolute-names PATH…` (getfattr(1)): a block for each file that has any, access control
 * lists among them. Backslashes and line breaks in names are octal.
 *
 *     # file: /etc/radvd.conf
 *     security.selinux
 *     system.posix_acl_access
 *
 */
export function parseGetfattr(text: string): Set<string> {
  const paths = [...text.matchAll(/^# file: (.+)\n(?=[^\n])/gm)].map(([, path = '']) => path);
  return new Set(
    paths.map((path) =>
      path.replaceAll(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8))),
    ),
  );
}

/**
 * Sample of `ls -ldn PATH…` of GNU coreutils ("Symbolic Permissions"): "+" behind the mode for an access control list,
 * "." for a security context alone. Other attributes are not seen.
 *
 *     -rw-r-----+ 1 0 107 312 Nov 21 19:02 /etc/radvd.conf
 *     -rw-r--r-- 1 0 0 118 Nov 21 19:02 /etc/hosts
 */
export function parseLs(text: string): Set<string> {
  return new Set([...text.matchAll(/^\S{10}[+.] [^/\n]*(\/.*)$/gm)].map(([, path = '']) => path));
}

/**
 * Which files have an access control list or extended attributes. Linux alone; without getfattr (Debian `attr`) only
 * access control lists and security contexts are seen.
 * @param paths absolute, without line breaks
 * @throws ToolError where it cannot be found out
 */
export async function withAttributes(
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (process.platform !== 'linux') return found;
  const [command, first, parse] =
    findCommand('getfattr') === undefined
      ? (['ls', ['-ldn'], parseLs] as const)
      : (['getfattr', ['-h', '-m', '-', '--absolute-names'], parseGetfattr] as const);
  for (let at = 0; at < paths.length; at += pathsAtOnce) {
    const { stdout } = await run(command, [...first, '--', ...paths.slice(at, at + pathsAtOnce)], {
      signal,
      timeoutMs,
    });
    for (const path of parse(stdout)) found.add(path);
  }
  return found;
}

/**
 * Gives a file the mode, the access control list and the extended attributes of another one, and leaves its content
 * and its owner.
 * @throws ToolError where the system does not let them be kept
 */
export async function copyAttributes(from: string, to: string, signal?: AbortSignal): Promise<void> {
  const args = ['--attributes-only', '--preserve=mode,xattr', '--', from, to];
  const { code, stderr } = await run('cp', args, { signal, timeoutMs });
  if (code === 0) return;
  throw new ToolError(
    'no-permission',
    'its access control list and extended attributes cannot be kept: GNU cp and the right to set them are needed',
    stderr.trim().slice(0, 500),
  );
}
