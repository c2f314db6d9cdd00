import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../../../src/dev/browser/badges.ts';
import type { ChromiumTab } from '../../../src/dev/browser/chromium.ts';
import { summaryOf } from '../../../src/dev/browser/session.ts';
import { fixturePages, savedPages } from '../../../src/dev/saved-pages.ts';
import { test } from '../reading.ts';

// Pictures of every page with its badges, by day and by night, for somebody to look at:
// TAKEDOWN_LENS_PICTURES=some/folder npm run e2e -- gallery/sites

const folder = process.env.TAKEDOWN_LENS_PICTURES;

/** Saved pages come without their style sheets: a background tells day from night. */
const SCHEMES = {
  light: ':root{color-scheme:light;background:#fff;color:#111;font-family:sans-serif}',
  dark: ':root{color-scheme:dark}:root,body{background:#15181c!important;color:#ddd!important;font-family:sans-serif}',
} as const;

for (const page of folder === undefined ? [] : [...fixturePages(), ...savedPages()]) {
  test(`pictures of ${page.name}`, async ({ reading }) => {
    for (const [scheme, css] of Object.entries(SCHEMES)) {
      const html = `${readFileSync(page.file, 'utf8')}<style>${css}</style>`;
      const tab = (await reading.open({ url: page.url, html })) as ChromiumTab;
      await eventually(
        async () => summaryOf(reading.popup, await tab.address()),
        (summary) => summary?.matches.some(({ places }) => places > 0) ?? false,
        2000,
      );
      const file = path.join(folder!, `${page.name.replace('/', '-')}-${scheme}.png`);
      mkdirSync(path.dirname(file), { recursive: true });
      await tab.screenshot(file);
      await tab.close();
    }
  });
}

if (folder === undefined) {
  test('pictures of every page', () => {
    test.skip(true, 'TAKEDOWN_LENS_PICTURES names no folder to put them in');
  });
}
