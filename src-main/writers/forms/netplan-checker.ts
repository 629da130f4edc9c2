import type { Checker } from '../checker.ts';

/** Reads all of etc/netplan as netplan does at the start, and makes systemd-networkd's files of it in the folder. */
export const netplanChecker: Checker = {
  name: 'netplan generate',
  command: 'netplan',
  package: 'netplan.io',
  plan: (files, folder) =>
    files.some(({ path }) => path.startsWith('etc/netplan/'))
      ? [{ args: ['generate', '--root-dir', folder] }]
      : [],
};
