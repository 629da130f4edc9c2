import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

// The page alone, built as electron.vite.config.ts builds it, for work on its looks without the rest of the program.
export default defineConfig({
  root: resolve(import.meta.dirname, '../../src-renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: resolve(import.meta.dirname, '../../out/ui-harness'),
    emptyOutDir: true,
  },
});
