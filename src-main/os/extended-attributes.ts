import { ToolError } from '../../src-core/api/errors.ts';
import { findCommand } from './find-command.ts';
import { run } from './exec.ts';

/** As many characters of paths as fit into the arguments of a command by far (execve(2)), in any letters. */
const charactersAtOnce = 200_000;
const timeoutMs = 20_000;

/** The access control list of a file or folder, and the one that what is made in a folder gets (acl(5)). */
const accessList = 'system.posix_acl_access';
export const inheritedList = 'system.posix_acl_default';

/**
 * Sample of `getfattr -h -m - --absolute-names PATH…` (getfattr(1)): a block for each file that has any, access control
 * lists among them. Backslashes and line breaks in names are octal.
 *
 *     # file: /etc/radvd.conf
 *     security.selinux
 *     system.posix_acl_access
 *
 */
export function parseGetfattr(text: string): Map<string, Set<string>> {
  return new Map(
    Array.from(text.matchAll(/^# file: (.+)\n((?:[^\n]+\n)+)/gm), ([, path = '', names = '']) => [
      path.replaceAll(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8))),
      new Set(names.trimEnd().split('\n')),
    ]),
  );
}

/**
 * Sample of `ls -ldn PATH…` of GNU coreutils ("Symbolic Permissions"): "+" behind the mode for an access control list,
 * "." for a security context alone. Other attributes are not seen, nor which of its two lists a folder has.
 *
 *     -rw-r-----+ 1 0 107 312 Nov 21 19:02 /etc/radvd.conf
 *     -rw-r--r-- 1 0 0 118 Nov 21 19:02 /etc/hosts
 */
export function parseLs(text: string): Map<string, Set<string>> {
  return new Map(
    Array.from(text.matchAll(/^\S{10}([+.]) [^/\n]*(\/.*)$/gm), ([, mark, path = '']) => [
      path,
      new Set(mark === '+' ? [accessList, inheritedList] : ['security.selinux']),
    ]),
  );
}

/**
 * The names of the access control lists and extended attributes of files that have any. Linux alone; without getfattr (Debian `attr`) only
 * access control lists and security contexts are seen.
 * @param paths absolute, without line breaks
 * @throws ToolError where it cannot be found out
 */
export async function attributesOf(
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  if (process.platform !== 'linux') return found;
  const [command, first, parse] =
    findCommand('getfattr') === undefined
      ? (['ls', ['-ldn'], parseLs] as const)
      : (['getfattr', ['-h', '-m', '-', '--absolute-names'], parseGetfattr] as const);
  for (const part of inParts(paths)) {
    const { stdout } = await run(command, [...first, '--', ...part], { signal, timeoutMs });
    for (const [path, names] of parse(stdout)) found.set(path, names);
  }
  return found;
}

function inParts(paths: readonly string[]): string[][] {
  const parts: string[][] = [];
  let room = 0;
  for (const path of paths) {
    // Each has a pointer of eight bytes to it as well.
    room -= path.length + 8;
    if (room < 0) {
      parts.push([]);
      room = charactersAtOnce - path.length - 8;
    }
    parts.at(-1)?.push(path);
  }
  return parts;
}

/**
 * Gives a file the mode, the access control list and the extended attributes of another one, and leaves its content
 * and its owner.
 * @throws ToolError where the system does not let them be kept
 */
export async function copyAttributes(from: string, to: string, signal?: AbortSignal): Promise<void> {
  const args = ['--attributes-only', '--preserve=mode,xattr', '--', from, to];
  const { code, stderr } = await run('cp', args, { signal, timeoutMs });
  if (code !== 0) throw notKept('GNU cp and the right to set them are needed', stderr);
  // Not every version of it takes away what the folder has given to the new file.
  const names = await attributesOf([from, to], signal);
  if (names.get(to)?.has(accessList) !== true || names.get(from)?.has(accessList) === true) return;
  const done = await run('setfacl', ['-b', '--', to], { signal, timeoutMs, remedy: 'install acl' });
  if (done.code !== 0) throw notKept('setfacl and the right to set them are needed', done.stderr);
}

function notKept(needed: string, said: string): ToolError {
  return new ToolError(
    'no-permission',
    `its access control list and extended attributes cannot be kept: ${needed}`,
    said.trim().slice(0, 500),
  );
}
