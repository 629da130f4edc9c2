import type { Problem } from '../../../src-core/api/writers.ts';
import { lengthOf } from '../../../src-core/net/prefix.ts';
import { at } from '../lines.ts';
import type { ProxyValues } from './schema.ts';

/** What is wrong across fields, and what a person should know. */
export function examine(values: ProxyValues): Problem[] {
  const problems: Problem[] = [];
  values.proxies.forEach((prefix, index) => {
    if (lengthOf(prefix) === 0)
      problems.push({
        severity: 'error',
        path: at('proxies', index),
        message: 'everyone would be believed to be a proxy, and could claim any address',
      });
  });
  for (const name of ['refuse', 'allow'] as const) {
    values[name].forEach((prefix, index) => {
      if (lengthOf(prefix) === 0)
        problems.push({
          severity: 'error',
          path: at(name, index),
          message:
            'everyone of a family: Apache takes no prefix of length 0; leave it out, or give its halves',
          source: 'mod_authz_host',
        });
    });
  }
  for (const name of ['proxies', 'refuse', 'allow'] as const)
    values[name].forEach((prefix, index) => {
      if (prefix.startsWith('::ffff:'))
        problems.push({
          severity: 'error',
          path: at(name, index),
          message: 'the servers see a client of IPv4 by its IPv4 address: give the prefix of IPv4',
          source: 'RFC 4291 section 2.5.5.2',
        });
    });
  if (values.tls !== undefined && values.port === 80)
    problems.push({
      severity: 'warning',
      path: 'port',
      message: 'browsers speak plain HTTP to port 80: TLS is on 443',
      source: 'RFC 9110 section 4.2.2',
    });
  if (values.target === 'nginx' && values.via === 'same-port')
    problems.push({
      severity: 'error',
      path: 'via',
      message:
        'nginx wants the PROXY header from every connection to a port or from none: give the proxy a port of its own',
      source: 'nginx, ngx_http_core_module, listen',
    });
  if (values.via === 'own-port' && values.port === values.proxyPort)
    problems.push({ severity: 'error', path: 'proxyPort', message: 'it is the port of the clients as well' });
  if (values.via === 'own-port' && values.target === 'nginx')
    problems.push({
      severity: 'warning',
      path: 'proxyPort',
      message:
        'nginx takes the header of anyone there, and believes the address of the proxies alone: open the port to them only',
      source: 'nginx, ngx_http_realip_module',
    });
  if (values.tls === undefined && [values.port, values.proxyPort].includes(443))
    problems.push({ severity: 'warning', path: 'tls', message: 'port 443 without TLS' });
  const names = values.names.map((name) => name.toLowerCase());
  names.forEach((name, index) => {
    if (names.indexOf(name) < index)
      problems.push({ severity: 'error', path: at('names', index), message: `${name} stands here twice` });
  });
  return problems;
}
