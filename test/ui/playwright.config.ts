import { defineConfig } from '@playwright/test';
import { chromiumOptions } from '../support/chromium.ts';

// The page against a made-up network: what a lab cannot easily do, as a connection that breaks or a disk that is full.
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/ui',
  globalSetup: './build-page.ts',
  workers: 1,
  // A pass waits for nothing: long limits only keep a busy machine from failing what is right.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: chromiumOptions,
  },
});
