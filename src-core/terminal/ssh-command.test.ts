import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SshRequest } from '../api/terminal.ts';
import { ToolError } from '../api/tool-error.ts';
import { rawTitle, sshCommand, sshCommandLine } from './ssh-command.ts';

function request(given: Partial<SshRequest>): SshRequest {
  return { target: 'nas.example', user: null, port: null, jump: null, ...given };
}

describe('the arguments of ssh', () => {
  test.each<[Partial<SshRequest>, readonly string[], string]>([
    [{}, ['--', 'nas.example'], 'nas.example'],
    [{ target: 'fe80::1%eth0' }, ['--', 'fe80::1%eth0'], 'fe80::1%eth0'],
    [{ target: 'FE80:0::1%eth0.10' }, ['--', 'fe80::1%eth0.10'], 'fe80::1%eth0.10'],
    [{ target: 'fe80::1%12' }, ['--', 'fe80::1%12'], 'fe80::1%12'],
    [{ target: 'root@fe80::1%br-lan' }, ['-l', 'root', '--', 'fe80::1%br-lan'], 'root@fe80::1%br-lan'],
    [
      { target: 'a@192.0.2.1', user: ' admin ', port: 2222 },
      ['-l', 'admin', '-p', '2222', '--', '192.0.2.1'],
      'admin@192.0.2.1',
    ],
    [{ user: 'LAB\\anna' }, ['-l', 'LAB\\anna', '--', 'nas.example'], 'LAB\\anna@nas.example'],
    [
      { jump: 'anna@[fe80::2%eth1]:2022,gate.example' },
      ['-J', 'anna@[fe80::2%%eth1]:2022,gate.example', '--', 'nas.example'],
      'nas.example',
    ],
    [{ jump: '2001:db8::1' }, ['-J', '[2001:db8::1]', '--', 'nas.example'], 'nas.example'],
    // ssh makes a ProxyCommand of it, where a percent sign begins a token in the user's name as well.
    [{ jump: 'a%b@gate.example' }, ['-J', 'a%%b@gate.example', '--', 'nas.example'], 'nas.example'],
    [{ target: 'my_alias', user: '', jump: ' ' }, ['--', 'my_alias'], 'my_alias'],
  ])('%j', (given, args, title) => {
    expect(sshCommand(request(given))).toEqual({ args, title });
  });
});

describe('what could be taken for an option, for a shell or for nothing is refused', () => {
  test.each<[Partial<SshRequest>, RegExp]>([
    [{ target: '-oProxyCommand=x' }, /cannot begin with "-"/],
    [{ target: 'root@-oProxyCommand=x' }, /cannot begin with "-"/],
    [{ target: '-l@nas.example' }, /user name .* cannot begin with "-"/],
    [{ user: '-oProxyCommand=x' }, /user name .* cannot begin with "-"/],
    [{ user: 'a;reboot' }, /characters that ssh refuses/],
    [{ user: 'a\nb' }, /characters that ssh refuses/],
    [{ user: 'a\u202Eb' }, /characters that ssh refuses/],
    [{ user: '$(id)' }, /characters that ssh refuses/],
    [{ user: 'a\\' }, /characters that ssh refuses/],
    [{ user: 'a b' }, /characters that ssh refuses/],
    [{ target: '@nas.example' }, /user name before the "@" is empty/],
    [{ target: 'root@' }, /host is empty/],
    [{ target: 'fe80::1' }, /name the interface, fe80::1%eth0/],
    [{ target: '2001:db8::1%eth0' }, /only link-local/],
    [{ target: 'fe80::1%$(id)' }, /ssh refuses the name of the interface/],
    [{ target: 'fe80::1%-x' }, /cannot begin with "-"/],
    [{ target: 'a.example b.example' }, /neither an address nor a name/],
    [{ target: 'ssh://a.example' }, /cannot read|address/],
    [{ target: '`id`' }, /neither an address nor a name/],
    [{ jump: '-oProxyCommand=x' }, /cannot begin with "-"/],
    [{ jump: 'gate.example,' }, /host is empty/],
    [{ jump: 'gate.example:0' }, /no port that can be/],
    [{ jump: 'gate.example:70000' }, /no port that can be/],
    [{ jump: '-l@gate.example' }, /user name .* cannot begin with "-"/],
  ])('%j', (given, message) => {
    let refused: unknown;
    try {
      sshCommand(request(given));
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(ToolError);
    expect(refused).toMatchObject({ code: 'bad-input', message: expect.stringMatching(message) });
  });
});

test('whatever is typed: it is refused, or stands where ssh takes it as it was meant', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('-', '@', '%', ':', '[', ']', 'a', '1', ' ', ',', '\n', '$') }),
  );
  fc.assert(
    fc.property(text, text, text, (target, user, jump) => {
      let args: readonly string[];
      try {
        ({ args } = sshCommand(request({ target, user, jump })));
      } catch (error) {
        expect(error).toBeInstanceOf(ToolError);
        return;
      }
      expect(args.at(-2)).toBe('--');
      const values = args.filter((word, index) => index % 2 === 1 || word === args.at(-1));
      for (const word of values.filter((each) => each !== '--'))
        expect(word).toMatch(/^[^-'`"$;&<>|(){}\s\p{Cc}][^'`"$;&<>|(){}\s\p{Cc}]*$/u);
    }),
    { numRuns: 400 },
  );
});

test.each([
  [{ target: 'fe80::1%eth0', user: 'root' }, 'linux', 'ssh -l root -- fe80::1%eth0'],
  [{ target: 'nas.example', port: 2222 }, 'darwin', 'ssh -p 2222 -- nas.example'],
  [
    { target: 'nas.example', jump: 'root@[fe80::1%eth0]' },
    'linux',
    `ssh -J 'root@[fe80::1%%eth0]' -- nas.example`,
  ],
  [{ target: '~host', user: 'CORP\\anna' }, 'linux', `ssh -l 'CORP'"\\\\"'anna' -- '~host'`],
  [{ target: 'fe80::1%12', user: 'CORP\\anna' }, 'win32', 'ssh -l "CORP\\anna" -- fe80::1%12'],
])('%j as a line for a shell of %s', (given, platform, line) => {
  expect(sshCommandLine(request(given), platform)).toBe(line);
});

test('the name of a raw connection', () => {
  expect([rawTitle('fe80::1%eth0', 23), rawTitle('192.0.2.1', 80)]).toEqual([
    '[fe80::1%eth0]:23',
    '192.0.2.1:80',
  ]);
});
