import { expect, test } from 'vitest';
import { terminalEnvironment } from './environment.ts';
import { commandFile, terminalPrograms } from './own-terminal.ts';

test('the programs that are looked for, the person’s own choice first', () => {
  const names = (platform: NodeJS.Platform, own?: string) =>
    terminalPrograms(platform, own).map(({ command }) => command);
  expect(names('linux').slice(0, 2)).toEqual(['x-terminal-emulator', 'gnome-terminal']);
  expect(names('linux', 'konsole')[0]).toBe('konsole');
  expect(names('linux', '/tmp/evil')[0]).toBe('x-terminal-emulator');
  expect(names('win32')).toEqual(['wt', 'conhost']);
});

test('the script for macOS has each word in quotes, and takes none with a quote', () => {
  expect(commandFile('/usr/bin/ssh', ['-l', 'LAB\\anna', '--', 'fe80::1%en0'])).toBe(
    `#!/bin/sh\nrm -f -- "$0"\nexec '/usr/bin/ssh' '-l' 'LAB\\anna' '--' 'fe80::1%en0'\n`,
  );
  expect(() => commandFile('/usr/bin/ssh', [`a'b`])).toThrow('copy the command');
  expect(() => commandFile('/usr/bin/ssh', ['a\nb'])).toThrow('copy the command');
});

test('ssh gets the environment of the person and not that of this program', () => {
  const own = {
    LANG: 'de_DE.UTF-8',
    SSH_AUTH_SOCK: '/run/agent',
    HOME: '/home/anna',
    TERM: 'dumb',
    TMUX: '/tmp/tmux',
    NODE_OPTIONS: '--inspect',
    ELECTRON_RUN_AS_NODE: '1',
    npm_config_token: 'secret',
    COLUMNS: '20',
  };
  expect(terminalEnvironment(own)).toEqual({
    LANG: 'de_DE.UTF-8',
    SSH_AUTH_SOCK: '/run/agent',
    HOME: '/home/anna',
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
  });
});
