import { dataWith, member } from './core/data.ts';
import type { Identity, PageView, Site } from './core/site.ts';

/** TikTok's web pages and links from anywhere. Facts: PLATFORMS section 8. */
export const tiktok: Site = {
  id: 'tiktok',
  name: 'TikTok',
  platform: 'tiktok',
  onInstall: true,
  hosts: ['tiktok.com'],
  linkHosts: ['vxtiktok.com', 'tnktok.com', 'tfxktok.com'],
  links: [
    { path: '/@{handle}' },
    { path: '/@{handle}/video|photo/{post}', says: 'post' },
    { path: '/@{handle}/live|playlist|collection/**', says: 'part' },
    { path: '/embed/@{handle}' },
    { path: '/share/user/{id}' },
  ],
  page: {
    rows: '[class*="DivCommentItemWrapper"], [class*="DivCommentObjectWrapper"], [class*="DivCommentItemContainer"], [data-e2e="recommend-list-item-container"], article',
    names:
      '[class*="DivUserIdentifierWrapper"], [class*="DivShareTitleContainer"], [data-e2e^="comment-username"], [data-e2e="recommend-card"], [data-e2e="search-user-container"]',
    roles: [
      {
        within:
          '[data-e2e^="comment-level"], [data-e2e="browse-video-desc"], [data-e2e="video-desc"], [data-e2e="new-desc-span"], [data-e2e="search-card-video-caption"], [data-e2e="user-bio"]',
        role: 'mention',
      },
      {
        within:
          '[data-e2e^="comment-"], [class*="DivCommentItemWrapper"], [class*="DivCommentObjectWrapper"], [class*="DivCommentItemContainer"]',
        role: 'commenter',
      },
      {
        within:
          '[data-e2e^="browse-user"], [data-e2e^="video-author"], [data-e2e="recommend-list-item-container"], [data-e2e="video-user-name"], article',
        role: 'author',
      },
      {
        within:
          '[class*="DivCardContainer"], [data-e2e="recommend-card"], [data-e2e="follow-info-popup"], [data-e2e^="search-user"], [data-e2e^="suggest-"]',
        role: 'list-row',
      },
      { within: '[data-e2e="user-page"]', role: 'profile' },
    ],
    quiet: '[data-e2e^="nav-"], [data-e2e="profile-icon"], a[href*="/video/"], a[href*="/photo/"]',
    head: '[data-e2e="user-title"], [data-e2e="user-subtitle"]',
    identities,
  },
};

/** The page's data has name, id and time of creation of the profile shown or the video's author. */
function identities({ document }: PageView): Identity[] {
  return [...dataWith(document, 'uniqueId')].map((data) => {
    const from = Number(member(data, 'createTime')) * 1000;
    return {
      handle: member(data, 'uniqueId'),
      id: member(data, 'id'),
      created: from > 0 ? { from, to: from + 999 } : null,
    };
  });
}
