import { join } from 'node:path';
import { parsePrefix } from '../../../../src-core/net/prefix.ts';
import {
  exportCsv,
  exportMarkdown,
  exportNetboxPrefixes,
  exportNetboxVlans,
} from '../../../../src-core/plan/export-plan.ts';
import { formatPlan } from '../../../../src-core/plan/file.ts';
import type { Plan } from '../../../../src-core/plan/tree.ts';
import { forwardZone, hostsFile, reverseZoneFiles, type ZoneFile } from '../../../../src-core/plan/zones.ts';
import { writeWhole } from '../../../os/files.ts';
import { badInput, refuseWords, type Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { parsed } from '../parsed.ts';
import { exitStatus } from '../statuses.ts';
import { openPlan, planOptions } from './plan-source.ts';

const formats = ['csv', 'netbox', 'netbox-vlans', 'markdown', 'json', 'bind', 'hosts'] as const;

function needed(option: string, args: Arguments): string {
  const text = args.text(option);
  if (text === undefined) throw badInput(`--${option} is missing`);
  return text;
}

/** The forward zone of the domain, or the reverse zones of every --reverse. */
function zonesFrom(plan: Plan, args: Arguments): ZoneFile[] {
  const settings = {
    domain: needed('domain', args),
    server: needed('server', args),
    contact: args.text('contact') ?? `hostmaster.${needed('domain', args)}`,
    serial: args.integer('serial', 0, 4_294_967_295) ?? 1,
    ttl: args.integer('ttl', 0, 2_147_483_647) ?? 3600,
  };
  const reverse = args.all('reverse').map((text) => parsed('--reverse', () => parsePrefix(text)));
  if (reverse.length === 0) return [forwardZone(plan, settings)];
  return reverse.flatMap((prefix) => reverseZoneFiles(plan, prefix, settings));
}

function textOf(plan: Plan, format: Exclude<(typeof formats)[number], 'bind'>, args: Arguments): string {
  switch (format) {
    case 'csv':
      return exportCsv(plan);
    case 'netbox':
      return exportNetboxPrefixes(plan);
    case 'netbox-vlans':
      return exportNetboxVlans(plan.vlans);
    case 'markdown':
      return exportMarkdown(plan);
    case 'json':
      return formatPlan(plan);
    case 'hosts':
      return hostsFile(plan, needed('domain', args));
  }
}

export const exportCommand: Command = {
  usage:
    'FILE|NAME --format FORMAT [--output FILE] | FILE|NAME --format bind --domain NAME --server NAME [--reverse PREFIX]… [--directory DIRECTORY]',
  options: {
    format: { value: 'FORMAT', help: formats.join(', ') },
    output: { value: 'FILE', help: 'writes this file, in place of what it was; left out: prints it' },
    domain: { value: 'NAME', help: 'for bind and hosts: the domain of the hosts' },
    server: { value: 'NAME', help: 'for bind: the name server of the zones' },
    contact: { value: 'NAME', help: 'for bind: who is responsible, as a name (hostmaster.DOMAIN)' },
    serial: { value: 'N', help: 'for bind: the serial number (1)' },
    ttl: { value: 'SECONDS', help: 'for bind: how long answers are kept (3600)' },
    reverse: { value: 'PREFIX', many: true, help: 'for bind: the reverse zones of this prefix instead' },
    directory: { value: 'DIRECTORY', help: 'for bind: writes each zone there, as db.ZONE with "/" as "-"' },
    ...planOptions,
    json: { help: 'the same as --format json' },
  },
  async run(args, context) {
    const [word, ...rest] = args.words;
    refuseWords(rest);
    const { terminal } = context;
    const format = args.oneOf('format', formats) ?? (args.has('json') ? 'json' : undefined);
    if (format === undefined) throw badInput(`--format is missing: ${formats.join(', ')}`);
    const { plan } = await openPlan(word, args, context);
    const output = args.text('output');
    if (format !== 'bind') {
      const text = textOf(plan, format, args);
      await (output === undefined ? terminal.block(text) : writeWhole(output, text));
      return exitStatus.success;
    }
    const zones = zonesFrom(plan, args);
    const directory = args.text('directory');
    if (directory !== undefined) {
      for (const { name, text } of zones) {
        const file = join(directory, `db.${name.replaceAll('/', '-')}`);
        await writeWhole(file, text);
        await terminal.line(file);
      }
      return exitStatus.success;
    }
    const [zone, another] = zones;
    if (another !== undefined)
      throw badInput(`these are ${zones.length} zones, each a file of its own: give --directory`);
    const text = zone?.text ?? '';
    await (output === undefined ? terminal.block(text) : writeWhole(output, text));
    return exitStatus.success;
  },
};
