import { badgesOn, badgesOnce, cardText, openCard } from '../../src/dev/browser/badges.ts';
import { expect, test } from './lens.ts';

// Chromium ends a service worker whenever it likes. Nothing a person sees may depend on it living.

test('names that appear after the service worker was killed get their badges', async ({
  chromium,
  timeline,
}) => {
  await chromium.killServiceWorker();
  await timeline.run(() => {
    const article = document.querySelector('article')!.cloneNode(true) as HTMLElement;
    const mention = article.querySelector('[data-testid="tweetText"] a')!;
    // A listed name that no other row has, so that the answer can't come from what the tab knows.
    mention.setAttribute('href', '/Blacktivists');
    mention.textContent = '@Blacktivists';
    document.querySelector('section')!.append(article);
  });
  const seen = await badgesOnce(timeline, (badges) =>
    badges.some(({ beside }) => beside === 'Blacktivists'),
  );
  expect(seen.map(({ beside }) => beside)).toContain('Blacktivists');
});

test('the card opens after the service worker was killed', async ({ chromium, timeline }) => {
  await chromium.killServiceWorker();
  await openCard(timeline, 'RobbyDelaware');
  expect(await cardText(timeline)).toMatch(/reinstated/i);
});

test('killed again and again while a list is being imported, it ends with every badge', async ({
  chromium,
}) => {
  const tab = await chromium.open('https://x.com/home');
  for (let kill = 0; kill < 5; kill++) {
    await chromium.killServiceWorker();
    await tab.page.waitForTimeout(30 * kill);
  }
  await tab.go('https://x.com/home');
  const badges = await badgesOnce(tab, (seen) =>
    seen.some(({ beside }) => beside === 'RobbyDelaware'),
  );
  expect(badges.map(({ beside }) => beside)).toContain('RobbyDelaware');
  expect((await badgesOn(tab)).map(({ beside }) => beside)).not.toContain('mara_q_sample');
});
