import { at, Lines } from '../lines.ts';
import type { WrittenFile } from '../written.ts';
import { fileName } from './apache.ts';
import type { ProxyValues } from './schema.ts';

/** A server of nginx (documentation of ngx_http_core_module, ngx_http_realip_module, ngx_http_access_module). */
export function nginxFile(values: ProxyValues): WrittenFile {
  const lines = new Lines();
  const secure = values.tls === undefined ? '' : ' ssl';
  lines.block('server {', '}', () => {
    lines.add(`listen [${values.listen}]:${values.port}${secure};`, 'listen', 'port', 'tls');
    lines.add(
      `listen [${values.listen}]:${values.proxyPort}${secure} proxy_protocol;`,
      'listen',
      'proxyPort',
      'tls',
    );
    lines.add(
      `server_name ${values.names.join(' ')};`,
      ...values.names.map((_, index) => at('names', index)),
    );
    lines.add(`root "${values.root}";`, 'root');
    if (values.tls !== undefined) {
      lines.add(`ssl_certificate "${values.tls.certificate}";`, 'tls.certificate');
      lines.add(`ssl_certificate_key "${values.tls.key}";`, 'tls.key');
    }
    lines.blank();
    values.proxies.forEach((prefix, index) => lines.add(`set_real_ip_from ${prefix};`, at('proxies', index)));
    lines.add('real_ip_header proxy_protocol;').blank();
    values.refuse.forEach((prefix, index) => lines.add(`deny ${prefix};`, at('refuse', index)));
    values.allow.forEach((prefix, index) => lines.add(`allow ${prefix};`, at('allow', index)));
    if (values.allow.length > 0) lines.add('deny all;');
    lines.add(`access_log "/var/log/nginx/${fileName(values)}-access.log" combined;`, 'names.0');
  });
  return {
    path: `etc/nginx/sites-available/${fileName(values)}`,
    language: 'braces',
    about: 'The site, for clients that come directly and for those behind the proxy.',
    lines: lines.lines,
  };
}
