import { badgesOnce, until } from '../../src/dev/browser/badges.ts';
import { expect, settledBadges, TIMELINE, test } from './lens.ts';

// A page that a person goes back to is the one they left, asleep in between: it hears of nothing that happened.

test.use({
  world: async ({ world }, use) => {
    await use((address) =>
      address.hostname === 'elsewhere.example' ? { body: '<p>Elsewhere' } : world(address),
    );
  },
});

test('a page from the back/forward cache obeys a switch that was turned while it slept', async ({
  session,
}) => {
  const tab = await session.open(TIMELINE);
  const before = await settledBadges(tab);
  expect(before.length).toBeGreaterThan(0);
  const own = await session.openOwnPage('popup.html');
  await tab.run(() => {
    document.title = 'left asleep';
  });
  await tab.go('https://elsewhere.example/');
  const switchTo = (enabled: boolean) =>
    own.run(async (on) => {
      type Area = { set(values: object): Promise<void> };
      const world = globalThis as unknown as Record<'browser' | 'chrome', never>;
      const api = (world.browser ?? world.chrome) as { storage: { sync: Area } };
      await api.storage.sync.set({ settings: { enabled: on, version: 2 } });
    }, enabled);
  await switchTo(false);
  await tab.run(() => history.back());
  await until(
    () => tab.address(),
    (address) => address === TIMELINE,
  );
  // Otherwise this says nothing: the page was loaded anew and read its switches as every page does.
  expect(await tab.run(() => document.title)).toBe('left asleep');
  expect(await badgesOnce(tab, (badges) => badges.length === 0)).toEqual([]);
  await switchTo(true);
  const after = await badgesOnce(tab, (badges) => badges.length === before.length);
  expect(after.length).toBe(before.length);
});
