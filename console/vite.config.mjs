import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Files of the console; its service hands them out below /console. */
export default defineConfig({
  base: '/console/',
  // Its sources, so that the console is built at once with what it rests on; tsconfig.json has the same.
  resolve: {
    alias: {
      '@countinghouse/client': fileURLToPath(new URL('../sdk/typescript/src/index.ts', import.meta.url)),
    },
  },
  // JSX as tsconfig.json has it. A style or a script within the page would be against its Content-Security-Policy.
  build: {
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
