import type { Checker, CheckPlan } from '../checker.ts';
import { textOf } from '../lines.ts';
import type { WrittenFile } from '../written.ts';

/** A certificate for the check alone: the real one may be on another computer. */
function certificate(folder: string): NonNullable<CheckPlan['before']>[number] {
  const request =
    'req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -subj /CN=check.invalid -days 1';
  return {
    command: 'openssl',
    args: [
      ...request.split(' '),
      '-keyout',
      `${folder}/check/key.pem`,
      '-out',
      `${folder}/check/certificate.pem`,
    ],
  };
}

const modules = ['mpm_event', 'authz_core', 'authz_host', 'remoteip', 'ssl'];

/** Line for line the site, with the files of the target replaced by some of the folder. */
function apacheSite(file: WrittenFile, folder: string): string {
  return textOf(file.lines)
    .replace(
      /^( *SSLCertificateFile) .*$/gm,
      (_all, keyword: string) => `${keyword} "${folder}/check/certificate.pem"`,
    )
    .replace(
      /^( *SSLCertificateKeyFile) .*$/gm,
      (_all, keyword: string) => `${keyword} "${folder}/check/key.pem"`,
    )
    .replace(
      /^( *(?:Custom|Error)Log) "[^"]*"/gm,
      (_all, keyword: string) => `${keyword} "${folder}/check/log"`,
    );
}

/** `apache2 -t` over a main file with the modules that the site needs. */
export const apacheCheck: Checker = {
  name: 'apache2 -t',
  command: 'apache2',
  package: 'apache2-bin',
  plan: (files, folder) =>
    files
      .filter(({ path }) => path.startsWith('etc/apache2/'))
      .map((file) => ({
        args: ['-t', '-f', `${folder}/check/main.conf`],
        extra: {
          'check/main.conf': [
            `ServerRoot "${folder}/check"`,
            'ServerName check.invalid',
            `PidFile "${folder}/check/pid"`,
            `ErrorLog "${folder}/check/log"`,
            ...modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
            'Listen 80',
            `Include "${folder}/check/site.conf"`,
            '',
          ].join('\n'),
          'check/site.conf': apacheSite(file, folder),
        },
        before: [certificate(folder)],
      })),
  word: (text) => said(text, /on line (\d+) of .*\/check\/site\.conf|\/check\/site\.conf:(\d+)/),
};

/** nginx -t opens the sockets too: they are sockets of the folder, so that nothing listens. */
function nginxSite(file: WrittenFile, folder: string): string {
  let count = 0;
  return textOf(file.lines)
    .replace(
      /^( *listen) \[[0-9a-f:.]+\]:\d+/gm,
      (_all, word: string) => `${word} unix:${folder}/check/${count++}.socket`,
    )
    .replace(
      /^( *ssl_certificate) .*$/gm,
      (_all, word: string) => `${word} "${folder}/check/certificate.pem";`,
    )
    .replace(/^( *ssl_certificate_key) .*$/gm, (_all, word: string) => `${word} "${folder}/check/key.pem";`)
    .replace(/^( *access_log) "[^"]*"/gm, (_all, word: string) => `${word} "${folder}/check/log"`);
}

/** `nginx -t` over a main file that includes the site. */
export const nginxCheck: Checker = {
  name: 'nginx -t',
  command: 'nginx',
  package: 'nginx-light',
  plan: (files, folder) =>
    files
      .filter(({ path }) => path.startsWith('etc/nginx/'))
      .map((file) => ({
        args: ['-t', '-q', '-e', `${folder}/check/log`, '-c', `${folder}/check/main.conf`],
        extra: {
          'check/main.conf': [
            `pid "${folder}/check/pid";`,
            'events { }',
            'http {',
            ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
              (name) => `    ${name}_temp_path "${folder}/check/${name}";`,
            ),
            `    include "${folder}/check/site.conf";`,
            '}',
            '',
          ].join('\n'),
          'check/site.conf': nginxSite(file, folder),
        },
        before: [certificate(folder)],
      })),
  word: (text) => said(text, /\/check\/site\.conf:(\d+)/),
};

function said(text: string, place: RegExp) {
  const found = place.exec(text);
  const line = found?.[1] ?? found?.[2];
  const severity = /emerg|error/i.test(text) ? 'error' : /warn/i.test(text) ? 'warning' : 'note';
  return { file: null, line: line === undefined ? null : Number(line), severity, text } as const;
}
