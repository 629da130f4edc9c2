import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/electron',
  // One window at a time: the specs look at focus and at a second start.
  workers: 1,
  timeout: 30_000,
  forbidOnly: true,
  reporter: 'list',
});
