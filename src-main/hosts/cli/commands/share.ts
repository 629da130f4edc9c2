import { resolve } from 'node:path';
import type { ShareItem, ShareReport } from '../../../../src-core/api/share.ts';
import { formatScoped } from '../../../../src-core/net/zone.ts';
import { badInput, quoted } from '../arguments.ts';
import { commonOptions, type Command } from '../command.ts';
import { followProbe } from '../follow-probe.ts';
import { exitStatus } from '../statuses.ts';
import { formatTable } from '../table.ts';

function logLine({ at, client, method, path, status, bytes, complete }: ShareItem): string {
  const who =
    client === null ? 'unknown' : formatScoped({ address: client.address, zone: client.zone ?? undefined });
  return `${new Date(at).toISOString()} ${who} ${method} ${path} ${status} ${bytes}${complete ? '' : ' broken off'}`;
}

function urlLines({ urls }: ShareReport): string[] {
  return formatTable(
    ['ADDRESS', 'INTERFACE', 'FOR'],
    urls.map(({ text, label, interface: name }) => [[text], [name ?? ''], [label]]),
  );
}

export const shareCommand: Command = {
  usage: 'DIRECTORY [--interface NAME | --address ADDRESS] [--port NUMBER] [--hidden] [--json]',
  examples: ['share /srv/images --interface eth0', 'share . --address fe80::1%eth0 --port 8080'],
  options: {
    interface: { value: 'NAME', help: 'listens at the addresses of this interface only' },
    address: { value: 'ADDRESS', help: 'listens at this address of this computer only: fe80::1%eth0' },
    port: { value: 'NUMBER', help: 'the port; left out: 8080, or a free one where that is in use' },
    hidden: { help: 'also gives what begins with a dot' },
    json: { help: 'prints one JSON object a line, as things happen' },
    ...commonOptions,
  },
  async run(args, context) {
    const [directory, extra] = args.words;
    if (directory === undefined) throw badInput('share which folder? For example: linkscope share ./images');
    if (extra !== undefined) throw badInput(`unexpected argument ${quoted(extra)}: give one folder`);
    const { client } = await context.open();
    context.endWithReader();
    const { terminal } = context;
    const options = {
      directory: resolve(directory),
      interface: args.text('interface'),
      address: args.text('address'),
      port: args.integer('port', 0, 65_535),
      hidden: args.has('hidden'),
    };
    const json = args.has('json');
    let told = false;
    const following = {
      start: client.share.start,
      cancel: client.share.cancel,
      follow: async (input: { runId: string }) => telling(await client.share.follow(input), input.runId),
    };
    /** Tells where the folder is found as soon as it is: with the first progress. */
    async function* telling<Event extends { type: string }>(events: AsyncIterable<Event>, runId: string) {
      for await (const event of events) {
        yield event;
        if (told || event.type !== 'progress') continue;
        told = true;
        const report = await client.share.report({ runId });
        if (json) await terminal.json({ type: 'open', ...report, startedAt: undefined });
        else {
          terminal.note(`${report.reach} Ctrl+C ends it.`);
          await terminal.lines(urlLines(report));
        }
      }
    }
    const show = (items: readonly ShareItem[]) => terminal.lines(items.map(logLine));
    const { status } = await followProbe(following, { options, json, quiet: true, show }, context);
    return status === null || status === exitStatus.cancelled ? exitStatus.success : status;
  },
};
