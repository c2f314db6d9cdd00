import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { siteBundles } from './src/dev/site-bundles.ts';
import { textForMarkup } from './src/dev/text-for-markup.ts';
import { manifestCommands } from './src/page/commands.ts';
import { contentScripts } from './src/page/registration.ts';
import { bundledListFiles } from './src/publish/bundle.ts';
import {
  EMBEDS,
  installedPatterns,
  matchPatterns,
  OPTIONAL_PATTERNS,
  X_FRAMES,
} from './src/readers/core/matches.ts';
import { hostsOf } from './src/readers/core/site-hosts.ts';
import { SITES } from './src/readers/index.ts';

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  i18n: { localesDir: fileURLToPath(new URL('./src/ui/locales', import.meta.url)) },
  manifestVersion: 3,
  imports: false,
  vite: () => ({
    plugins: [preact(), textForMarkup()],
    define: { __SITE_HOSTS__: JSON.stringify(SITES.map(hostsOf)) },
  }),
  hooks: {
    'build:manifestGenerated': ({ config }, manifest) => {
      // Firefox hands a policy over as it was written, and warns of this key.
      if (config.browser !== 'firefox')
        manifest.storage = { managed_schema: 'managed-schema.json' };
    },
    'build:publicAssets': async (_wxt, files) => {
      for (const { path, absolute } of await bundledListFiles()) {
        files.push({ absoluteSrc: absolute, relativeDest: path });
      }
      files.push(...(await siteBundles()));
    },
  },
  manifest: {
    name: 'Takedown Lens',
    description: '__MSG_description__',
    default_locale: 'en',
    minimum_chrome_version: '120',
    // Why each is needed: docs/PERMISSIONS.md. WXT adds `sidePanel` where there is one.
    permissions: [
      'activeTab',
      'alarms',
      'contextMenus',
      'scripting',
      'storage',
      'unlimitedStorage',
    ],
    content_scripts: [
      ...SITES.filter((site) => site.onInstall).map((site) => ({
        js: contentScripts([site.id]),
        matches: matchPatterns(site),
        run_at: 'document_end' as const,
      })),
      // In frames too, but only in those that hold somebody's posts.
      ...Object.entries(EMBEDS).map(([site, matches]) => ({
        js: contentScripts([site]),
        matches: [...matches],
        run_at: 'document_end' as const,
        all_frames: true,
      })),
    ],
    host_permissions: [...installedPatterns(SITES), X_FRAMES],
    optional_host_permissions: [...OPTIONAL_PATTERNS],
    commands: manifestCommands(),
    omnibox: { keyword: 'lens' },
    browser_specific_settings: {
      gecko: {
        id: 'lens@takedown-lens.example',
        // The first with `data_collection_permissions`.
        strict_min_version: '140.0',
        // Newer than WXT's types.
        ...({ data_collection_permissions: { required: ['none'] } } as object),
      },
      gecko_android: { strict_min_version: '142.0' },
    },
  },
});
