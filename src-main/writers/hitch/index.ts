import { defineWriter } from '../writer.ts';
import { check } from './check.ts';
import { examine } from './examine.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

/** hitch, the TLS proxy: hitch.conf(5). */
export default defineWriter({
  id: 'hitch',
  title: 'hitch (TLS proxy)',
  group: 'web-and-tls',
  about:
    'Ends TLS on IPv6 for a whole folder of certificates, and hands the connections on to Varnish or a web server.',
  keywords: ['hitch.conf', 'TLS', 'certificates', 'Varnish', 'SNI', 'PROXY protocol'],
  systems: ['S37'],
  schema,
  start: {},
  sample: {
    frontends: [{ host: '::', port: 443 }],
    backend: { host: '2001:db8::80', port: 6086 },
    fallback: '/etc/hitch/default.pem',
    ciphers: 'EECDH+AESGCM:EDH+AESGCM',
    ocspFolder: '/var/lib/hitch',
  },
  examine,
  write,
  checkers: [check],
});
