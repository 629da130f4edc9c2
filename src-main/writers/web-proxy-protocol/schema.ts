import type { z } from 'zod';
import { address, choice, domain, group, integer, list, matching, prefix } from '../fields.ts';

/** Characters that mean themselves inside of the quotes of Apache and of nginx alike. */
const path = (title: string, sample: string, description = '') =>
  matching(
    /^\/(?!.*(?:^|\/)\.\.(?:\/|$))[A-Za-z0-9_./@+,:=~ -]*$/,
    'expected an absolute path of letters, digits and ". _ / @ + , : = ~ -", without ".."',
    { title, sample, description },
  );

const port = (title: string, sample: number, description: string) =>
  integer({ title, sample, min: 1, max: 65_535, description });

export const schema = group(
  {
    target: choice(['apache', 'nginx'], {
      title: 'Web server',
      labels: { apache: 'Apache 2.4.31 and later', nginx: 'nginx' },
    }).default('apache'),
    names: list(domain({ title: 'Name', sample: 'www.example.net' }), {
      title: 'Names of the site',
      min: 1,
      max: 100,
    }),
    listen: address({
      title: 'Address',
      own: true,
      family: 6,
      linkLocal: false,
      sample: '::',
      description: '"::" is every IPv6 address of the host.',
    }).prefault('::'),
    port: port('Port', 80, 'Where clients with IPv6 come directly.').default(80),
    proxies: list(
      prefix({
        title: 'Addresses of the proxy',
        sample: '2001:db8:1::/64',
        description: 'From where it comes, as prefixes; a single address is a /128.',
      }),
      { title: 'Proxies for IPv4 clients', description: 'Only they are believed.', min: 1, max: 100 },
    ),
    via: choice(['same-port', 'own-port'], {
      title: 'The proxy comes to',
      labels: { 'same-port': 'the same port as the clients', 'own-port': 'a port of its own' },
      description:
        'nginx wants a port of its own: there each connection to a port has the header, or none has.',
    }).default('same-port'),
    proxyPort: port('Port for the proxy', 8080, 'Let the firewall open it to the proxies alone.').default(
      8080,
    ),
    root: path('Folder of the site', '/var/www/html').default('/var/www/html'),
    refuse: list(prefix({ title: 'Prefix', sample: '2001:db8:bad::/48' }), {
      title: 'Clients that are refused',
      description: 'By their own address, also behind the proxy.',
      max: 1000,
    }).default([]),
    allow: list(prefix({ title: 'Prefix', sample: '2001:db8:2::/48' }), {
      title: 'Only these clients',
      description: 'Empty: everyone else than those refused.',
      max: 1000,
    }).default([]),
    tls: group(
      {
        certificate: path('Certificate', '/etc/ssl/certs/www.pem', 'With its chain.'),
        key: path('Key', '/etc/ssl/private/www.key'),
      },
      { title: 'TLS', description: 'Left out: without.' },
    ).optional(),
  },
  { title: 'Web server behind a proxy' },
);

export type ProxyValues = z.output<typeof schema>;
