import { z } from 'zod';
import { formValues, type FormValues, type ReadBack, type SourceFile } from '../../src-core/api/writers.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import type { WriterSet } from '../../src-main/api/writers.ts';
import {
  address,
  choice,
  flag,
  group,
  integer,
  line,
  list,
  planNode,
  prefix,
} from '../../src-main/writers/fields.ts';
import { at, Lines } from '../../src-main/writers/lines.ts';
import { previewOf, writtenOf } from '../../src-main/writers/preview.ts';
import { jsonSchemaOf } from '../../src-main/writers/read-form.ts';
import { recognise } from '../../src-main/writers/recognise.ts';
import { runCheckers } from '../../src-main/writers/run-checkers.ts';
import { defineWriter, type Writer } from '../../src-main/writers/writer.ts';

type LeftLine = ReadBack['left'][number];

const route = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('gateway').meta({ title: 'Way' }),
        gateway: address({ title: 'Gateway', sample: 'fe80::1' }),
        metric: integer({ title: 'Metric', sample: 10, min: 0, max: 1000 }).optional(),
      })
      .meta({ title: 'By a gateway' }),
    z
      .strictObject({
        kind: z.literal('blackhole').meta({ title: 'Way' }),
        reason: line({ title: 'Reason', sample: 'unused' }),
        metric: integer({ title: 'Metric', sample: 10, min: 0, max: 1000 }).optional(),
      })
      .meta({ title: 'Nowhere' }),
  ])
  .meta({ title: 'Route' });

const schema = group(
  {
    target: choice(['new', 'old'], {
      title: 'Version',
      labels: { new: '2 and later', old: '1 and before' },
    }).default('new'),
    domain: line({ title: 'Domain', sample: 'example.net', description: 'Of all hosts.' }).optional(),
    mtu: integer({ title: 'MTU', sample: 1500, unit: 'bytes', min: 1280, max: 65_535 }).default(1500),
    log: flag({ title: 'Log' }).default(false),
    limits: group(
      { clients: integer({ title: 'Clients', sample: 100, min: 1, max: 10_000 }) },
      { title: 'Limits' },
    ).optional(),
    links: list(
      group(
        {
          node: planNode(),
          name: line({ title: 'Name', sample: 'eth0' }),
          prefix: prefix({ title: 'Prefix', family: 6, sample: '2001:db8:1::/64' }),
          servers: list(address({ title: 'Server', sample: '2001:db8::53' }), { title: 'Servers' }).default(
            [],
          ),
        },
        { title: 'Link' },
      ),
      { title: 'Links', description: 'One for each interface.' },
    ),
    routes: list(route, { title: 'Routes' }).default([]),
  },
  { title: 'Everything' },
);

/** Comments and what is odd. */
function leftOf(file: SourceFile | undefined): LeftLine[] {
  return (file?.text ?? '').split('\n').flatMap((text, index): LeftLine[] => {
    const place = { file: file?.name ?? '', line: index + 1, text };
    if (text.startsWith('#')) return [{ ...place, kind: 'comment', why: '' }];
    return text.startsWith('odd') ? [{ ...place, kind: 'unknown', why: 'there is no such word' }] : [];
  });
}

/** A made-up format that has every kind of field, and the same lines again in a second file. */
const everything = defineWriter({
  id: 'everything',
  title: 'Everything',
  group: 'hosts',
  about: 'A made-up format with every kind of field.',
  keywords: ['everythingd'],
  systems: [],
  schema,
  start: { links: [{ name: 'eth0', prefix: '2001:db8:1::/64' }] },
  sample: {
    domain: 'example.net',
    links: [
      { name: 'eth0', prefix: '2001:db8:1::/64', servers: ['2001:db8::53'] },
      { name: 'eth1', prefix: '2001:db8:2::/64' },
    ],
    routes: [{ kind: 'gateway', gateway: 'fe80::1' }],
  },
  examine: ({ mtu, links }) => [
    ...(mtu > 9000
      ? [
          {
            severity: 'warning' as const,
            path: 'mtu',
            message: 'few links carry packets of this size',
            source: 'RFC 8200 section 5',
          },
        ]
      : []),
    ...links.flatMap(({ prefix: own }, index) =>
      links.findIndex(({ prefix: other }) => other === own) === index
        ? []
        : [
            {
              severity: 'error' as const,
              path: at('links', index, 'prefix'),
              message: 'another link has this prefix',
            },
          ],
    ),
  ],
  write({ target, domain, mtu, log, limits, links, routes }) {
    const main = new Lines();
    main.add(`# version ${target}`, 'target');
    main.maybe(domain, (value) => `domain "${value}";`, 'domain');
    main.add(`mtu ${mtu};`, 'mtu');
    if (log) main.add('log on;', 'log');
    main.maybe(limits, ({ clients }) => `clients ${clients};`, 'limits.clients');
    links.forEach(({ name, prefix: own, servers }, index) => {
      const here = at('links', index);
      main.block(
        `link ${name} {`,
        '}',
        () => {
          main.add(`prefix ${own};`, at(here, 'prefix'));
          servers.forEach((server, place) => main.add(`server ${server};`, at(here, 'servers', place)));
        },
        at(here, 'name'),
      );
    });
    const other = new Lines();
    routes.forEach((each, index) => {
      const here = at('routes', index);
      if (each.kind === 'gateway') other.add(`route via ${each.gateway};`, at(here, 'gateway'));
      else other.add(`route blackhole; # ${each.reason}`, at(here, 'reason'));
    });
    return {
      files: [
        { path: 'etc/everything.conf', language: 'braces', about: 'All but the routes.', lines: main.lines },
        { path: 'etc/routes.conf', language: 'braces', about: 'The routes.', lines: other.lines },
      ],
      apply: [{ text: 'systemctl reload everythingd', about: 'Reads the files again.' }],
      undo: [{ text: 'systemctl stop everythingd', about: 'Stops it.' }],
    };
  },
  read: ([file]) => ({
    values: { links: [{ name: 'eth9', prefix: '2001:db8:9::/64' }] },
    left: leftOf(file),
  }),
  signs: { names: [/(^|\/)everything\.conf$/], texts: [/^odd word$/m] },
  checkers: [
    {
      name: 'everythingd -t',
      command: 'linkscope-no-such-program',
      package: 'everythingd',
      plan: (_files, folder) => [{ args: ['-t', `${folder}/etc/everything.conf`] }],
    },
  ],
});

const plain = {
  ...everything,
  id: 'plain',
  title: 'Plain',
  group: 'firewall',
  about: 'Another one.',
  keywords: [],
  signs: { names: [/(^|\/)plain\.conf$/], texts: [] },
};

/** The registry of the program does not ask either which values a writer takes. */
function isWriter(value: unknown): value is Writer {
  return typeof value === 'object' && value !== null && 'schema' in value && 'write' in value;
}

const made: readonly unknown[] = [everything, plain];
const all = made.filter(isWriter);

function writerOf(id: string): Writer {
  const found = all.find((writer) => writer.id === id);
  if (found === undefined) throw new ToolError('bad-input', `there is no writer "${id}"`);
  return found;
}

function wire(values: unknown): FormValues {
  return formValues.parse(JSON.parse(JSON.stringify(values)));
}

/** Made-up writers, through the real reading of forms and the real previews. */
export const fakeWriters: WriterSet = {
  list: () =>
    all.map(({ id, title, group: own, about, keywords, checkers }) => ({
      id,
      title,
      group: own,
      about,
      keywords: [...(keywords ?? [])],
      checkers: checkers.map(({ name, command }) => ({ name, command, remedy: 'install everythingd' })),
      reads: true,
      takesPlan: false,
      convertsTo: id === 'everything' ? ['plain'] : [],
    })),
  form(id) {
    const writer = writerOf(id);
    return { schema: wire(jsonSchemaOf(writer)), start: wire(writer.start), sample: wire(writer.sample) };
  },
  preview: (id, values) => previewOf(writerOf(id), values),
  check(id, values, signal) {
    const writer = writerOf(id);
    return runCheckers(writer, writtenOf(writer, values).written.files, signal);
  },
  recognise: (files) => recognise(all, files),
  read(id, files) {
    const { values, left } = writerOf(id).read?.(files) ?? { values: {}, left: [] };
    return { values: wire(values), left: [...left], problems: [] };
  },
  convert: (_id, values) => ({
    values,
    problems: [{ severity: 'warning', path: 'mtu', message: 'the MTU has no place there' }],
  }),
};
