import {
  deviceSort,
  type DeviceDetail,
  type DeviceQuery,
  type DeviceRow,
} from '../../../../src-core/api/devices.ts';
import { sourceIds, sourceLabels } from '../../../../src-core/api/discovery.ts';
import { parseZone } from '../../../../src-core/net/zone.ts';
import { formatScoped } from '../../../../src-core/net/zone.ts';
import { attempt } from '../../../../src-core/net/parse-error.ts';
import { badInput, quoted, type Arguments } from '../arguments.ts';
import { commonOptions, type Command, type CommandContext } from '../command.ts';
import { withIsoTimes } from '../iso-times.ts';
import { exitStatus, type ExitStatus } from '../statuses.ts';
import { noteStorage } from '../storage-notices.ts';
import { formatTable } from '../table.ts';

const roles = ['router', 'host', 'self', 'unknown'] as const;
const statuses = ['new', 'changed', 'present', 'gone'] as const;
/** Rows asked of the inventory at once; the contract allows as many. */
const pageSize = 1000;

const headings = ['ID', 'NAME', 'ADDRESSES', 'MAC', 'VENDOR', 'ROLE', 'STATUS', 'LAST SEEN', 'TAGS'];

function localTime(time: number): string {
  return new Date(time).toISOString().replace('T', ' ').replace(/\..*$/, 'Z');
}

function row(device: DeviceRow): readonly (readonly string[])[] {
  const more = device.addressCount - device.addresses.length;
  return [
    [String(device.id)],
    [device.name],
    [...device.addresses.map(formatScoped), ...(more > 0 ? [`and ${more} more`] : [])],
    [device.mac ?? '-'],
    [device.vendor ?? '-'],
    [device.role],
    [device.status],
    [localTime(device.lastSeen)],
    [device.tags.join(', ')],
  ];
}

function queryFrom(args: Arguments): DeviceQuery {
  const zone = args.text('interface');
  const parsedZone = zone === undefined ? undefined : attempt(() => parseZone(zone));
  if (zone !== undefined && parsedZone === undefined)
    throw badInput(`--interface ${quoted(zone)} is no interface`);
  const role = args.oneOf('role', roles);
  const status = args.oneOf('status', statuses);
  const source = args.oneOf('source', sourceIds);
  const tag = args.text('tag');
  const text = args.words.join(' ');
  if (text.length > 200) throw badInput('the search text is longer than 200 characters');
  return {
    text,
    sort: args.oneOf('sort', deviceSort.options) ?? 'lastSeen',
    descending: args.has('sort') ? args.has('descending') : true,
    filter: {
      ...(role === undefined ? {} : { role }),
      ...(status === undefined ? {} : { status }),
      ...(source === undefined ? {} : { source }),
      ...(tag === undefined ? {} : { tag }),
      ...(parsedZone === undefined ? {} : { zone: parsedZone }),
    },
    offset: 0,
    limit: pageSize,
  };
}

async function list(args: Arguments, context: CommandContext): Promise<ExitStatus> {
  const { terminal, signal } = context;
  const query = queryFrom(args);
  const limit = args.integer('limit', 1, 1_000_000) ?? (args.has('json') ? Infinity : 100);
  const program = await context.open();
  const { client } = program;
  let shown = 0;
  let total = 0;
  do {
    const page = await client.devices.list(
      { ...query, offset: shown, limit: Math.min(pageSize, limit - shown) },
      { signal },
    );
    total = page.total;
    if (args.has('json')) for (const device of page.rows) await terminal.json(withIsoTimes(device));
    else if (page.rows.length > 0)
      await terminal.lines(formatTable(headings, page.rows.map(row), terminal.width));
    if (page.rows.length === 0) break;
    shown += page.rows.length;
  } while (shown < Math.min(total, limit) && !signal.aborted);
  if (shown < total) terminal.note(`${shown} of ${total} devices: --limit shows more`);
  await noteStorage(program, context);
  if (total === 0) terminal.note('No device is stored that matches: linkscope discover finds them.');
  return shown > 0 ? exitStatus.success : exitStatus.nothingFound;
}

function describe(device: DeviceDetail): string[] {
  const facts: readonly (readonly [string, string])[] = [
    ['Name', device.name],
    ['MAC', device.mac === null ? '-' : `${device.mac} (${device.macOrigin ?? 'unknown'})`],
    ['Vendor', device.vendor ?? '-'],
    ['Role', device.role],
    ['Status', device.status],
    ['First seen', localTime(device.firstSeen)],
    ['Last seen', localTime(device.lastSeen)],
    ['Tags', device.tags.join(', ') || '-'],
    ...device.notes.split('\n').map((line, index) => [index === 0 ? 'Notes' : '', line || '-'] as const),
  ];
  const addresses = device.allAddresses.map((entry) => [
    [formatScoped(entry)],
    [entry.kind],
    [localTime(entry.firstSeen)],
    [localTime(entry.lastSeen)],
    [entry.sources.map((source) => sourceLabels[source]).join(', ')],
  ]);
  const services = device.allServices.map((entry) => [
    [entry.type],
    [entry.name],
    [entry.port === null ? '-' : String(entry.port)],
    [localTime(entry.lastSeen)],
  ]);
  return [
    ...facts.map(([label, text]) => `${label.padEnd(12)}${text}`.trimEnd()),
    '',
    ...formatTable(['ADDRESS', 'KIND', 'FIRST SEEN', 'LAST SEEN', 'FOUND BY'], addresses),
    ...(services.length === 0
      ? []
      : ['', ...formatTable(['SERVICE', 'NAME', 'PORT', 'LAST SEEN'], services)]),
  ];
}

async function show(id: string | undefined, args: Arguments, context: CommandContext): Promise<ExitStatus> {
  if (id === undefined || !/^\d{1,15}$/.test(id)) {
    throw badInput(
      id === undefined
        ? 'devices show needs the ID of a device: linkscope devices lists them'
        : `${quoted(id)} is no ID of a device: linkscope devices lists them`,
    );
  }
  if (args.words.length > 2) throw badInput(`unexpected argument ${quoted(args.words[2] ?? '')}`);
  const { client } = await context.open();
  const device = await client.devices.get({ id: Number(id) }, { signal: context.signal });
  if (args.has('json')) await context.terminal.json(withIsoTimes(device));
  else await context.terminal.lines(describe(device));
  return exitStatus.success;
}

export const devicesCommand: Command = {
  usage: '[WORD]… [--json] [--limit NUMBER] | show ID [--json]',
  options: {
    json: { help: 'prints one JSON object a line, one for each device' },
    limit: { value: 'NUMBER', help: 'at most so many (100 in the table, all as JSON)' },
    tag: { value: 'TAG', help: 'only those with this tag' },
    interface: { value: 'NAME', help: 'only those seen through this interface' },
    role: { value: 'ROLE', help: `only these: ${roles.join(', ')}` },
    status: { value: 'STATUS', help: `only these, set against the last scan: ${statuses.join(', ')}` },
    source: {
      value: 'SOURCE',
      help: 'only those that this source found; linkscope help discover lists them',
    },
    sort: {
      value: 'COLUMN',
      help: `orders by ${deviceSort.options.join(', ')} (lastSeen, the newest first)`,
    },
    descending: { help: 'the other way round; with --sort' },
    ...commonOptions,
  },
  run: (args, context) =>
    args.words[0] === 'show' ? show(args.words[1], args, context) : list(args, context),
};
