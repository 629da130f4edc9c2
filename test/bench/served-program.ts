import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The program as it serves its page for a benchmark. */
export interface ServedProgram {
  /** The address that lets one browser in, once. */
  readonly link: string;
  stop(): void;
}

/** Starts the built program on a data directory of its own, and waits for its address. */
export async function startProgram(dataDirectory: string): Promise<ServedProgram> {
  const cli = resolve(import.meta.dirname, '../../out/main/cli.js');
  const argv = [cli, 'serve', '--no-open', '--port', '0', '--data-dir', dataDirectory];
  const program = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const link = await new Promise<string>((found, failed) => {
    let text = '';
    program.stdout.on('data', (data) => {
      text += String(data);
      const address = /http:\/\/\S+/.exec(text)?.[0];
      if (address !== undefined) found(address);
    });
    program.once('exit', (code) => failed(new Error(`serve ended with ${code}: build it first`)));
  });
  return { link, stop: () => program.kill() };
}
