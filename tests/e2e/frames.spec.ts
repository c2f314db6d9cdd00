import { badgesOn, badgesOnce, eventually, until } from '../../src/dev/browser/badges.ts';
import type { Tab } from '../../src/dev/browser/session.ts';
import { copyOfBuild } from './build-copy.ts';
import { textOf } from './keyboard.ts';
import { expect, test } from './lens.ts';

// Posts that sites show in frames of other people's pages. The address of Facebook's frame tells its page whose post
// it shows, that of X's doesn't.

const TWEET = 'https://platform.twitter.com/embed/Tweet.html?id=1';
const PLUGIN =
  'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Ftelesurenglish%2Fposts%2F1';
const IN_TWEET = '<p><a href="https://twitter.com/TEN_GOP">TEN_GOP @TEN_GOP</a> wrote</p>';
const IN_PLUGIN = '<p><a href="https://www.facebook.com/telesurenglish">teleSUR</a> wrote</p>';

const frames = (...addresses: string[]) =>
  `<!doctype html><title>A story</title><h1>A story</h1>${addresses
    .map((address) => `<p><iframe src="${address}" width="500" height="150"></iframe></p>`)
    .join('')}`;

const pages: Readonly<Record<string, string>> = {
  'https://platform.twitter.com/embed/Tweet.html': IN_TWEET,
  'https://www.facebook.com/plugins/post.php': IN_PLUGIN,
  'http://news.example/story': frames(TWEET),
  'https://x.com/story': `${frames(TWEET, PLUGIN)}<p><a href="https://x.com/TEN_GOP">TEN_GOP</a></p>`,
  'https://x.com/unfilled': frames(PLUGIN.replace('post.php', 'page.php')),
};

const lens = test.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  world: async ({}, use) => {
    await use(({ origin, pathname }) => {
      const body = pages[origin + pathname];
      return body === undefined ? null : { body, headers: { 'content-type': 'text/html' } };
    });
  },
  build: async ({ browserName }, use, info) => {
    void browserName;
    // As if the person had opened the popup there, which lends the page's address to us.
    await use((browser) =>
      copyOfBuild(browser, `framed-${info.parallelIndex}`, (manifest) => {
        manifest.host_permissions.push('http://news.example/*');
      }),
    );
  },
});

/** What stands in the toolbar for the tabs that are open, empty ones left out. */
const toolbar = (ownPage: Tab): Promise<string[]> =>
  ownPage.run(async () => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Api>;
    interface Api {
      tabs: { query(about: object): Promise<{ id: number }[]> };
      action: { getBadgeText(about: { tabId: number }): Promise<string> };
    }
    const api = browser ?? chrome;
    const tabs = await api.tabs.query({});
    const texts = await Promise.all(tabs.map(({ id }) => api.action.getBadgeText({ tabId: id })));
    return texts.filter((text) => text !== '');
  });

lens('a post in a frame of a page that is not read has its badge in there', async ({ session }) => {
  await session.open('http://news.example/story');
  const popup = await session.openOwnPage('popup.html');
  const text = await eventually(
    () => textOf(popup),
    (shown) => shown.includes('TEN_GOP'),
  );
  expect(text).toContain('1 name in posts embedded here is in the lists');
  expect(text).toContain('1 place');
  expect(text).toContain('Check this page');
  expect(
    await eventually(
      () => toolbar(popup),
      ([count]) => count === '1',
    ),
  ).toEqual(['1']);
});

lens('a frame and its page have one badge for one post, and count it once', async ({ session }) => {
  const story = await session.open('https://x.com/story');
  const popup = await session.openOwnPage('popup.html');
  const text = await eventually(
    () => textOf(popup),
    (shown) => shown.includes('telesurenglish') && shown.includes('2 places'),
  );
  expect(text).toContain('2 names here are in the lists');
  expect(
    await eventually(
      () => toolbar(popup),
      ([count]) => count === '2',
    ),
  ).toEqual(['2']);
  const badges = await badgesOnce(story, (seen) => seen.length === 1);
  expect(badges).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  // The link's own; the frames' badges are theirs.
  expect(await badgesOn(story)).toHaveLength(1);
});

lens('a card can be opened in a frame that has a badge', async ({ session }) => {
  await session.open('http://news.example/story');
  const popup = await session.openOwnPage('popup.html');
  await until(
    () => textOf(popup),
    (shown) => shown.includes('TEN_GOP'),
  );
  // What the background does when a person presses the badge.
  const put = await popup.run(async () => {
    interface Api {
      tabs: { query(about: object): Promise<{ id: number }[]> };
      storage: { session: { get(): Promise<Record<string, number[]>> } };
      scripting: { executeScript(what: object): Promise<unknown[]> };
    }
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Api>;
    const api = browser ?? chrome;
    const [[key, frameIds] = ['', []]] = Object.entries(await api.storage.session.get());
    const target = { tabId: Number(key.replace('frames ', '')), frameIds };
    return api.scripting.executeScript({ target, files: ['/card.js'] }).then(
      (results) => results.map((one) => (one as { error?: unknown }).error ?? 'put'),
      (error: Error) => [error.message],
    );
  });
  expect(put).toEqual(['put']);
});

lens('a frame that shows nothing leaves the badge to its page', async ({ session }) => {
  const story = await session.open('https://x.com/unfilled');
  expect(await badgesOnce(story, (seen) => seen.length > 0)).toHaveLength(1);
});

lens('a site that is switched off is not read in its frames either', async ({ session }) => {
  await session.open('http://news.example/story');
  const popup = await session.openOwnPage('popup.html');
  await until(
    () => textOf(popup),
    (shown) => shown.includes('TEN_GOP'),
  );
  await popup.run(async () => {
    type Area = { set(values: object): Promise<void> };
    const world = globalThis as unknown as Record<'browser' | 'chrome', never>;
    const api = (world.browser ?? world.chrome) as { storage: { sync: Area } };
    await api.storage.sync.set({ settings: { version: 2, enabled: true, sitesOff: ['x'] } });
  });
  expect(
    await eventually(
      () => textOf(popup),
      (shown) => !shown.includes('TEN_GOP'),
    ),
  ).not.toContain('TEN_GOP');
  expect(
    await eventually(
      () => toolbar(popup),
      (counts) => counts.length === 0,
    ),
  ).toEqual([]);
});
