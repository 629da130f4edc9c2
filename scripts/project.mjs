// What every script needs: where things are, and how a program is run. Plain JavaScript for Node 20 without packages,
// because this runs before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that the program runs on: the project's own where it has one, else the one that runs this. */
export function ownNode() {
  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  return existsSync(own) ? own : process.execPath;
}

/** The environment in which `node` is the project's own. */
export function environment(more = {}) {
  return {
    ...process.env,
    PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
    ...more,
  };
}

/** The script of a package that its command runs. */
export function packageScript(path) {
  return join(root, 'node_modules', ...path.split('/'));
}

/**
 * Runs a program to its end; Ctrl+C and a signal reach it.
 * @returns {Promise<{ code: number, output: string }>} the output where it was asked for with `capture`; the code is
 *   127 where it could not be started
 */
export function run(command, args, { capture = false, env = environment(), timeoutMs = 0, cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      windowsHide: true,
      ...(timeoutMs > 0 ? { timeout: timeoutMs, killSignal: 'SIGKILL' } : {}),
    });
    const stopPassing = passSignals(child);
    const parts = [];
    child.stdout?.on('data', (part) => parts.push(part));
    child.stderr?.on('data', (part) => parts.push(part));
    const end = (code, text) => {
      stopPassing();
      resolve({ code, output: Buffer.concat(parts).toString('utf8') + text });
    };
    child.once('error', (error) => end(127, `${command}: ${error.message}\n`));
    child.once('close', (code) => end(code ?? 1, ''));
  });
}

/** Runs a script with the project's own Node. */
export function runNode(script, args, options) {
  return run(ownNode(), [script, ...args], options);
}

/** Passes signals on to a child, so that this process ends with it and not before. */
export function passSignals(child) {
  const passers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => [name, () => child.kill(name)]);
  for (const [name, pass] of passers) process.on(name, pass);
  return () => {
    for (const [name, pass] of passers) process.off(name, pass);
  };
}

/** One line to the person. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}
