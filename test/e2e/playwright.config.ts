import { defineConfig } from '@playwright/test';

// The served program in a real Chromium, both inside of a lab's namespace: test/lab/lab.ts. One worker, as each builds
// a lab of its own.
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/e2e',
  globalSetup: './build.ts',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: { viewport: { width: 1440, height: 900 }, trace: 'retain-on-failure' },
});
