import { createInterface, type Interface } from 'node:readline';
import { ToolError } from '../../../../src-core/api/tool-error.ts';
import { readHost } from '../../../../src-core/terminal/ssh-command.ts';
import { readInterfaces } from '../../../os/interfaces.ts';
import { openTcpLine } from '../../../terminal/tcp-line.ts';
import { badInput } from '../arguments.ts';
import { plainOptions, type Command } from '../command.ts';
import { exitStatus } from '../statuses.ts';
import { zonedTarget } from '../zoned-target.ts';

/** What has come without the end of its line (a prompt) is printed after so long. */
const promptMs = 200;
/** A line that does not end is printed in parts of this length. */
const longestLine = 8_192;

/** Cuts what comes into lines. */
class LineCutter {
  #rest = '';
  #timer: NodeJS.Timeout | undefined;
  readonly #print: (line: string) => void;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  take(text: string): void {
    const lines = (this.#rest + text).split(/\r?\n/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#print(line);
    clearTimeout(this.#timer);
    if (this.#rest.length > longestLine) this.flush();
    else if (this.#rest !== '') this.#timer = setTimeout(() => this.flush(), promptMs);
  }

  flush(): void {
    clearTimeout(this.#timer);
    if (this.#rest !== '') this.#print(this.#rest);
    this.#rest = '';
  }
}

export const connectCommand: Command = {
  usage: 'TARGET PORT',
  examples: ['connect fe80::1%eth0 22'],
  options: { ...plainOptions },
  async run(args, { terminal, signal }) {
    const [target, portText = '', ...more] = args.words;
    const port = /^\d{1,5}$/.test(portText) ? Number(portText) : 0;
    if (target === undefined || more.length > 0 || port < 1 || port > 65_535)
      throw badInput('a target and a port are needed. For example: linkscope connect fe80::1%eth0 23');
    const host = readHost(await zonedTarget(target, () => readInterfaces(signal)));
    let input: Interface | undefined;
    let inputOver = false;
    let printed = Promise.resolve();
    try {
      const end = await new Promise<string>((resolve) => {
        /** Reads on when the host has taken what was sent: nothing is dropped, and a large file costs no memory. */
        const send = async (text: string) => {
          if (!inputOver) input?.pause();
          await line.write(text);
          if (!inputOver) input?.resume();
        };
        const cutter = new LineCutter((text) => {
          printed = printed.then(() => terminal.line(text));
        });
        const line = openTcpLine(
          host,
          port,
          {
            connected: () => {
              terminal.note(`Connected. What you type is sent line by line; Ctrl+C ends it.`);
              // Not before: what is piped in has to wait until there is somebody to send it to.
              input = createInterface({ input: process.stdin });
              input.once('close', () => (inputOver = true));
              input.on('line', (text) => void send(`${text}\r\n`));
            },
            output: (text) => {
              cutter.take(text);
              // A reader that takes nothing makes the other side wait.
              line.pause();
              void printed.then(() => line.resume());
            },
            ended: ({ text }) => {
              cutter.flush();
              resolve(text);
            },
          },
          { echo: false },
        );
        signal.addEventListener('abort', () => void line.end(), { once: true });
      });
      await printed;
      if (signal.aborted) return exitStatus.cancelled;
      if (input === undefined) throw new ToolError('unreachable', end);
      terminal.note(end);
      return exitStatus.success;
    } finally {
      input?.close();
    }
  },
};
