// Type-checks every layer with its own tsconfig (no DOM in the main side, no Node in the core), two at a time.
import { packageScript, runNode } from './project.mjs';

const layers = ['src-core', 'src-main', 'src-main/tsconfig.preload.json', 'src-renderer', 'test'];
const waiting = [...layers];
let failed = false;

async function work() {
  for (let layer = waiting.shift(); layer !== undefined; layer = waiting.shift()) {
    const { code } = await runNode(packageScript('typescript/bin/tsc'), ['-p', layer, '--pretty', 'false']);
    failed ||= code !== 0;
  }
}
await Promise.all([work(), work()]);
process.exitCode = failed ? 1 : 0;
