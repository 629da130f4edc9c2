import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WiredLab } from './wired-lab.ts';

/** A command line as on a machine of its own: with folders of the lab in the places of some of the system's. */
export function withFolders(folders: Readonly<Record<string, string>>, argv: readonly string[]): string[] {
  const mounts = Object.entries(folders).map(([place, folder]) => `mount --bind '${folder}' '${place}'`);
  return ['sh', '-c', `${mounts.join(' && ')} && exec "$@"`, 'sh', ...argv];
}

/**
 * Starts Kea's DHCPv6 server, which ends with the lab.
 * @returns the process, when it listens
 * @throws Error with what it printed, where it ends
 */
export async function startKea<Place extends string>(
  lab: WiredLab<Place>,
  place: Place,
  configuration: string,
): Promise<ChildProcess> {
  const run = join(lab.directory, 'kea-run');
  const state = join(lab.directory, 'kea-state');
  mkdirSync(run);
  // Its own folder is there where it was started once: /var/lib is there always.
  mkdirSync(join(state, 'kea'), { recursive: true });
  const variables = [`KEA_PIDFILE_DIR=${run}`, `KEA_LOCKFILE_DIR=${run}`];
  const command = ['env', ...variables, 'kea-dhcp6', '-c', configuration];
  const child = lab.start(place, withFolders({ '/var/lib': state }, command));
  let log = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('DHCP6_STARTED')) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`kea-dhcp6 ended with ${String(code)}: ${log}`)));
  });
  return child;
}
