import type { Checker, CheckWord } from '../checker.ts';
import { textOf } from '../lines.ts';
import type { WrittenFile } from '../written.ts';
import { shellChecker } from '../file-checkers.ts';

const script = 'usr/local/sbin/nptv6';
const client = 'etc/dhcpcd.conf';
/** What the script has in the place of the delegated prefix, as an example of the length that it asks for. */
const external = '2001:db8:1:40::';

/** The rules inside of the script, with a prefix in their place; undefined for the other target. */
function rulesOf(files: readonly WrittenFile[], begin: RegExp): string | undefined {
  const lines = files.find(({ path }) => path === script)?.lines ?? [];
  const texts = lines.map(({ text }) => text);
  const first = texts.findIndex((text) => begin.test(text));
  const length = texts.find((text) => text.startsWith('prefix_length='))?.slice('prefix_length='.length);
  if (first < 0) return undefined;
  const rules = texts.slice(first + 1, texts.indexOf('RULES', first));
  return `${rules.join('\n').replaceAll('${external}', `${external}/${length ?? '64'}`)}\n`;
}

/** Its own words as they are: the rules are a copy, whose lines are not those of the script. */
const unplaced = (line: string): CheckWord => ({ file: script, line: null, severity: 'error', text: line });

export const checkers: readonly Checker[] = [
  {
    name: 'nft -c',
    command: 'nft',
    package: 'nftables',
    root: true,
    plan: (files, folder) => {
      const rules = rulesOf(files, /^\tnft -f - <<RULES$/);
      return rules === undefined
        ? []
        : [{ args: ['-c', '-f', `${folder}/rules.nft`], extra: { 'rules.nft': rules } }];
    },
    word: unplaced,
  },
  {
    name: 'ip6tables-restore --test',
    command: 'ip6tables-restore',
    package: 'iptables',
    root: true,
    plan: (files, folder) => {
      const rules = rulesOf(files, /^\tip6tables-restore .*<<RULES$/);
      return rules === undefined
        ? []
        : [{ args: ['--test', '--noflush', `${folder}/rules.v6`], extra: { 'rules.v6': rules } }];
    },
    word: unplaced,
  },
  shellChecker,
  {
    // dhcpcd has no test of its file alone. With all options outside of their block, for an interface that does not
    // exist, it reads them, says what it does not know, and ends before it does anything.
    name: 'dhcpcd -T',
    command: 'dhcpcd',
    package: 'dhcpcd-base',
    root: true,
    plan: (files, folder) => {
      const file = files.find(({ path }) => path === client);
      if (file === undefined) return [];
      const flat = file.lines.map((line) =>
        line.text.startsWith('interface ') ? { ...line, text: '' } : line,
      );
      return [
        {
          args: ['-T', '-1', '-f', `${folder}/dhcpcd.checked.conf`, 'linkscope-none'],
          extra: { 'dhcpcd.checked.conf': textOf(flat) },
        },
      ];
    },
    accepts: ({ stderr, stdout }) =>
      `${stderr}\n${stdout}`.split('\n').every(isUsual) && stderr.includes('starting'),
    word: (line) => (isUsual(line) ? undefined : { file: client, line: null, severity: 'error', text: line }),
  },
];

function isUsual(line: string): boolean {
  return (
    line.trim() === '' ||
    /^(dhcpcd-\S+ starting|spawned .*|linkscope-none: interface not found|dhcpcd exited)$/.test(line.trim())
  );
}
