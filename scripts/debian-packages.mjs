// The programs of the system that the tests need, by the Debian packages that have them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run, say } from './project.mjs';

const directories = [
  ...new Set([...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin', '/usr/bin', '/bin']),
];

/** package: the file by which it is known, and the parts of the tests that need it */
const packages = [
  { name: 'chromium', command: 'chromium', parts: ['e2e', 'ui'] },
  {
    name: 'fonts-dejavu-core',
    file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf',
    parts: ['e2e', 'ui'],
  },
  { name: 'iproute2', command: 'ip', parts: ['lab', 'e2e'] },
  { name: 'iputils-ping', command: 'ping', parts: ['lab', 'e2e'] },
  { name: 'util-linux', command: 'unshare', parts: ['lab', 'e2e'] },
  { name: 'procps', command: 'sysctl', parts: ['lab', 'e2e'] },
  { name: 'openssh-client', command: 'ssh', parts: ['lab', 'e2e'] },
  { name: 'openssh-server', command: 'sshd', parts: ['lab', 'e2e'] },
  { name: 'curl', command: 'curl', parts: ['lab', 'e2e'] },
  { name: 'iputils-tracepath', command: 'tracepath', parts: ['lab'] },
  { name: 'radvd', command: 'radvd', parts: ['lab', 'e2e'] },
  { name: 'openssl', command: 'openssl', parts: ['e2e'] },
  { name: 'nftables', command: 'nft', parts: ['lab'] },
  { name: 'traceroute', command: 'traceroute', parts: ['lab'] },
  { name: 'tcpdump', command: 'tcpdump', parts: [] },
  { name: 'avahi-daemon', command: 'avahi-daemon', parts: ['lab'] },
  // Without these some single tests are skipped, and say so.
  { name: 'nmap', command: 'nmap', parts: [] },
  { name: 'python3', command: 'python3', parts: [] },
  { name: 'bind9-utils', command: 'named-checkzone', parts: [] },
  { name: 'nsd', command: 'nsd', parts: [] },
  { name: 'apache2-bin', command: 'apache2', parts: [] },
  { name: 'nginx-light', command: 'nginx', parts: [] },
  { name: 'hitch', command: 'hitch', parts: [] },
  { name: 'sipcalc', command: 'sipcalc', parts: [] },
  { name: 'netplan.io', command: 'netplan', parts: [] },
  { name: 'mariadb-server-core', command: 'mariadbd', parts: [] },
  { name: 'ceph-common', command: 'ceph-conf', parts: [] },
  { name: 'ceph-base', command: 'monmaptool', parts: [] },
  { name: 'ifupdown', command: 'ifquery', parts: [] },
  { name: 'ipcalc-ng', command: 'ipcalc-ng', parts: [] },
  // The programs that check what the writers write.
  { name: 'kea-dhcp6-server', command: 'kea-dhcp6', parts: [] },
  { name: 'isc-dhcp-server', command: 'dhcpd', parts: [] },
  { name: 'isc-dhcp-client', command: 'dhclient', parts: [] },
  { name: 'dhcpcd-base', command: 'dhcpcd', parts: [] },
  { name: 'shellcheck', command: 'shellcheck', parts: [] },
  { name: 'apache2-bin', command: 'apache2', parts: [] },
  { name: 'unbound', command: 'unbound-checkconf', parts: [] },
  { name: 'iptables', command: 'ip6tables-restore', parts: [] },
  // What a file has beside its mode and owner.
  { name: 'acl', command: 'setfacl', parts: [] },
  { name: 'attr', command: 'getfattr', parts: [] },
  { name: 'bird2', command: 'bird', parts: [] },
];

function isPresent({ command, file }) {
  if (file !== undefined) return existsSync(file);
  return directories.some((directory) => directory !== '' && existsSync(join(directory, command)));
}

export function missingPackages() {
  return process.platform === 'linux' ? packages.filter((entry) => !isPresent(entry)) : [];
}

/** The tests need programs, not running services: systemd and invoke-rc.d start nothing where these are set. */
const quiet = { DEBIAN_FRONTEND: 'noninteractive', SYSTEMD_OFFLINE: '1', RUNLEVEL: '1' };

/** How apt-get is run with the rights that it needs, or undefined where that cannot be. */
async function aptCommand() {
  if (!isPresent({ command: 'apt-get' })) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  const settings = Object.entries(quiet).map(([name, value]) => `${name}=${value}`);
  const sudo = await run('sudo', ['-n', 'true'], { capture: true });
  return sudo.code === 0 ? ['sudo', '-n', 'env', ...settings, 'apt-get'] : undefined;
}

/**
 * Installs what is missing where that can be done.
 * @returns the packages that are still missing, each with the parts of the tests that need it
 */
export async function installDebianPackages() {
  const missing = missingPackages();
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name);
  const apt = await aptCommand();
  if (apt === undefined) {
    say(
      `Missing on this machine: ${names.join(', ')}. Install them as root: apt-get install ${names.join(' ')}`,
    );
    return missing;
  }
  say(`Installing ${names.join(', ')} …`);
  const [command, ...first] = apt;
  const env = { ...process.env, ...quiet };
  const update = await run(command, [...first, 'update', '-qq'], { capture: true, env, timeoutMs: 180_000 });
  const options = ['install', '-y', '-qq', '--no-install-recommends'];
  const { code, output } = await run(command, [...first, ...options, ...names], {
    capture: true,
    env,
    timeoutMs: 600_000,
  });
  if (code !== 0) say(`${update.output}${output}apt-get ended with ${code}.`);
  const left = missingPackages();
  if (left.length > 0) say(`Still missing: ${left.map(({ name }) => name).join(', ')}.`);
  return left;
}
