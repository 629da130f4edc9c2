import { toFailure } from '../../../../src-core/api/errors.ts';
import { familyChoice } from '../../../../src-core/api/probe-targets.ts';
import type { WebPageItem } from '../../../../src-core/api/web-page.ts';
import { openBrowser } from '../../../os/browser.ts';
import { badInput, quoted } from '../arguments.ts';
import { commonOptions, type Command, type CommandContext, type Program } from '../command.ts';
import { followProbe } from '../follow-probe.ts';
import { exitStatus } from '../statuses.ts';

const families = familyChoice.exclude(['both']);

/** Prints the link as soon as the page is open, and shows it. A page that cannot be opened is told by its run. */
async function giveLink(
  { client }: Program,
  runId: string,
  { terminal }: CommandContext,
  { json, open }: { readonly json: boolean; readonly open: boolean },
): Promise<void> {
  const url = await client.webPage.link({ runId }).then(
    (link) => link.url,
    () => null,
  );
  if (url === null) return;
  if (json) await terminal.json({ type: 'link', url });
  else {
    terminal.note('The page is open at this address, which lets one browser in, once. Ctrl+C closes it.');
    await terminal.line(url);
  }
  if (!open) return;
  try {
    await openBrowser(url);
  } catch (error) {
    terminal.note(
      `The browser could not be opened, so open the address yourself: ${toFailure(error).message}`,
    );
  }
}

export const webCommand: Command = {
  usage: 'TARGET [--port NUMBER] [--tls] [--no-open] [--log] [--json]',
  examples: ['web fe80::1%eth0', 'web fe80::1%eth0 --port 8443 --tls --no-open'],
  options: {
    port: { value: 'NUMBER', help: 'the port of the host; left out: 80, or 443 where nothing listens on 80' },
    tls: { help: 'speaks TLS (https); without a port that is 443' },
    family: { value: 'FAMILY', help: `of a name's addresses, one of ${families.options.join(', ')}` },
    'no-open': { help: 'prints the address and opens no browser' },
    log: { help: 'prints every request' },
    json: { help: 'prints one JSON object a line, as things happen' },
    ...commonOptions,
  },
  async run(args, context) {
    const [target, extra] = args.words;
    if (target === undefined) {
      throw badInput(
        'the page of what? For example: linkscope web fe80::1%eth0, or http://[fe80::1%25eth0]:8080/',
      );
    }
    if (extra !== undefined)
      throw badInput(`unexpected argument ${quoted(extra)}: give one target at a time`);
    const program = await context.open();
    const options = {
      target,
      family: args.oneOf('family', families.options),
      port: args.integer('port', 1, 65_535),
      tls: args.has('tls') ? true : undefined,
    };
    const json = args.has('json');
    const log = args.has('log');
    const show = async (items: readonly WebPageItem[]) => {
      if (log) await context.terminal.lines(items.map(requestLine));
    };
    const { webPage } = program.client;
    const client = {
      follow: webPage.follow,
      cancel: webPage.cancel,
      async start(input: { options: typeof options }) {
        const run = await webPage.start(input);
        void giveLink(program, run.runId, context, { json, open: !args.has('no-open') });
        return run;
      },
    };
    const { status } = await followProbe(client, { options, json, quiet: true, show }, context);
    if (status === null) context.terminal.note('Nobody has used the page for ten minutes, so it was closed.');
    // Ending it is what the person is asked to do.
    return status === null || status === exitStatus.cancelled ? exitStatus.success : status;
  },
};

function requestLine({ at, port, method, path, status, note }: WebPageItem): string {
  return `${new Date(at).toISOString()} ${port} ${method} ${path} ${status ?? '-'}${note === null ? '' : ` (${note})`}`;
}
