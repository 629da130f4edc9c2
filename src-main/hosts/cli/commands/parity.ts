import { parityFormats, type ParityDevice } from '../../../../src-core/api/parity.ts';
import { parseZone } from '../../../../src-core/net/zone.ts';
import { parityReport } from '../../../../src-core/parity/report.ts';
import { parsePorts } from '../../../../src-core/ports/port-set.ts';
import { badInput, quoted, type Arguments } from '../arguments.ts';
import { commonOptions, type Command, type CommandContext } from '../command.ts';
import { parsed } from '../parsed.ts';
import { followProbe } from '../probe-follow.ts';
import { exitStatus, type ExitStatus } from '../statuses.ts';

function deviceIds(args: Arguments): number[] {
  const ways = [args.words.length > 0, args.has('all'), args.has('interface')].filter(Boolean).length;
  if (ways !== 1) {
    const what = ways === 0 ? 'which devices?' : 'only one of the three can be meant:';
    const three = 'parity takes IDs (linkscope devices lists them), --interface, or --all';
    throw badInput(`${what} ${three}`);
  }
  return args.words.map((word) => {
    if (!/^\d{1,15}$/.test(word))
      throw badInput(`${quoted(word)} is no ID of a device: linkscope devices lists them`);
    return Number(word);
  });
}

/** Nothing compared is not the same as nothing found. */
function statusOf(devices: readonly ParityDevice[]): ExitStatus {
  if (devices.some(({ verdict }) => verdict.state === 'different')) return exitStatus.success;
  return devices.some(({ verdict }) => verdict.state !== 'unknown')
    ? exitStatus.nothingFound
    : exitStatus.couldNotLook;
}

async function parity(args: Arguments, context: CommandContext): Promise<ExitStatus> {
  const ports = args.text('ports') ?? 'common';
  parsed('--ports', () => parsePorts(ports));
  const format = args.oneOf('format', parityFormats) ?? 'text';
  const name = args.text('interface');
  const options = {
    deviceIds: deviceIds(args),
    zone: name === undefined ? null : parsed('--interface', () => parseZone(name)),
    ports,
    perSecond: args.integer('rate', 1, 100_000) ?? null,
  };
  const json = args.has('json');
  const { client } = await context.open();
  const devices: ParityDevice[] = [];
  const { summary, status } = await followProbe(
    client.parity,
    options,
    { json, quiet: args.has('quiet') },
    context,
    (items) => devices.push(...items),
  );
  if (!json && devices.length > 0) {
    const report = parityReport(devices, format, Date.now(), summary?.scope ?? '');
    await context.terminal.lines(report.text.replace(/\r?\n$/, '').split(/\r?\n/));
  }
  return status ?? statusOf(devices);
}

export const parityCommand: Command = {
  usage: 'ID… | --interface NAME | --all [--ports LIST] [--format FORMAT] [--rate NUMBER] [--json] [--quiet]',
  examples: ['parity --interface eth0', 'parity 12 40 --ports top --format html > report.html'],
  options: {
    interface: { value: 'NAME', help: 'every device that was found on this link, at its addresses there' },
    all: { help: 'every device that is stored' },
    ports: { value: 'LIST', help: 'as for linkscope ports; common if left out' },
    format: { value: 'FORMAT', help: `the report as ${parityFormats.join(', ')}; text if left out` },
    rate: { value: 'NUMBER', help: 'at most so many connections a second' },
    json: { help: 'prints one JSON object a line, as devices are compared' },
    quiet: { help: 'prints no progress' },
    ...commonOptions,
  },
  run: parity,
};
