import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { CONTENT_SCRIPT } from './src/page/registration.ts';
import { bundledListFiles } from './src/publish/bundle.ts';
import {
  EMBED_PATTERNS,
  installedPatterns,
  OPTIONAL_PATTERNS,
  X_FRAMES,
} from './src/readers/core/matches.ts';
import { SITES } from './src/readers/index.ts';

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  imports: false,
  vite: () => ({ plugins: [preact()] }),
  hooks: {
    'build:publicAssets': async (_wxt, files) => {
      for (const { path, absolute } of await bundledListFiles()) {
        files.push({ absoluteSrc: absolute, relativeDest: path });
      }
    },
  },
  manifest: {
    name: 'Takedown Lens',
    description:
      'Shows which account names platforms named in takedown disclosures, with the stated reason and who disputes it.',
    minimum_chrome_version: '120',
    // Why each is needed: docs/PERMISSIONS.md.
    permissions: [
      'activeTab',
      'alarms',
      'contextMenus',
      'scripting',
      'storage',
      'unlimitedStorage',
    ],
    content_scripts: [
      { js: [CONTENT_SCRIPT], matches: installedPatterns(SITES), run_at: 'document_end' },
      // In frames too, but only in those that hold somebody's posts.
      {
        js: [CONTENT_SCRIPT],
        matches: [...EMBED_PATTERNS],
        run_at: 'document_end',
        all_frames: true,
      },
    ],
    host_permissions: [...installedPatterns(SITES), X_FRAMES],
    optional_host_permissions: [...OPTIONAL_PATTERNS],
    browser_specific_settings: {
      gecko: {
        id: 'lens@takedown-lens.example',
        strict_min_version: '128.0',
      },
    },
  },
});
