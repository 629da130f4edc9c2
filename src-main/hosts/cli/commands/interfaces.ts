import type { NetworkInterface } from '../../../../src-core/api/interfaces.ts';
import { formatScoped } from '../../../../src-core/net/zone.ts';
import { refuseWords } from '../arguments.ts';
import { commonOptions, type Command } from '../command.ts';
import { exitStatus } from '../statuses.ts';
import { formatTable } from '../table.ts';
import { zonesNamed } from '../zones.ts';

const headings = ['INTERFACE', 'STATE', 'KIND', 'MAC', 'ADDRESSES', 'ROUTERS', 'NOTE'];

function row(networkInterface: NetworkInterface): readonly (readonly string[])[] {
  const { zone, name, state, kind, mac, addresses, routers, unusable } = networkInterface;
  return [
    [name === zone ? zone : `${name} (${zone})`],
    [state],
    [kind],
    [mac ?? '-'],
    addresses.length === 0
      ? ['-']
      : addresses.map((entry) => {
          const marks = [
            entry.temporary && 'temporary',
            entry.deprecated && 'deprecated',
            entry.tentative && 'tentative',
            entry.eui64 && 'EUI-64',
          ].filter((mark) => mark !== false);
          const text = `${formatScoped({ address: entry.address, zone })}/${entry.length}`;
          return marks.length === 0 ? text : `${text} (${marks.join(', ')})`;
        }),
    routers.length === 0
      ? ['-']
      : routers.map(
          (router) => `${formatScoped({ address: router.address, zone: router.zone })} (${router.origin})`,
        ),
    [unusable ?? ''],
  ];
}

export const interfacesCommand: Command = {
  usage: '[--interface NAME]… [--json]',
  options: {
    interface: { value: 'NAME', many: true, help: 'this interface only; can be given more than once' },
    json: { help: 'prints one JSON object a line, one for each interface' },
    ...commonOptions,
  },
  async run(args, { terminal, open, signal }) {
    refuseWords(args.words);
    const { client } = await open();
    const list = await client.interfaces.list(undefined, { signal });
    const named = new Set(zonesNamed(args.all('interface'), list));
    const shown = list.interfaces.filter(({ zone }) => named.size === 0 || named.has(zone));
    for (const warning of list.warnings) terminal.note(`warning: ${warning}`);
    if (args.has('json')) for (const one of shown) await terminal.json(one);
    else if (shown.length > 0) await terminal.lines(formatTable(headings, shown.map(row), terminal.width));
    if (shown.length > 0) return exitStatus.success;
    return list.warnings.length > 0 ? exitStatus.couldNotLook : exitStatus.nothingFound;
  },
};
