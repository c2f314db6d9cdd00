import type { LinkForm, Site } from './core/site.ts';

/**
 * LinkedIn: the classic markup, the new one with generated classes, public pages, and links from
 * anywhere. People, companies, schools and showcase pages have name spaces of their own. An address of
 * a post names its author without saying in which, so it names nobody. Facts: PLATFORMS section 14.
 */
export const linkedin: Site = {
  id: 'linkedin',
  name: 'LinkedIn',
  platform: 'linkedin',
  hosts: ['*.linkedin.com'],
  notHosts: [
    'business.linkedin.com',
    'learning.linkedin.com',
    'developer.linkedin.com',
    'engineering.linkedin.com',
    'help.linkedin.com',
    'legal.linkedin.com',
    'about.linkedin.com',
    'news.linkedin.com',
    'careers.linkedin.com',
  ],
  reserved: 'in/me in/edit company/setup company/home',
  links: [
    ...['in', 'company', 'school', 'showcase'].flatMap((space): LinkForm[] => [
      { path: `/${space}/{handle}`, as: `${space}/{handle}` },
      { path: `/${space}/{handle}/**`, as: `${space}/{handle}`, says: 'part' },
    ]),
    { path: '/mwlite|comm|m/in/{handle}', as: 'in/{handle}' },
    { path: '/profile/view', query: { id: '{id}' } },
  ],
  page: {
    rows: '.feed-shared-update-v2, article, [componentkey*="FeedType"], .entity-result, .reusable-search__result-container',
    names:
      '.update-components-actor, .update-components-actor__container, .feed-shared-actor, .comments-post-meta, .comments-comment-meta__container, .entity-result, h1',
    roles: [
      {
        within:
          'a[data-attribute-index], .update-components-text, .feed-shared-text, .feed-shared-inline-show-more-text, .comments-comment-item__main-content, .attributed-text-segment-list__content, [data-testid="expandable-text-box"]',
        role: 'mention',
      },
      {
        within:
          '.update-components-header, .feed-shared-header, [data-view-name^="feed-header-"], [data-test-id="social-actions__header"]',
        role: 'reposter',
      },
      {
        within:
          '.update-components-mini-update-v2, .feed-shared-update-v2__update-content-wrapper, .feed-shared-mini-update-v2, [data-test-id="feed-reshare-content"]',
        role: 'quoted',
      },
      {
        within:
          '.comments-comment-entity, .comments-comment-item, .comments-comments-list, section.comment, [data-view-name^="comment"]',
        role: 'commenter',
      },
      {
        within:
          '.update-components-actor, .feed-shared-actor, [data-view-name="feed-actor-image"], [data-view-name="feed-actor-image"] ~ a, [data-tracking-control-name*="feed-actor"], [data-test-id="main-feed-activity-card__entity-lockup"]',
        role: 'author',
      },
      {
        within:
          '.pv-browsemap-section, .entity-result, .reusable-search__result-container, .base-card, .base-main-card, .aside-profile-list, [role="listitem"]',
        role: 'list-row',
      },
      {
        within: '.pv-top-card, .top-card-layout, .pv-contact-info, .org-top-card',
        role: 'profile',
      },
    ],
    quiet:
      '.global-nav, nav, footer, [role="tablist"], .update-components-actor__image, .update-components-actor__avatar, [data-view-name="feed-actor-image"], .comments-comment-meta__image-link, .global-footer',
    watched: ['data-urn'],
    time: 'time[datetime]',
    head: '[class*="top-card"] h1, h1.text-heading-xlarge, a[href*="/overlay/"] h1',
  },
};
