import { delimiter, join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src-core/**/*.test.ts',
      'src-main/**/*.test.ts',
      'src-renderer/**/*.test.{ts,tsx}',
      'test/{architecture,hosts,scripts}/**/*.test.ts',
    ],
    // Programs that scripts/ keeps for the tests alone; those of the system come first.
    env: {
      PATH: [process.env['PATH'] ?? '', join(import.meta.dirname, '.cache', 'bin')].join(delimiter),
    },
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // What a test waits for comes within moments, unless the machine has much else to do.
    expect: { poll: { timeout: 15_000 } },
  },
});
