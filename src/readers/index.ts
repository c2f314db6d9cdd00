import type { Site } from './core/site.ts';
import { facebook } from './facebook.ts';
import { instagram } from './instagram.ts';
import { linkedin } from './linkedin.ts';
import { medium } from './medium.ts';
import { quora } from './quora.ts';
import { threads } from './threads.ts';
import { tiktok } from './tiktok.ts';
import { vimeo } from './vimeo.ts';
import { vk } from './vk.ts';
import { x } from './x.ts';

/** Every site that has a reader, in the order a person is shown them. */
export const SITES: readonly Site[] = [
  x,
  facebook,
  instagram,
  threads,
  tiktok,
  medium,
  linkedin,
  vk,
  quora,
  vimeo,
];
