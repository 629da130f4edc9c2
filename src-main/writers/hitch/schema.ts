import type { z } from 'zod';
import { absolutePath, choice, domain, flag, group, integer, list, matching } from '../fields.ts';
import { tryParseAddress } from '../../../src-core/net/address.ts';

/** hitch has no way of writing a quote inside of its quotes (hitch.conf(5)). */
const word = (allowed: RegExp, error: string) => (title: string, sample: string, description: string) =>
  matching(allowed, error, { title, sample, description });
const unquoted = word(
  /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}$/,
  'expected a user name: letters, digits, ".", "_", "-"',
);
const pathForm = /^[^"\\]*$/;
const path = (title: string, sample: string, description: string) =>
  absolutePath({ title, sample, description }).regex(pathForm, {
    error: 'hitch cannot take a path with a quote or a backslash',
  });

const host = (title: string, sample: string, description: string, others: readonly string[]) =>
  matching(/^\S{1,253}$/, 'expected an address', { title, sample, description }).refine(
    (text) => others.includes(text) || tryParseAddress(text) !== undefined,
    {
      error: `expected an address without brackets and zone${others.length > 0 ? `, or ${others.join(', ')}` : ''}`,
    },
  );

const port = (title: string, sample: number) => integer({ title, sample, min: 1, max: 65_535 });

const frontend = group(
  {
    host: host(
      'Address',
      '::',
      '"::" is every IPv6 address of the host, "*" every address of both families.',
      ['*'],
    ).default('::'),
    port: port('Port', 443).default(443),
  },
  { title: 'Listen on' },
);

const backend = group(
  {
    host: host('Address', '::1', 'Where the decrypted connections go.', ['localhost']).default('::1'),
    port: port('Port', 6086).default(6086),
  },
  { title: 'Backend', description: 'Varnish, or a web server that takes the PROXY protocol.' },
);

export const schema = group(
  {
    frontends: list(frontend, { title: 'Listen on', min: 1, max: 15_000 }).default([
      { host: '::', port: 443 },
    ]),
    backend: backend.prefault({}),
    certificates: path(
      'Folder of certificates',
      '/etc/hitch/certs',
      'One file for each name: key, certificate, chain.',
    ).default('/etc/hitch/certs'),
    pattern: matching(/^[A-Za-z0-9._*?[\]-]{1,100}$/, 'expected a pattern of file names', {
      title: 'Files in it',
      sample: '*.pem',
    }).default('*.pem'),
    fallback: path(
      'Certificate for clients that name none',
      '/etc/hitch/default.pem',
      'Left out: the first in the folder.',
    ).optional(),
    protocols: list(choice(['TLSv1.3', 'TLSv1.2'], { title: 'Protocol' }), {
      title: 'TLS versions',
      min: 1,
      max: 2,
    }).default(['TLSv1.2', 'TLSv1.3']),
    ciphers: matching(/^[A-Za-z0-9+:!@=_-]{1,1000}$/, 'expected a list of ciphers of OpenSSL', {
      title: 'Ciphers of TLS 1.2',
      sample: 'EECDH+AESGCM:EDH+AESGCM',
      description: 'Left out: what hitch has by default. See openssl-ciphers(1).',
    }).optional(),
    alpn: list(choice(['h2', 'http/1.1'], { title: 'Protocol' }), {
      title: 'Protocols of the backend (ALPN)',
      description: 'h2 needs a backend that takes HTTP/2 in the clear.',
      max: 2,
    }).default([]),
    proxyProtocol: choice(['v2', 'v1', 'none'], {
      title: 'PROXY protocol',
      description: 'Tells the backend the address of the client.',
      labels: { v2: 'Version 2', v1: 'Version 1', none: 'Not sent' },
    }).default('v2'),
    ocspFolder: path(
      'Folder of OCSP answers',
      '/var/lib/hitch',
      'Must be there and belong to the user of hitch.',
    ).optional(),
    unknownNames: flag({
      title: 'Refuse unknown names',
      description: 'A client that asks for a name with no certificate is not given another.',
    }).default(false),
    workers: integer({
      title: 'Workers',
      sample: 4,
      min: 1,
      max: 1024,
      description: 'One for each core.',
    }).default(4),
    backlog: integer({ title: 'Backlog', sample: 100, min: 1, max: 65_535 }).default(100),
    keepalive: integer({ title: 'TCP keepalive', sample: 3600, unit: 's', min: 1, max: 86_400 }).default(
      3600,
    ),
    user: unquoted('User', '_hitch', 'Debian and Ubuntu make "_hitch", others "hitch".').default('_hitch'),
    group: unquoted('Group', '_hitch', 'As the user.').default('_hitch'),
    name: domain({
      title: 'Host name to try',
      sample: 'www.example.net',
      description: 'For the commands alone.',
    }).optional(),
  },
  { title: 'hitch' },
);

export type HitchValues = z.output<typeof schema>;
