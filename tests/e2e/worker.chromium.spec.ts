import { setTimeout } from 'node:timers/promises';
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

test('a question that the service worker dies over is asked again', async ({
  chromium,
  timeline,
}) => {
  // Listed names that no row of the demonstration has; each is asked about anew.
  const handles = ['blackmattersus', 'tpartynews', 'wokeluisa', 'gloed_up'];
  for (const [round, handle] of handles.entries()) {
    await chromium.killServiceWorker();
    await timeline.run((name) => {
      const article = document.querySelector('article')!.cloneNode(true) as HTMLElement;
      const mention = article.querySelector('[data-testid="tweetText"] a')!;
      mention.setAttribute('href', `/${name}`);
      mention.textContent = `@${name}`;
      document.querySelector('section')!.append(article);
    }, handle);
    // The question wakes it; it is killed again while it starts or answers.
    await setTimeout(15 + 20 * round);
    await chromium.killServiceWorker();
  }
  const wanted = (badges: readonly { beside: string }[]) =>
    handles.filter((handle) => !badges.some(({ beside }) => beside === handle));
  const seen = await badgesOnce(timeline, (badges) => wanted(badges).length === 0);
  expect(wanted(seen)).toEqual([]);
});
