import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ToolError } from '../../src-core/api/errors.ts';
import type { SshCommand } from '../../src-core/terminal/ssh-command.ts';
import { launch } from '../os/exec.ts';
import { findCommand } from '../os/find-command.ts';

/** A terminal program, and the arguments before the command that it is to run. */
interface TerminalProgram {
  readonly command: string;
  readonly before: readonly string[];
}

/**
 * The terminal programs of a desktop, the person's own choice first. Each takes the command as words of their own.
 * @param preferred what TERMINAL names, which some desktops set
 */
export function terminalPrograms(platform: NodeJS.Platform, preferred?: string): TerminalProgram[] {
  if (platform === 'win32') {
    return [
      { command: 'wt', before: ['new-tab', '--'] },
      { command: 'conhost', before: [] },
    ];
  }
  const own = /^[A-Za-z0-9_.-]+$/.test(preferred ?? '') ? preferred : undefined;
  const known: TerminalProgram[] = [
    { command: 'x-terminal-emulator', before: ['-e'] },
    { command: 'gnome-terminal', before: ['--'] },
    { command: 'kgx', before: ['--'] },
    { command: 'ptyxis', before: ['--'] },
    { command: 'konsole', before: ['-e'] },
    { command: 'xfce4-terminal', before: ['-x'] },
    { command: 'mate-terminal', before: ['-x'] },
    { command: 'kitty', before: [] },
    { command: 'alacritty', before: ['-e'] },
    { command: 'foot', before: [] },
    { command: 'wezterm', before: ['start', '--'] },
    { command: 'xterm', before: ['-e'] },
  ];
  return known.toSorted((one, other) => Number(other.command === own) - Number(one.command === own));
}

/**
 * What macOS opens in its Terminal: a script that becomes ssh. The words have been checked for what ssh takes, so none
 * has a quote; each stands in single quotes all the same.
 */
export function commandFile(ssh: string, args: readonly string[]): string {
  const words = [ssh, ...args];
  const bad = words.find((word) => /['\p{Cc}]/u.test(word));
  if (bad !== undefined)
    throw new ToolError('bad-input', 'this cannot be opened in Terminal: copy the command');
  return `#!/bin/sh\nrm -f -- "$0"\nexec ${words.map((word) => `'${word}'`).join(' ')}\n`;
}

/**
 * Opens ssh in the terminal program of the person's desktop.
 * @returns the name of that program
 * @throws ToolError `missing-command` where there is no ssh or no terminal program, `unsupported` where no desktop
 */
export async function openOwnTerminal({ args }: SshCommand): Promise<string> {
  const ssh = findCommand('ssh');
  if (ssh === undefined)
    throw new ToolError('missing-command', 'ssh is not installed: install openssh-client');
  const { platform, env } = process;
  if (platform === 'darwin') {
    const file = join(mkdtempSync(join(tmpdir(), 'linkscope-')), 'ssh.command');
    writeFileSync(file, commandFile(ssh, args), { mode: 0o700 });
    chmodSync(file, 0o700);
    await launch('open', ['-b', 'com.apple.Terminal', file]);
    return 'Terminal';
  }
  const hasDesktop = platform !== 'linux' || env['DISPLAY'] || env['WAYLAND_DISPLAY'];
  if (!hasDesktop)
    throw new ToolError('unsupported', 'this session has no desktop to open a terminal on: copy the command');
  const programs = terminalPrograms(platform, env['TERMINAL']);
  const found = programs.find(({ command }) => findCommand(command) !== undefined);
  if (found === undefined) {
    const names = programs.map(({ command }) => command).join(', ');
    const message = 'no terminal program was found: install xterm, or copy the command';
    throw new ToolError('missing-command', message, `looked for ${names}`);
  }
  await launch(found.command, [...found.before, ssh, ...args]);
  return found.command;
}
