import { bluesky } from './bluesky.ts';
import type { Site } from './core/site.ts';
import { facebook } from './facebook.ts';
import { instagram } from './instagram.ts';
import { linkedin } from './linkedin.ts';
import { mastodon } from './mastodon.ts';
import { medium } from './medium.ts';
import { nitter } from './nitter.ts';
import { quora } from './quora.ts';
import { reddit } from './reddit.ts';
import { telegram } from './telegram.ts';
import { threads } from './threads.ts';
import { tiktok } from './tiktok.ts';
import { tumblr } from './tumblr.ts';
import { vimeo } from './vimeo.ts';
import { vk } from './vk.ts';
import { x } from './x.ts';
import { youtube } from './youtube.ts';

/** Every site that has a reader, in the order a person is shown them. */
export const SITES: readonly Site[] = [
  x,
  facebook,
  instagram,
  threads,
  youtube,
  reddit,
  tiktok,
  telegram,
  tumblr,
  medium,
  bluesky,
  mastodon,
  linkedin,
  vk,
  quora,
  vimeo,
  nitter,
];
