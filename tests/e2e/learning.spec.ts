import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { eventually } from '../../src/dev/browser/badges.ts';
import { summaryOf, type Tab } from '../../src/dev/browser/session.ts';
import { fixturePages } from '../../src/dev/saved-pages.ts';
import { type Reading, test } from './reading.ts';

// What a page tells later than its names.

async function open(reading: Reading, name: string): Promise<Tab> {
  const page = fixturePages().find((one) => one.name === name)!;
  return reading.open({ url: page.url, html: readFileSync(page.file) });
}

async function handlesOnce(
  reading: Reading,
  tab: Tab,
  wanted: (handles: readonly string[]) => boolean,
): Promise<readonly string[]> {
  const ask = async () => {
    const summary = await summaryOf(reading.popup, await tab.address());
    return (summary?.matches ?? []).map(({ handle }) => handle);
  };
  return eventually(ask, wanted);
}

test('a chat that only the part behind # names is forgotten when another one is opened', async ({
  reading,
}) => {
  const tab = await open(reading, 'planted/telegram');
  expect(await handlesOnce(reading, tab, (all) => all.includes('Harbour_Ex'))).toContain(
    'Harbour_Ex',
  );
  await tab.run(() => {
    location.hash = '#@nobody_ex';
  });
  const after = await handlesOnce(
    reading,
    tab,
    (all) => all.includes('Buoy_Ex') && !all.includes('Harbour_Ex'),
  );
  expect(after).toContain('Buoy_Ex');
  expect(after).not.toContain('Harbour_Ex');
  await tab.close();
});

test('an id that comes later and is of a younger account takes the match back', async ({
  reading,
}) => {
  const tab = await open(reading, 'planted/x');
  expect(await handlesOnce(reading, tab, (all) => all.includes('Ferry_Ex'))).toContain('Ferry_Ex');
  await tab.run(() => {
    const card = document.createElement('div');
    card.dataset.testid = 'HoverCard';
    const link = document.createElement('a');
    link.href = '/Ferry_Ex';
    link.textContent = '@Ferry_Ex';
    const follow = document.createElement('button');
    follow.dataset.testid = '1850123456789012346-follow';
    follow.setAttribute('aria-label', 'Follow @Ferry_Ex');
    card.append(link, follow);
    document.body.append(card);
  });
  const after = await handlesOnce(reading, tab, (all) => !all.includes('Ferry_Ex'));
  expect(after).not.toContain('Ferry_Ex');
  expect(after).toContain('pilot_ex');
  await tab.close();
});
