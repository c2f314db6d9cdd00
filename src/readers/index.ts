import type { Site } from './core/site.ts';
import { x } from './x.ts';

/** Every site that has a reader, in the order a person is shown them. */
export const SITES: readonly Site[] = [x];
