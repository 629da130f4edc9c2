import { join } from 'node:path';
import { refuseWords } from '../arguments.ts';
import { commonOptions, type Command } from '../command.ts';
import { exitStatus } from '../statuses.ts';

export const serveCommand: Command = {
  usage: '[--port NUMBER] [--no-open]',
  options: {
    port: { value: 'NUMBER', help: 'the port; left out: 6464, or a free one where that is in use' },
    'no-open': { help: 'prints the address and opens no browser' },
    ...commonOptions,
  },
  async run(args, context) {
    refuseWords(args.words);
    const port = args.integer('port', 0, 65535);
    // Loaded late: the other commands need no web server.
    const { serve } = await import('../../serve/serve.ts');
    const { services } = await context.open('serve');
    await serve({
      router: services.router,
      rendererDirectory: join(context.builtDirectory, 'renderer'),
      port,
      openBrowser: !args.has('no-open'),
      terminal: context.terminal,
      signal: context.signal,
    });
    return exitStatus.success;
  },
};
