import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab, LabHost } from './lab.ts';

/** A real sshd on a host of the lab, and an agent with the one key that it takes; both made for the test. */
export interface SshServer {
  /** For the environment of what is to log in. */
  readonly agentSocket: string;
  /** The fingerprint of the host key, as ssh shows it on first contact. */
  readonly fingerprint: string;
}

/** What the configuration of the machine says is left out: the file is all that sshd reads. */
function configuration(directory: string): string {
  return [
    'Port 22',
    `HostKey ${join(directory, 'host-key')}`,
    `AuthorizedKeysFile ${join(directory, 'authorized')}`,
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'UsePAM no',
    'StrictModes no',
    'PidFile none',
    'PrintMotd no',
    'AllowTcpForwarding yes',
    '',
  ].join('\n');
}

async function succeed(
  lab: Lab,
  argv: readonly string[],
  user: 'root' | 'nobody',
  env = {},
): Promise<string> {
  const { code, stdout, stderr } = await lab.exec(lab.scanner, argv, { user, env, timeoutMs: 20_000 });
  if (code !== 0) throw new Error(`${argv.join(' ')}: ${stderr} (status ${code})`);
  return stdout;
}

/** Lets a host take ssh, as root of its own; returns when it does. Both programs end with the lab. */
export async function startSshServer(lab: Lab, host: LabHost): Promise<SshServer> {
  const directory = join(lab.directory, `${host.name}-sshd`);
  mkdirSync(directory, { mode: 0o700 });
  const keyFile = join(lab.userDirectory, `${host.name}-key`);
  const make = ['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'lab', '-f'];
  await succeed(lab, [...make, join(directory, 'host-key')], 'root');
  await succeed(lab, [...make, keyFile], 'nobody');
  writeFileSync(join(directory, 'authorized'), readFileSync(`${keyFile}.pub`));
  writeFileSync(join(directory, 'sshd_config'), configuration(directory));
  const script = 'mount -t tmpfs tmpfs /run && mkdir -p /run/sshd && exec "$@"';
  const sshd = ['/usr/sbin/sshd', '-D', '-e', '-f', join(directory, 'sshd_config')];
  const server = lab.spawn(host.namespace, ['sh', '-c', script, 'sh', ...sshd], { user: 'root' });
  await whenSaid(server, 'listening', 'sshd');

  const agentSocket = join(lab.userDirectory, `${host.name}-agent`);
  const agent = lab.spawn(lab.scanner, ['ssh-agent', '-D', '-a', agentSocket]);
  await whenThere(agent, agentSocket);
  await succeed(lab, ['ssh-add', '-q', keyFile], 'nobody', { SSH_AUTH_SOCK: agentSocket });
  const listed = await succeed(lab, ['ssh-keygen', '-l', '-f', join(directory, 'host-key.pub')], 'root');
  const [, fingerprint = ''] = listed.split(' ');
  return { agentSocket, fingerprint };
}

async function whenSaid(child: ChildProcess, word: string, what: string): Promise<void> {
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes(word)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`${what} ended with status ${code}: ${printed}`)));
  });
}

/** The agent says that it is ready by answering on its socket. */
async function whenThere(agent: ChildProcess, path: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline && agent.exitCode === null) {
    const answered = await new Promise<boolean>((resolve) => {
      const socket = connect(path, () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (answered) return;
    await sleep(50);
  }
  throw new Error(`ssh-agent did not answer at ${path}`);
}
