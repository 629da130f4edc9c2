import '../small-heap.ts';
import { resolve } from 'node:path';
import { runInProcess } from '../cli/process.ts';

// The same as `linkscope serve`, for those who start the host by itself.
await runInProcess(['serve', ...process.argv.slice(2)], resolve(import.meta.dirname, '..'));
