import { readText } from './files.ts';
import { ToolError } from '../../src-core/api/errors.ts';

/** What the numbers of users and groups are called on this computer; null for one without a name. */
export interface AccountNames {
  user(uid: number): string | null;
  group(gid: number): string | null;
}

const largest = 16 * 1024 * 1024;

/**
 * Sample of /etc/passwd (passwd(5)) and /etc/group (group(5)): the name, a field that does not matter here, the number.
 *
 *     radvd:x:107:65534::/run/radvd:/usr/sbin/nologin
 *     systemd-network:x:998:
 */
export function parseAccounts(text: string): Map<number, string> {
  const names = new Map<number, string>();
  for (const line of text.split('\n')) {
    const match = /^([^:#\s][^:]*):[^:]*:(\d{1,10}):/.exec(line);
    const id = Number(match?.[2]);
    // The first one counts, as for getpwuid(3).
    if (match?.[1] !== undefined && !names.has(id)) names.set(id, match[1]);
  }
  return names;
}

async function read(path: string): Promise<Map<number, string>> {
  try {
    return parseAccounts(await readText(path, largest));
  } catch (error) {
    // Without the names there are the numbers still; Windows has neither.
    if (!(error instanceof ToolError)) throw error;
    return new Map();
  }
}

/** How long the names are good for, in milliseconds: thousands of folders are looked at within one request. */
const keptMs = 5000;
let kept: { readonly at: number; readonly names: Promise<AccountNames> } | undefined;

async function readNames(): Promise<AccountNames> {
  const [users, groups] = await Promise.all([read('/etc/passwd'), read('/etc/group')]);
  return { user: (uid) => users.get(uid) ?? null, group: (gid) => groups.get(gid) ?? null };
}

/** Names from the files of this computer; those that a directory service has are not asked for. Never fails. */
export function accountNames(): Promise<AccountNames> {
  const now = performance.now();
  if (kept === undefined || now - kept.at > keptMs) kept = { at: now, names: readNames() };
  return kept.names;
}
