import { badgesOnce, eventually } from '../../src/dev/browser/badges.ts';
import { copyOfBuild } from './build-copy.ts';
import { expect, test } from './lens.ts';

// Posts that sites show in frames of other people's pages. A frame of Facebook's tells its page whose post it
// shows; the frame of X doesn't.

const PLUGIN = 'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com';
const TWEET = 'https://platform.twitter.com/embed/Tweet.html?id=1';
const NAME = 'blacktivists';

const frames = (...addresses: string[]) =>
  `<!doctype html><title>A story</title><h1>A story</h1>${addresses
    .map((address) => `<iframe src="${address}" width="500" height="200"></iframe>`)
    .join('')}`;

const lens = test.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  world: async ({}, use) => {
    await use(({ href, hostname }) => {
      if (hostname === 'platform.twitter.com') {
        return { body: '<p><a href="https://twitter.com/TEN_GOP">TEN_GOP @TEN_GOP</a> wrote</p>' };
      }
      if (hostname === 'news.example') return { body: frames(TWEET) };
      return href === 'https://x.com/story' ? { body: frames(TWEET) } : null;
    });
  },
});
