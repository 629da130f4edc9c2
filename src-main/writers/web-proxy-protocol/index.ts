import { defineWriter } from '../writer.ts';
import { apacheCheck, nginxCheck } from './checkers.ts';
import { examine } from './examine.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

/** An IPv6-only web server that IPv4 clients reach through a proxy with the PROXY protocol. */
export default defineWriter({
  id: 'web-proxy-protocol',
  title: 'Web server behind an IPv4 proxy',
  group: 'web-and-tls',
  about:
    'An IPv6-only site of Apache or nginx: IPv6 clients come directly, IPv4 clients through a proxy, and the log and the access rules see the address of each.',
  keywords: ['Apache', 'nginx', 'PROXY protocol', 'mod_remoteip', 'RemoteIPProxyProtocol', 'virtual host'],
  systems: ['S32'],
  schema,
  start: { names: ['www.example.net'], proxies: ['2001:db8:1::/64'] },
  sample: {
    names: ['www.example.net', 'example.net'],
    proxies: ['2001:db8:1::5/128', '2001:db8:2::/64'],
    refuse: ['2001:db8:bad::/48', '192.0.2.0/24'],
  },
  examine,
  write,
  checkers: [apacheCheck, nginxCheck],
});
