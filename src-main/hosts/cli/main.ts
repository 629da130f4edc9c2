import '../small-heap.ts';
import { resolve } from 'node:path';
import { runInProcess } from './process.ts';

await runInProcess(process.argv.slice(2), resolve(import.meta.dirname, '..'));
