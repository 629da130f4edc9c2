import type { ChildProcess } from 'node:child_process';

/**
 * Waits until a process has printed that it is ready.
 * @param what what it is, for the error
 * @throws Error with what it printed, where it ends before
 */
export async function whenReady(child: ChildProcess, what: string): Promise<void> {
  let printed = '';
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`${what} ended with status ${code}: ${printed}`)));
  });
}

/** A process that serves a test, and ends with the block that it is made in. */
export interface Service extends AsyncDisposable {
  stop(): Promise<void>;
}

/** Waits until a service is ready; it is ended with SIGTERM, and gone once that is told. */
export async function serviceOf(child: ChildProcess, what: string): Promise<Service> {
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await whenReady(child, what);
  const stop = async () => {
    child.kill();
    await gone;
  };
  return { stop, [Symbol.asyncDispose]: stop };
}
