import type { Checker } from '../checker.ts';
import { textOf } from '../lines.ts';
import type { WrittenFile, WrittenLine } from '../written.ts';

const path = 'etc/kea/kea-dhcp6.conf';
const copy = 'kea-dhcp6.checked.conf';

/**
 * kea-dhcp6 -t refuses interfaces that are not there, and the file is for another machine as a rule: it is given a copy
 * in which every subnet is on the loopback, and the server listens everywhere. Lines keep their numbers.
 */
export const checker: Checker = {
  name: 'kea-dhcp6 -t',
  command: 'kea-dhcp6',
  package: 'kea-dhcp6-server',
  version: ['-v'],
  plan: (files, folder) => {
    const file = files.find((one) => one.path === path);
    if (file === undefined) return [];
    return [
      {
        args: ['-t', `${folder}/${copy}`],
        extra: { [copy]: textOf(withoutInterfaces(file)) },
        env: { KEA_LOCKFILE_DIR: folder, KEA_PIDFILE_DIR: folder },
      },
    ];
  },
  word: (line, folder) => {
    // What it tells on the way; the error itself comes in a line of its own.
    if (/ (?:INFO|DEBUG|ERROR) {1,2}\[/.test(line)) return undefined;
    const text = line.replaceAll(`${folder}/${copy}`, path);
    const place = /kea-dhcp6\.conf:(\d{1,7})[.:]/.exec(text)?.[1];
    return {
      file: path,
      line: place === undefined ? null : Number(place),
      severity: / WARN {1,2}\[/.test(line) ? 'warning' : 'error',
      text,
    };
  },
};

function withoutInterfaces({ lines }: WrittenFile): WrittenLine[] {
  let first = true;
  return lines.map((line) => {
    if (line.from.some((field) => /^interfaces\.\d+\.name$/.test(field))) {
      const text = first ? '"*"' : '';
      first = false;
      return { ...line, text };
    }
    if (line.from.some((field) => /^subnets\.\d+\.interface$/.test(field)))
      return { ...line, text: '"interface": "lo",' };
    return line;
  });
}
