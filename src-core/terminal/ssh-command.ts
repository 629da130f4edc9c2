import type { SshRequest } from '../api/terminal.ts';
import { ToolError } from '../api/tool-error.ts';
import { ParseError } from '../net/parse-error.ts';
import { quoteFor } from '../net/terminal-commands.ts';
import { visibleText } from '../net/visible-text.ts';
import { formatScoped, needsZone, parseScoped } from '../net/zone.ts';

/** What OpenSSH refuses in user names and hosts of its command line (ssh.c, valid_ruser and valid_hostname). */
const refusedBySsh = /['`"$\\;&<>|(){}\s\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/** A backslash stands between a Windows domain and its user; at the end ssh refuses it. */
const refusedInUser = /['`"$;&<>|(){}\s\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}@,/]|\\$/u;

function shown(text: string): string {
  return `"${visibleText(text, 80)}"`;
}

/** Whether a text is meant as an address: nothing else has a colon, and no name ends in a number (RFC 3696 section 2). */
function looksLikeAddress(text: string): boolean {
  return text.includes(':') || text.includes('%') || /(^|\.)\d+$/.test(text);
}

/**
 * A host as a person gives it: an address with its zone, or a name.
 * @returns the address in its canonical form with its zone, or the name as it is
 * @throws ToolError `bad-input` for what cannot be read, and for a link-local address without its zone
 */
export function readHost(text: string): string {
  if (looksLikeAddress(text)) return readAddressHost(text);
  if (text === '') throw new ToolError('bad-input', 'the host is empty: give an address or a name');
  if (text.startsWith('-')) throw new ToolError('bad-input', `the host ${shown(text)} cannot begin with "-"`);
  if (text.length > 253 || /[/@,[\]%]/.test(text) || refusedBySsh.test(text)) {
    throw new ToolError('bad-input', `${shown(text)} is neither an address nor a name`);
  }
  return text;
}

function readAddressHost(text: string): string {
  try {
    const scoped = parseScoped(text);
    if (needsZone(scoped.address) && scoped.zone === undefined) {
      const message = `${scoped.address} is on every link: name the interface, ${scoped.address}%eth0`;
      throw new ToolError('bad-input', message);
    }
    if (scoped.zone !== undefined && refusedBySsh.test(scoped.zone)) {
      const message = `ssh refuses the name of the interface ${shown(scoped.zone)}: give its index instead`;
      throw new ToolError('bad-input', message);
    }
    return formatScoped(scoped);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new ToolError('bad-input', error.message, undefined, { cause: error });
  }
}

/** @throws ToolError `bad-input` for a name that ssh would refuse or take for an option */
function readUser(text: string): string {
  if (text === '') throw new ToolError('bad-input', 'the user name before the "@" is empty');
  if (text.startsWith('-'))
    throw new ToolError('bad-input', `the user name ${shown(text)} cannot begin with "-"`);
  if (text.length > 128 || refusedInUser.test(text)) {
    throw new ToolError('bad-input', `the user name ${shown(text)} has characters that ssh refuses`);
  }
  return text;
}

/** `user@host`, split at the last "@"; the user is null where there is none. */
function splitUser(text: string): { user: string | null; host: string } {
  const at = text.lastIndexOf('@');
  return at < 0
    ? { user: null, host: text }
    : { user: readUser(text.slice(0, at)), host: text.slice(at + 1) };
}

/**
 * One jump host in the form of `ssh -J`: `user@[fe80::1%%eth0]:22`. ssh makes a ProxyCommand of it, in which a single
 * percent sign would begin a token (ssh_config(5), TOKENS).
 */
function readJump(text: string): string {
  const { user, host } = splitUser(text.trim());
  const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(host);
  const plain = /^([^:]*)(?::(\d{1,5}))?$/.exec(host);
  const [, name = host, port] = bracketed ?? plain ?? [];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) {
    throw new ToolError('bad-input', `the jump host ${shown(text)} has no port that can be: 1 to 65535`);
  }
  const target = readHost(name).replaceAll('%', '%%');
  const place = target.includes(':') ? `[${target}]` : target;
  return `${user === null ? '' : `${user.replaceAll('%', '%%')}@`}${place}${port === undefined ? '' : `:${port}`}`;
}

/** What ssh is run with, and the name of the session. */
export interface SshCommand {
  readonly args: readonly string[];
  /** `root@fe80::1%eth0`. */
  readonly title: string;
}

/**
 * The arguments of the system's ssh. Nothing of the person's configuration is overridden but what was asked for, and
 * nothing that was typed can be taken for an option.
 * @throws ToolError `bad-input`
 */
export function sshCommand(request: SshRequest): SshCommand {
  const given = splitUser(request.target.trim());
  const ownUser = request.user?.trim() ?? '';
  const user = ownUser === '' ? given.user : readUser(ownUser);
  const host = readHost(given.host);
  const jump = request.jump?.trim() ?? '';
  const args = [
    ...(user === null ? [] : ['-l', user]),
    ...(request.port === null ? [] : ['-p', String(request.port)]),
    ...(jump === '' ? [] : ['-J', jump.split(',').map(readJump).join(',')]),
    '--',
    host,
  ];
  return { args, title: user === null ? host : `${user}@${host}` };
}

/**
 * The same as a line for a shell: `ssh -l root -- fe80::1%eth0`.
 * @param platform as `process.platform` says it
 * @throws ToolError `bad-input`
 */
export function sshCommandLine(request: SshRequest, platform: string): string {
  return ['ssh', ...sshCommand(request).args].map(quoteFor(platform)).join(' ');
}

/** `[fe80::1%eth0]:23`, as the name of a raw connection. */
export function rawTitle(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
