import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { eventually } from '../../src/dev/browser/badges.ts';
import { summaryOf } from '../../src/dev/browser/session.ts';
import { fixturePages, type KnownPage, savedPages } from '../../src/dev/saved-pages.ts';
import type { PageSummary } from '../../src/messaging/messages.ts';
import { readSavedPage } from '../../src/publish/read-page.ts';
import { test } from './reading.ts';

// The extension in a browser and the command line's reader see the same in every page of which it is
// known what it names. (That the command prints what its reader gives is tests/unit/read-command.)

const saved = savedPages();

if (saved.length === 0) {
  test('saved pages', () => {
    test.skip(true, 'the folder shared/ is not beside the repository');
  });
}

for (const page of [...fixturePages(), ...saved]) {
  test(`${page.kind} ${page.name}: the extension and the command line find the same`, async ({
    reading,
  }) => {
    const html = readFileSync(page.file);
    const wanted = byCommandLine(page, html, reading.find);
    const tab = await reading.open({ url: page.url, html });
    const ask = async () => inBrowser(await summaryOf(reading.popup, await tab.address()));
    const found = await eventually(ask, (answer) => isSame(answer, wanted));
    expect(found).toEqual(wanted);
    // Nothing is added once the page has been read to its end.
    await tab.run(() => new Promise<void>((done) => requestIdleCallback(() => done())));
    expect(await ask()).toEqual(wanted);
    await tab.close();
  });
}

interface Found {
  readonly looked: number | undefined;
  readonly matches: readonly string[];
}

function byCommandLine(
  { url }: KnownPage,
  html: Buffer,
  find: Parameters<typeof readSavedPage>[2],
): Found {
  const { accounts, matches } = readSavedPage(html, new URL(url), find);
  return { looked: accounts.length, matches: matches.map(inWords).sort() };
}

function inBrowser(summary: PageSummary | null): Found {
  return { looked: summary?.looked, matches: (summary?.matches ?? []).map(inWords).sort() };
}

function inWords(match: {
  platform: string;
  handle: string | null;
  id?: string;
  evidence: string;
  status: string;
  disputes: number;
}): string {
  const { platform, handle, id, evidence, status, disputes } = match;
  // Which of several spellings is told depends on which was read first. YouTube's ids may stand in a name's place.
  const name = /^UC[\w-]{22}$/.test(handle ?? '') ? handle : handle?.toLowerCase();
  return `${platform} ${name ?? id}: ${evidence}, ${status}, ${disputes}`;
}

const isSame = (one: Found, other: Found) => JSON.stringify(one) === JSON.stringify(other);
