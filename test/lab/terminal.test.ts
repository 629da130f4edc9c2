import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { collect } from './commands.ts';
import { describeLab, useLab } from './lab-suite.ts';
import type { LabHost } from './lab.ts';
import { linkscope, watchUsage } from './scan.ts';
import { startSshServer, type SshServer } from './ssh-server.ts';
import { ordinaryUser } from './users.ts';
import { whenReady } from './ready.ts';

/** A program on a terminal, and what it has shown. */
interface OnTerminal {
  readonly child: ChildProcess;
  shown(): string;
  /** Waits for it to show something, then types a line. */
  answer(question: RegExp, line: string): Promise<void>;
  /** The status with which it ended. */
  readonly ended: Promise<number | null>;
}

describeLab('the terminal commands', () => {
  const lab = useLab({ links: [{ interface: 'eth0', hosts: 4 }] });
  let [first, second]: { host: LabHost; address: string; ssh: SshServer }[] = [];

  beforeAll(async () => {
    const open = lab().hosts.filter(({ role, firewalled, ipv6 }) => role === 'host' && !firewalled && ipv6);
    const made: { host: LabHost; address: string; ssh: SshServer }[] = [];
    for (const host of open.slice(0, 2)) {
      const address = host.addresses.find((each) => each.address.startsWith('fe80:'))?.address ?? '';
      made.push({ host, address, ssh: await startSshServer(lab(), host) });
    }
    [first, second] = made;
    // Both hosts take a key that the one agent has.
    const key = join(lab().userDirectory, `${second?.host.name}-key`);
    const env = { SSH_AUTH_SOCK: first?.ssh.agentSocket ?? '' };
    const { code, stderr } = await lab().exec(lab().scanner, ['ssh-add', '-q', key], { env });
    expect(code, stderr).toBe(0);
    // ssh looks for the person's files where the list of users says that the person lives.
    const users = ['root:x:0:0', 'nobody:x:65534:65534'].map(
      (user) => `${user}::${lab().userDirectory}:/bin/sh\n`,
    );
    writeFileSync(join(lab().directory, 'users'), users.join(''), { mode: 0o644 });
    const { code: made2 } = await lab().exec(lab().scanner, [
      'mkdir',
      '-m',
      '700',
      join(lab().userDirectory, '.ssh'),
    ]);
    expect(made2).toBe(0);
  });

  const begun: ChildProcess[] = [];
  afterEach(() => {
    for (const child of begun.splice(0)) child.kill('SIGKILL');
  });

  /** Runs the program with files of the person's own: `~/.ssh/config`, `~/.ssh/known_hosts`. */
  function command(...args: string[]): string[] {
    const script = 'mount --bind "$1" /etc/passwd && shift && exec "$@"';
    const isPrivate = process.getuid?.() !== 0;
    return [
      'sh',
      '-c',
      script,
      'sh',
      join(lab().directory, 'users'),
      ...ordinaryUser(isPrivate),
      ...linkscope,
      ...args,
    ];
  }

  function onTerminal(...args: string[]): OnTerminal {
    const line = command(...args).map((word) => `'${word.replaceAll("'", "'\\''")}'`);
    const child = lab().spawn(lab().scanner, ['script', '-q', '-e', '-c', line.join(' '), '/dev/null'], {
      user: 'root',
      env: { SSH_AUTH_SOCK: first?.ssh.agentSocket ?? '' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    begun.push(child);
    let shown = '';
    for (const output of [child.stdout, child.stderr])
      output?.on('data', (part: Buffer) => (shown += part.toString()));
    return {
      child,
      shown: () => shown,
      async answer(question, text) {
        await expect.poll(() => shown, { timeout: 10_000 }).toMatch(question);
        shown = '';
        child.stdin?.write(`${text}\n`);
      },
      ended: once(child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null)),
    };
  }

  it('ssh asks about a host key once, runs a shell, and ends with its status', async () => {
    const host = `root@${first?.address}%eth0`;
    const met = onTerminal('ssh', host);
    await expect.poll(() => met.shown(), { timeout: 10_000 }).toContain(first?.ssh.fingerprint);
    await met.answer(/continue connecting/, 'yes');
    await met.answer(/[#$] $/, 'echo sum $((6 * 7)); exit 7');
    await expect.poll(() => met.shown(), { timeout: 10_000 }).toContain('sum 42');
    expect(await met.ended).toBe(7);
    const again = onTerminal('ssh', `${first?.address}%eth0`, '--user', 'root');
    await again.answer(/[#$] $/, 'exit');
    expect(again.shown()).not.toContain('authenticity');
    expect(await again.ended).toBe(0);
    await expect.poll(() => lab().scannerProcesses()).toHaveLength(2);
  });

  it('ssh goes over a jump host with a zone, given or of the person’s own configuration', async () => {
    const jump = `root@[${first?.address}%eth0]`;
    const target = `${second?.address}%eth0`;
    const given = onTerminal('ssh', `root@${target}`, '--jump', jump);
    await expect.poll(() => given.shown(), { timeout: 10_000 }).toContain(second?.ssh.fingerprint);
    await given.answer(/continue connecting/, 'yes');
    await given.answer(/[#$] $/, 'echo from $SSH_CLIENT; exit');
    await expect.poll(() => given.shown(), { timeout: 10_000 }).toContain(`from ${first?.address}%eth0`);
    expect(await given.ended).toBe(0);
    const lines = [
      'Host inner',
      `  HostName ${target.replace('%', '%%')}`,
      '  User root',
      `  ProxyJump ${jump.replace('%', '%%')}`,
    ];
    writeFileSync(join(lab().userDirectory, '.ssh', 'config'), `${lines.join('\n')}\n`, { mode: 0o644 });
    const own = onTerminal('ssh', 'inner');
    await own.answer(/[#$] $/, 'echo from $SSH_CLIENT; exit');
    await expect.poll(() => own.shown(), { timeout: 10_000 }).toContain(`from ${first?.address}%eth0`);
    expect(await own.ended).toBe(0);
  });

  it.each([
    [['ssh', 'fe80::1%eth0', '-oProxyCommand=id'], 2],
    [['ssh', '-oProxyCommand=id'], 2],
    [['ssh', '--', '-oProxyCommand=id'], 2],
    [['ssh', 'root@fe80::1%eth0', '--jump', '-oProxyCommand=id'], 2],
    [['connect', 'fe80::1%eth0'], 2],
    [['connect', 'fe80::1%eth0', '70000'], 2],
  ])('%j is refused', async (args, status) => {
    const { code, stdout, stderr } = await lab().exec(lab().scanner, [...linkscope, ...args]);
    expect([code, stdout], stderr).toEqual([status, '']);
  });

  it('connect shows what a service says, sends lines, and tells a port that is closed', async () => {
    const target = `${first?.address}%eth0`;
    const child = lab().spawn(lab().scanner, [...linkscope, 'connect', target, '22'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    begun.push(child);
    child.stdin?.write('hello\n');
    const { code, stdout, stderr } = await collect(child);
    expect([code, stdout], stderr).toEqual([
      0,
      expect.stringMatching(/^SSH-2\.0-OpenSSH\S*[^\n]*\nInvalid SSH ident/),
    ]);
    expect(stderr).toContain('the host closed the connection');
    const closed = await lab().exec(lab().scanner, [...linkscope, 'connect', target, '23']);
    expect([closed.code, closed.stdout]).toEqual([5, '']);
    expect(closed.stderr).toContain('refused');
  });

  it('connect lets no endless greeting steer the terminal, and ends at once', async () => {
    const script = join(import.meta.dirname, 'responders/endless.ts');
    const address = second?.address ?? '';
    const service = lab().spawn(second?.host.namespace ?? '', [
      process.execPath,
      script,
      `${address}%eth0`,
      '2323',
    ]);
    begun.push(service);
    await whenReady(service, 'the endless service');
    const child = lab().spawn(lab().scanner, [...linkscope, 'connect', `${address}%eth0`, '2323']);
    begun.push(child);
    const usage = watchUsage(child);
    let [taken, bad] = [0, ''];
    child.stdout?.on('data', (part: Buffer) => {
      taken += part.length;
      // Everything but lines of visible letters.
      bad ||= /[^\n\P{Cc}]|[\u202A-\u202E]/u.exec(part.toString())?.[0] ?? '';
    });
    await expect.poll(() => taken, { timeout: 20_000 }).toBeGreaterThan(30_000_000);
    const ended = once(child, 'close');
    child.kill('SIGINT');
    expect((await ended)[0]).toBe(130);
    expect(bad).toBe('');
    expect(usage().peakMegabytes).toBeLessThan(200);
  });
});
