import { identitiesIn } from './core/data.ts';
import type { Site } from './core/site.ts';

/**
 * Medium: today's React pages and the server-rendered ones before, and links from anywhere.
 * Publications have addresses without an `@` and are no accounts. Facts: PLATFORMS section 13.
 */
export const medium: Site = {
  id: 'medium',
  name: 'Medium',
  platform: 'medium',
  hosts: ['*.medium.com'],
  notHosts: [
    'help.medium.com',
    'policy.medium.com',
    'blog.medium.com',
    'about.medium.com',
    'api.medium.com',
    'cdn-images-1.medium.com',
    'miro.medium.com',
    'glyph.medium.com',
    'link.medium.com',
    'status.medium.com',
    'jobs.medium.com',
    'tools.medium.com',
  ],
  links: [
    { path: '/@{handle}' },
    {
      path:
        '/@{handle}/about|followers|following|lists|list|highlights|has-recommended|latest|' +
        'responses|subscribe|membership/**',
      says: 'part',
    },
    { path: '/@{handle}/*', says: 'post' },
    { path: '/u/{id}' },
    { path: '/', host: '{handle}.medium.com' },
    { path: '/about|followers|following', host: '{handle}.medium.com', says: 'part' },
    { path: '/{name}-{post}', host: '{handle}.medium.com', says: 'post' },
  ],
  page: {
    rows: 'article, [data-post-id], .postArticle, .streamItem',
    names:
      '[data-testid="authorName"], .postMetaInline-authorLockup, .infoCard, .postMetaInline--authorDateline, .pw-author-name, .hero-title',
    roles: [
      {
        within:
          '.markup--user, [class*="acknowledgments"], .section-content p, article section p, .graf, .pw-post-body-paragraph',
        role: 'mention',
      },
      {
        within:
          '[data-testid="authorName"], [data-testid="authorPhoto"], [rel="author"], [rel~="author"], .postMetaInline, .postMetaLockup, .infoCard, .metabar, .js-postMetaLockup',
        role: 'author',
      },
      {
        within: '.pw-responses, .responsesStreamWrapper, .responsesStream, [role="dialog"]',
        role: 'commenter',
      },
      { within: 'article', role: 'author' },
    ],
    ids: [{ select: 'a[data-user-id]', attribute: 'data-user-id' }],
    quiet: 'nav, footer, [role="tablist"]',
    head: '.pw-author-name, .hero-title',
    identities: ({ document }) => identitiesIn(document, 'username', 'userId', 'id'),
  },
};
