import { parseAddress } from '../../../src-core/net/address.ts';
import type { Problem } from '../../../src-core/api/writers.ts';
import { isLinkLocal } from '../../../src-core/net/kind.ts';
import { at } from '../lines.ts';
import type { HitchValues } from './schema.ts';

/** What is wrong across fields, as hitch.conf(5) has it. */
export function examine(values: HitchValues): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  values.frontends.forEach(({ host, port }, index) => {
    const path = at('frontends', index, 'host');
    const key = `${host} ${port}`;
    if (seen.has(key))
      problems.push({ severity: 'error', path, message: `${host} with port ${port} stands here twice` });
    seen.add(key);
    if (host !== '*' && isLinkLocal(parseAddress(host)))
      problems.push({
        severity: 'error',
        path,
        message: 'hitch takes no zone, so it cannot listen on a link-local address alone',
        source: 'hitch.conf(5)',
      });
  });
  if (new Set(values.protocols).size !== values.protocols.length)
    problems.push({ severity: 'error', path: 'protocols', message: 'a version stands here twice' });
  if (!values.protocols.includes('TLSv1.3'))
    problems.push({
      severity: 'warning',
      path: 'protocols',
      message: 'clients that could use TLS 1.3 will not',
      source: 'RFC 9325 section 3.1.1',
    });
  if (values.alpn.includes('h2') && values.proxyProtocol !== 'v2')
    problems.push({
      severity: 'error',
      path: 'proxyProtocol',
      message: 'the backend learns of HTTP/2 by PROXY version 2 alone: choose it, or leave h2 out',
      source: 'hitch.conf(5), alpn-protos',
    });
  if (values.proxyProtocol === 'none')
    problems.push({
      severity: 'warning',
      path: 'proxyProtocol',
      message: 'the backend sees the address of hitch as that of every client',
      source: 'hitch.conf(5)',
    });
  return problems;
}
