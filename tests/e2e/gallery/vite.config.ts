import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** `npx vite --config tests/e2e/gallery/vite.config.ts` shows every state of badge, card and popup. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [preact()],
  // A page that is no extension has no messages of the browser's: it reads the translators' files.
  resolve: { alias: { '#messages': fileURLToPath(new URL('./messages.ts', import.meta.url)) } },
  build: {
    outDir: fileURLToPath(new URL('../../../test-results/gallery-site', import.meta.url)),
    emptyOutDir: true,
  },
  logLevel: 'warn',
});
