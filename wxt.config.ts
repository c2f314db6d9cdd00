import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  imports: false,
  vite: () => ({ plugins: [preact()] }),
  manifest: {
    name: 'Takedown Lens',
    description:
      'Shows which account names platforms named in takedown disclosures, with the stated reason and who disputes it.',
    minimum_chrome_version: '120',
    browser_specific_settings: {
      gecko: { id: 'lens@takedown-lens.example', strict_min_version: '128.0' },
    },
  },
});
