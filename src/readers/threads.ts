import { identitiesIn } from './core/data.ts';
import type { Site } from './core/site.ts';

/** Threads. Its ids are its own, not Instagram's. Facts: PLATFORMS section 5. */
export const threads: Site = {
  id: 'threads',
  name: 'Threads',
  platform: 'threads',
  onInstall: true,
  hosts: ['threads.com', 'threads.net'],
  links: [
    { path: '/@{handle}' },
    { path: '/@{handle}/post/{post}/**', says: 'post' },
    { path: '/@{handle}/replies|media|reposts|followers|following', says: 'part' },
  ],
  page: {
    rows: '[data-pressable-container="true"]',
    roles: [
      { within: 'span[dir="auto"] a', role: 'mention' },
      {
        within: '[data-pressable-container="true"] [data-pressable-container="true"]',
        role: 'quoted',
      },
      { within: '[data-pressable-container="true"]', role: 'author' },
      { within: '[role="dialog"]', role: 'list-row' },
    ],
    quiet: 'nav, [role="navigation"], [role="tablist"]',
    time: 'time[datetime]',
    head: 'h1 + div > div > span',
    identities: ({ document }) => identitiesIn(document, 'username', 'pk', 'user_id'),
  },
};
