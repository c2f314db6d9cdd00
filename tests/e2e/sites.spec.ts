import { badgesOn, badgesOnce, eventually, until } from '../../src/dev/browser/badges.ts';
import type { Tab } from '../../src/dev/browser/session.ts';
import { demonstration } from '../../src/dev/worlds.ts';
import { copyOfBuild } from './build-copy.ts';
import { expect, test } from './lens.ts';

// What is read beside the sites of the installation: with a person's leave, or a page once.

const STORY = `<!doctype html><title>A story</title><h1>A story</h1>
<p>The account <a href="https://twitter.com/TEN_GOP">of a party</a> was quoted.</p>
<p>On Twitter, @RobbyDelaware answered.</p>
<p>Nobody asked @Jenn_Abrams, who is on no platform here.</p>
<p>On Twitter, @mara_q_sample is somebody else.</p>`;
const QUIET = '<!doctype html><title>Nothing</title><p>On Twitter, @mara_q_sample wrote.</p>';
const PROFILE = `<!doctype html><title>A page</title><main>
<a href="https://vk.com/somebody">Somebody</a> <a href="https://twitter.com/TEN_GOP">TEN_GOP</a></main>`;

const lens = test.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  world: async ({}, use) => {
    await use((address) => {
      const pages: Record<string, string> = {
        'http://news.example/story': STORY,
        'http://news.example/quiet': QUIET,
        'https://bsky.app/profile/a.example': PROFILE,
        'https://example.social/@somebody': PROFILE,
      };
      const body = pages[address.href];
      return body === undefined ? demonstration(address) : { body };
    });
  },
  build: async ({ browserName }, use, info) => {
    void browserName;
    // As if the person had opened the popup there, which lends the page to us. Not https: that would be
    // a host that the person allowed for good.
    await use((browser) =>
      copyOfBuild(browser, `lent-${info.parallelIndex}`, (manifest) => {
        manifest.host_permissions.push('http://news.example/*');
      }),
    );
  },
});

// biome-ignore lint/performance/useDomNodeTextContent: what a person reads, line by line
const textOf = (tab: Tab) => tab.run(() => document.body.innerText);
const reads = (tab: Tab, words: string | RegExp) =>
  eventually(
    () => textOf(tab),
    (text) => (typeof words === 'string' ? text.includes(words) : words.test(text)),
  ).then((text) => expect(text).toMatch(words));

const press = (tab: Tab, name: string) =>
  tab.run((wanted) => {
    const buttons = [...document.querySelectorAll('button')];
    const found = buttons.find((button) => button.textContent?.trim() === wanted);
    if (!found) throw new Error(`there is no button "${wanted}"`);
    found.click();
  }, name);

lens('a page of no known site is read once a person asks for it', async ({ session }) => {
  const story = await session.open('http://news.example/story');
  const popup = await session.openOwnPage('popup.html');
  await reads(popup, 'Check this page');
  expect(await badgesOn(story)).toEqual([]);
  await press(popup, 'Check this page');
  const badges = await badgesOnce(story, (seen) => seen.length >= 2);
  expect(badges).toHaveLength(2);
  const text = await eventually(
    () => textOf(popup),
    (shown) => shown.includes('RobbyDelaware'),
  );
  expect(text).toContain('TEN_GOP');
  expect(text).not.toMatch(/Jenn_Abrams|mara_q_sample/);
});

lens('a page without listed names says so, and how many were looked at', async ({ session }) => {
  await session.open('http://news.example/quiet');
  const popup = await session.openOwnPage('popup.html');
  await reads(popup, 'Check this page');
  await press(popup, 'Check this page');
  await reads(popup, 'The one name read here is not in the lists.');
});

lens('a page that no extension may read says so in words', async ({ session }) => {
  await session.open('about:blank');
  const popup = await session.openOwnPage('popup.html');
  await reads(popup, 'This page can’t be read.');
});

lens('asking twice reads a page once', async ({ session }) => {
  const story = await session.open('http://news.example/story');
  const popup = await session.openOwnPage('popup.html');
  await reads(popup, 'Check this page');
  await popup.run(() => {
    const button = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Check this page',
    );
    button?.click();
    button?.click();
  });
  await badgesOnce(story, (seen) => seen.length >= 2);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await badgesOn(story)).toHaveLength(2);
});

lens(
  'a site is read from the moment on that a person allows it, and no longer',
  async ({ session }) => {
    lens.skip(session.browser === 'chromium', 'no test can press Chromium’s own "Allow"');
    const page = await session.open('https://bsky.app/profile/a.example');
    const options = await session.openOwnPage('options.html#sites');
    await reads(options, 'Bluesky');
    await options.toFront();
    const pressBy = async (label: string) => {
      await until(
        () =>
          options.run((wanted) => {
            const button = document.querySelector<HTMLElement>(`button[aria-label="${wanted}"]`);
            button?.focus();
            return button !== null;
          }, label),
        (there) => there,
      );
      await options.press('Enter');
    };
    expect(await badgesOn(page)).toEqual([]);
    await pressBy('Allow Bluesky');
    expect(await badgesOnce(page, (badges) => badges.length > 0)).toHaveLength(1);
    await pressBy('Take back what you allowed on Bluesky');
    await until(
      () => options.run(() => document.querySelector('[aria-label="Allow Bluesky"]') !== null),
      (there) => there,
    );
    await page.go('https://bsky.app/profile/a.example');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await badgesOn(page)).toEqual([]);
  },
);

lens(
  'a host of one’s own is asked for by name, and bad ones are told apart',
  async ({ session }) => {
    const options = await session.openOwnPage('options.html#sites');
    await reads(options, 'Other hosts');
    await options.toFront();
    const enter = async (text: string) => {
      await options.run(() => {
        const input = document.querySelector<HTMLInputElement>('#other-host')!;
        input.focus();
        input.select();
      });
      for (const letter of text) await options.press(letter);
      await options.press('Enter');
    };
    await enter('localhost');
    await reads(options, 'That is not the name of a public host');
    await enter('vk.com');
    await reads(options, 'That host belongs to VK');
    if (session.browser === 'chromium') return;
    const page = await session.open('https://example.social/@somebody');
    await options.toFront();
    await enter('example.social');
    expect(await badgesOnce(page, (badges) => badges.length > 0)).toHaveLength(1);
  },
);
