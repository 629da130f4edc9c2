import { spawn } from 'node:child_process';
import { once } from 'node:events';

const script = `
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/**
 * A port of 127.0.0.1 whose server accepts nobody: when its queue is full, which takes two, the system drops whatever
 * else comes, and connections to it stay under way.
 */
export async function fullServer(): Promise<AsyncDisposable & { readonly port: number }> {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const [told] = await once(child.stdout, 'data');
  return {
    port: Number(String(told)),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
