// Type-checks every layer with its own tsconfig (no DOM in the main side, no Node in the core), side by side.
import { spawn } from 'node:child_process';

const layers = ['src-core', 'src-main', 'src-renderer', 'test'];
const codes = await Promise.all(
  layers.map(
    (layer) =>
      new Promise((resolve) => {
        const tsc = spawn(process.execPath, ['node_modules/typescript/bin/tsc', '-p', layer, '--pretty', 'false'], {
          stdio: ['ignore', 'inherit', 'inherit'],
        });
        tsc.on('close', (code) => resolve(code ?? 1));
      }),
  ),
);
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;
