import type { Checker } from '../checker.ts';
import { textOf } from '../lines.ts';
import type { WrittenFile } from '../written.ts';

const own = 'etc/hitch/hitch.conf';

/**
 * The file as it is checked: line for line the same, with the certificates of the target replaced by one that was made
 * for the check, and its user left out, who may not be on this computer.
 */
function forCheck(file: WrittenFile, folder: string): string {
  return textOf(file.lines)
    .replace(/^pem-dir = .*$/m, () => `pem-dir = "${folder}/check"`)
    .replace(/^pem-dir-glob = .*$/m, 'pem-dir-glob = "*.pem"')
    .replace(/^(pem-file|ocsp-dir|user|group) = .*$/gm, '# $1');
}

/** `hitch --test` reads the file and the certificates, and listens nowhere. */
export const check: Checker = {
  name: 'hitch --test',
  command: 'hitch',
  package: 'hitch',
  plan(files, folder) {
    const file = files.find(({ path }) => path === own);
    if (file === undefined) return [];
    const certificate = `${folder}/check/throw-away.pem`;
    return [
      {
        args: ['--test', `--config=${folder}/check/hitch.conf`],
        extra: { 'check/hitch.conf': forCheck(file, folder) },
        before: [
          {
            command: 'openssl',
            args: [
              ...'req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1'.split(' '),
              ...'-subj /CN=check.invalid -days 1 -keyout'.split(' '),
              certificate,
              '-out',
              certificate,
            ],
          },
        ],
      },
    ];
  },
  word(text) {
    const place = /^Error in configuration file .*, line (\d+)|^Parsing error in line (\d+)/.exec(text);
    const line = place?.[1] ?? place?.[2];
    const severity = place !== null ? 'error' : /warning/i.test(text) ? 'warning' : 'note';
    return {
      file: line === undefined ? null : own,
      line: line === undefined ? null : Number(line),
      severity,
      text,
    };
  },
};
