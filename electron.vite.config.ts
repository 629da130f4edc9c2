import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

// One build for the three hosts: main holds the Electron, serve and CLI entries, which share their chunks.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // Everything is built in: the package ships no node_modules, and a start reads few files.
      externalizeDeps: false,
      rollupOptions: {
        // It has compiled code, which cannot be built in; it is loaded when the first terminal is opened.
        external: ['node-pty', 'koffi'],
        input: {
          electron: resolve('src-main/hosts/electron/main.ts'),
          serve: resolve('src-main/hosts/serve/main.ts'),
          cli: resolve('src-main/hosts/cli/main.ts'),
          // The threads that scan ports; its name is looked for beside the chunk that starts them.
          'scan-worker': resolve('src-main/probes/ports/scan-worker.ts'),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: resolve('src-main/hosts/electron/preload.ts') },
        // A sandboxed preload is loaded as CommonJS, whatever package.json says.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    base: './',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      // Less to read and parse before the first page can be used.
      minify: true,
      rollupOptions: { input: { index: resolve('src-renderer/index.html') } },
    },
  },
});
