import type { WakeItem, WakeReport } from '../../../../src-core/api/wake.ts';
import { formatScoped, parseZone } from '../../../../src-core/net/zone.ts';
import { badInput, quoted } from '../arguments.ts';
import { commonOptions, type Command } from '../command.ts';
import { followProbe } from '../follow-probe.ts';
import { parsed } from '../parsed.ts';
import { exitStatus, type ExitStatus } from '../statuses.ts';

function itemText(item: WakeItem): string {
  if (item.kind === 'awake') {
    const address = formatScoped({ address: item.address, zone: item.zone ?? undefined });
    const how = item.how === 'echo' ? 'answers ping' : 'is in the neighbour table';
    return `${address} ${how}, ${(item.afterMs / 1000).toFixed(1)} s after the packet`;
  }
  const { to, port, zone, failure, sizeBytes } = item;
  if (failure !== null) return `${failure.message}: ${failure.detail ?? failure.code}`;
  return `sent ${sizeBytes} bytes to ${to}${to.includes(':') ? `%${zone}` : ''} port ${port} through ${zone}`;
}

function statusOfReport({ sent, answer }: WakeReport): ExitStatus {
  if (sent === 0) return exitStatus.failed;
  return answer === 'silent' ? exitStatus.nothingFound : exitStatus.success;
}

export const wakeCommand: Command = {
  usage: 'MAC [--interface NAME]… [--wait ADDRESS] [--json]',
  examples: [
    'wake 02:00:5e:10:00:01 --interface eth0',
    'wake 02:00:5e:10:00:01 --wait fe80::1%eth0 --timeout 60',
  ],
  options: {
    interface: { value: 'NAME', many: true, help: 'sends through this one; left out: through all' },
    port: { value: 'NUMBER', many: true, help: 'left out: 9 and 7' },
    password: {
      value: 'PASSWORD',
      help: 'of SecureOn: six octets, or four; other users may see it in a list of processes',
    },
    wait: { value: 'ADDRESS', many: true, help: 'waits until this answers; "any" looks for the MAC itself' },
    timeout: { value: 'SECONDS', help: 'how long; left out: 120' },
    json: { help: 'prints one JSON object a line, as things happen' },
    quiet: { help: 'prints no progress' },
    ...commonOptions,
  },
  async run(args, context) {
    const [mac, extra] = args.words;
    if (mac === undefined) throw badInput('wake which device? For example: linkscope wake 02:00:5e:10:00:01');
    if (extra !== undefined) throw badInput(`unexpected argument ${quoted(extra)}: give one MAC at a time`);
    const ports = args.all('port').map((text) => {
      const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
      if (port < 1 || port > 65_535) throw badInput(`--port ${quoted(text)} is no port`);
      return port;
    });
    const waits = args.all('wait');
    const timeout = args.integer('timeout', 1, 1_800);
    const options = {
      mac,
      zones: args.all('interface').map((name) => parsed('--interface', () => parseZone(name))),
      ports: ports.length === 0 ? undefined : ports,
      password: args.text('password'),
      waitFor: waits.filter((text) => text !== 'any'),
      waitSeconds: waits.length === 0 && timeout === undefined ? null : (timeout ?? 120),
    };
    const { client } = await context.open();
    if (options.waitSeconds !== null) context.endWithReader();
    const json = args.has('json');
    const quiet = args.has('quiet');
    const show = (items: readonly WakeItem[]) => context.terminal.lines(items.map(itemText));
    const { summary, status } = await followProbe(client.wake, { options, json, quiet, show }, context);
    if (summary === null) return status ?? exitStatus.failed;
    if (!json) {
      for (const { zone, reason } of summary.skipped)
        context.terminal.note(`Not through ${zone}: ${reason}.`);
      if (summary.note !== null) context.terminal.note(summary.note);
      if (status === null && summary.answer === 'silent')
        context.terminal.note(
          'Nothing answered. The packets carry no proof that they were heard: the device may need longer, or is not set to wake.',
        );
    }
    return status ?? statusOfReport(summary);
  },
};
