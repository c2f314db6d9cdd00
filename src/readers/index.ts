import type { Site } from './core/site.ts';
import { facebook } from './facebook.ts';
import { instagram } from './instagram.ts';
import { threads } from './threads.ts';
import { tiktok } from './tiktok.ts';
import { x } from './x.ts';

/** Every site that has a reader, in the order a person is shown them. */
export const SITES: readonly Site[] = [x, facebook, instagram, threads, tiktok];
