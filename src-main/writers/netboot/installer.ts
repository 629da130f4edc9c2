import { Lines } from '../lines.ts';
import type { WrittenFile } from '../written.ts';
import type { NetbootValues } from './schema.ts';
import { root, urlOf } from './urls.ts';

/** The path of the answers below the folder of the web server. */
const preseed = '/preseed.cfg';

/** A script of iPXE (ipxe.org/scripting): the kernel with its options, the ramdisk, boot. */
export function scriptFile(values: NetbootValues): WrittenFile {
  const ramdisk = values.initrd.slice(values.initrd.lastIndexOf('/') + 1);
  const options: readonly (readonly [text: string, ...from: string[]])[] = [
    // UEFI hands the ramdisk over by this name.
    [`initrd=${ramdisk}`, 'initrd'],
    ['auto=true'],
    ['priority=critical'],
    [`preseed/url=${urlOf(values, preseed)}`, 'address'],
    [`locale=${values.locale}`, 'locale'],
    [`keymap=${values.keymap}`, 'keymap'],
    [`hostname=${values.hostname}`, 'hostname'],
    [`domain=${values.domain}`, 'domain'],
    ...values.kernelOptions.map((option, index) => [option, `kernelOptions.${index}`] as const),
  ];
  const lines = new Lines()
    .add('#!ipxe')
    .add(
      `kernel ${urlOf(values, values.kernel)} ${options.map(([text]) => text).join(' ')}`,
      'address',
      'kernel',
      ...options.flatMap(([, ...from]) => from),
    )
    .add(`initrd ${urlOf(values, values.initrd)}`, 'address', 'initrd')
    .add('boot');
  return {
    path: `${root.slice(1)}/${values.script}`,
    language: 'plain',
    about: 'What iPXE runs: it loads the installer.',
    lines: lines.lines,
  };
}

/** The answers to the installer of Debian (appendix B of its manual), in the form of debconf-set-selections(1). */
export function preseedFile(values: NetbootValues): WrittenFile {
  const lines = new Lines();
  const answer = (question: string, type: string, value: string, ...from: readonly string[]) =>
    lines.add(`d-i ${question} ${type}${value === '' ? '' : ` ${value}`}`, ...from);
  lines.add('# Language');
  answer('debian-installer/locale', 'string', values.locale, 'locale');
  answer('keyboard-configuration/xkb-keymap', 'select', values.keymap, 'keymap');
  lines.blank().add('# Network: addresses by router advertisements, options by DHCPv6');
  answer('netcfg/choose_interface', 'select', 'auto');
  answer('netcfg/use_autoconfig', 'boolean', 'true');
  answer('netcfg/dhcpv6_timeout', 'string', '10');
  answer('netcfg/get_hostname', 'string', values.hostname, 'hostname');
  answer('netcfg/get_domain', 'string', values.domain, 'domain');
  lines.blank().add('# Mirror');
  answer('mirror/country', 'string', 'manual');
  answer('mirror/protocol', 'string', 'http');
  answer('mirror/http/hostname', 'string', values.mirror, 'mirror');
  answer('mirror/http/directory', 'string', values.mirrorDirectory, 'mirrorDirectory');
  answer('mirror/http/proxy', 'string', '');
  lines.blank().add('# Time');
  answer('clock-setup/utc', 'boolean', 'true');
  answer('time/zone', 'string', values.timeZone, 'timeZone');
  lines.blank().add('# Users: the hash of a password, never the password');
  answer('passwd/root-login', 'boolean', 'true');
  answer('passwd/make-user', 'boolean', 'false');
  answer('passwd/root-password-crypted', 'password', values.passwordHash, 'passwordHash');
  lines.blank().add('# Disk: all that is on it is lost');
  answer('partman-auto/disk', 'string', values.disk, 'disk');
  answer('partman-auto/method', 'string', 'regular');
  answer('partman-auto/choose_recipe', 'select', 'atomic');
  answer('partman-partitioning/confirm_write_new_label', 'boolean', 'true');
  answer('partman/choose_partition', 'select', 'finish');
  answer('partman/confirm', 'boolean', 'true');
  answer('partman/confirm_nooverwrite', 'boolean', 'true');
  answer('grub-installer/only_debian', 'boolean', 'true');
  answer('grub-installer/bootdev', 'string', values.disk, 'disk');
  lines.blank().add('# Software');
  lines.add(`tasksel tasksel/first multiselect ${values.tasks.join(', ')}`, ...paths('tasks', values.tasks));
  if (values.packages.length > 0)
    answer('pkgsel/include', 'string', values.packages.join(' '), ...paths('packages', values.packages));
  answer('pkgsel/upgrade', 'select', 'full-upgrade');
  answer('pkgsel/update-policy', 'select', 'unattended-upgrades');
  if (values.authorizedKey !== undefined) {
    const write = `install -d -m 700 /root/.ssh && echo "${values.authorizedKey}" >/root/.ssh/authorized_keys`;
    answer('preseed/late_command', 'string', `in-target sh -c '${write}'`, 'authorizedKey');
  }
  answer('finish-install/reboot_in_progress', 'note', '');
  return {
    path: `${root.slice(1)}${preseed}`,
    language: 'plain',
    about: 'The answers to the installer of Debian.',
    lines: lines.lines,
  };
}

function paths(field: string, items: readonly string[]): string[] {
  return items.map((_, index) => `${field}.${index}`);
}
