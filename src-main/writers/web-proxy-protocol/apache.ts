import { at, Lines } from '../lines.ts';
import type { WrittenFile } from '../written.ts';
import type { ProxyValues } from './schema.ts';
import { everyoneElse } from './trusted.ts';

/** Prefixes on one line of exceptions. */
const perLine = 6;

/** A virtual host with mod_remoteip (Apache 2.4 documentation, mod_remoteip and mod_authz_host). */
export function apacheFile(values: ProxyValues): WrittenFile {
  const lines = new Lines();
  const { listen, port, tls } = values;
  // ports.conf of Debian has 80, and 443 with TLS.
  if (port !== 80 && !(port === 443 && tls !== undefined)) {
    lines.add(`Listen [${listen}]:${port}${tls === undefined ? '' : ' https'}`, 'listen', 'port', 'tls');
    if (values.via !== 'own-port') lines.blank();
  }
  if (values.via === 'own-port') {
    const scheme = tls === undefined ? '' : ' https';
    lines.add(`Listen [${listen}]:${values.proxyPort}${scheme}`, 'listen', 'proxyPort').blank();
    host(lines, values, false);
    lines.blank();
  }
  host(lines, values, true);
  return {
    path: `etc/apache2/sites-available/${fileName(values)}.conf`,
    language: 'apache',
    about: 'The site, for clients that come directly and for those behind the proxy.',
    lines: lines.lines,
  };
}

/** The first name, as the name of a file. */
export function fileName({ names }: ProxyValues): string {
  return (names[0] ?? 'site').toLowerCase().replace(/\.$/, '');
}

function host(lines: Lines, values: ProxyValues, proxied: boolean): void {
  const own = proxied && values.via === 'own-port';
  const [port, field] = own ? [values.proxyPort, 'proxyPort'] : [values.port, 'port'];
  const place = values.listen === '::' ? '*' : `[${values.listen}]`;
  const [first, ...others] = values.names;
  lines.block(
    `<VirtualHost ${place}:${port}>`,
    '</VirtualHost>',
    () => {
      lines.add(`ServerName ${first ?? ''}`, 'names.0');
      others.forEach((name, index) => lines.add(`ServerAlias ${name}`, at('names', index + 1)));
      lines.add(`DocumentRoot "${values.root}"`, 'root');
      if (values.tls !== undefined) {
        lines.add('SSLEngine on', 'tls');
        lines.add(`SSLCertificateFile "${values.tls.certificate}"`, 'tls.certificate');
        lines.add(`SSLCertificateKeyFile "${values.tls.key}"`, 'tls.key');
      }
      if (proxied) {
        lines.add('RemoteIPProxyProtocol On', 'via');
        const trusted = values.proxies.map((_, index) => at('proxies', index));
        const rest = everyoneElse(values.proxies);
        for (let begin = 0; begin < rest.length; begin += perLine)
          lines.add(
            `RemoteIPProxyProtocolExceptions ${rest.slice(begin, begin + perLine).join(' ')}`,
            ...trusted,
          );
      }
      access(lines, values);
      lines.add(`CustomLog "/var/log/apache2/${fileName(values)}-access.log" combined`, 'names.0');
      lines.add(`ErrorLog "/var/log/apache2/${fileName(values)}-error.log"`, 'names.0');
    },
    'listen',
    field,
  );
}

/** `Require ip` sees the client's own address; the `Deny from` of Apache 2.2 does not. */
function access(lines: Lines, { root, allow, refuse }: ProxyValues): void {
  lines.block(
    `<Directory "${root}">`,
    '</Directory>',
    () => {
      lines.block('<RequireAll>', '</RequireAll>', () => {
        if (allow.length === 0) lines.add('Require all granted');
        else
          lines.block('<RequireAny>', '</RequireAny>', () => {
            allow.forEach((prefix, index) => lines.add(`Require ip ${prefix}`, at('allow', index)));
          });
        refuse.forEach((prefix, index) => lines.add(`Require not ip ${prefix}`, at('refuse', index)));
      });
    },
    'root',
  );
}
