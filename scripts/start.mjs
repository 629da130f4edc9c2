// npm start: installs and builds what is lacking, then opens the window, or the browser where there can be no window.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { obtainElectron, windowObstacle } from './electron-binary.mjs';
import { install } from './install.mjs';
import { environment, ownNode, passSignals, root, say } from './project.mjs';

/** A window that ends with a failure this soon has never opened. */
const openedAfterMs = 5000;

const usage = `Usage: npm start -- [--data-dir DIRECTORY] [--port NUMBER] [--no-open]
  --data-dir DIRECTORY  where devices, settings and the log are kept
  --port NUMBER         serves on this port, in the browser instead of a window
  --no-open             serves, and prints the address instead of opening the browser`;

function readArguments() {
  const options = {
    'data-dir': { type: 'string' },
    port: { type: 'string' },
    'no-open': { type: 'boolean' },
    help: { type: 'boolean' },
  };
  try {
    return parseArgs({ options, allowPositionals: false }).values;
  } catch (error) {
    say(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

/** Runs a program until it ends; the channel tells it when this process is gone. */
function runToEnd(command, args, stdio) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: process.cwd(), env: environment(), stdio });
    passSignals(child);
    child.once('error', (error) => {
      say(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Why there is to be no window, or undefined when it has been open. */
async function openWindow(given) {
  if (given['no-open'] || given.port !== undefined) return 'the options ask for the browser';
  const obstacle = windowObstacle();
  if (obstacle !== undefined) return obstacle;
  const electron = await obtainElectron();
  if (electron.reason !== undefined) return electron.reason;
  const began = Date.now();
  const directory = given['data-dir'] === undefined ? [] : ['--data-dir', given['data-dir']];
  const code = await runToEnd(electron.path, [root, ...directory], 'inherit');
  if (code !== 0 && Date.now() - began < openedAfterMs) return `Electron ended with ${code} at once`;
  process.exit(code);
}

const given = readArguments();
if (given.help) {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}
if (!(await install()) || !(await build())) process.exit(5);
const reason = await openWindow(given);
say(`Linkscope runs in the browser: ${reason}.`);
const serve = join(root, 'out', 'main', 'serve.js');
process.exitCode = await runToEnd(
  ownNode(),
  [serve, ...process.argv.slice(2)],
  ['inherit', 'inherit', 'inherit', 'ipc'],
);
