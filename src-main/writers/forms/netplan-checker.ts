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
  // It ends with 0 for what it then leaves out, such as a second default route.
  accepts: ({ code, stderr }) => code === 0 && !/\bError\b|Problem encountered/.test(stderr),
};
