import { watchOutputReader } from '../../os/output-reader.ts';
import { runCli } from './run-cli.ts';
import { exitStatus } from './statuses.ts';
import { Terminal } from './terminal.ts';

/** What a command has to end in once it was asked to; then the process ends all the same. */
const graceMs = 900;
/** Ctrl+C reaches the launcher and this process; the launcher passes its own on. Both are one wish. */
const sameWishMs = 500;

/** Aborts when the person, the system, the launcher or the reader of the output asks the process to end. */
function endSignal(): AbortSignal {
  const controller = new AbortController();
  let askedAt = 0;
  const ask = () => {
    if (controller.signal.aborted) {
      if (Date.now() - askedAt > sameWishMs) process.exit(exitStatus.cancelled);
      return;
    }
    askedAt = Date.now();
    controller.abort();
    setTimeout(() => process.exit(exitStatus.cancelled), graceMs).unref();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, ask);
  // The launcher holds the other end of this channel; it closes even when the launcher is killed.
  if (process.channel) {
    process.on('disconnect', ask);
    process.channel.unref();
  }
  return controller.signal;
}

/** Runs one command line with this process's streams and signals, and ends the process with its exit status. */
export async function runInProcess(args: readonly string[], builtDirectory: string): Promise<void> {
  const signal = endSignal();
  const outputGone = new AbortController();
  let lost: NodeJS.ErrnoException | undefined;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // `| head` has read enough: that is no failure, but nobody reads the rest. A full disk is one.
      if (error.code !== 'EPIPE' && error.code !== 'EIO') lost ??= error;
      outputGone.abort();
    });
  }
  let endWatch = () => {};
  const terminal = new Terminal(process.stdout, process.stderr, {
    input: () => process.stdin,
    environment: process.env,
  });
  const status = await runCli(args, {
    terminal,
    signal: AbortSignal.any([signal, outputGone.signal]),
    builtDirectory,
    endWithReader() {
      endWatch = watchOutputReader(() => outputGone.abort());
    },
  });
  endWatch();
  process.exitCode = outputGone.signal.aborted ? exitStatus.success : status;
  if (lost !== undefined) {
    const why = lost.code === 'ENOSPC' ? 'the disk is full' : lost.message;
    terminal.note(`linkscope: the output could not be written to its end: ${why}`);
    process.exitCode = exitStatus.failed;
  }
  // Everything is closed; should a handle linger, it must not keep a script waiting.
  setTimeout(() => process.exit(), 500).unref();
}
