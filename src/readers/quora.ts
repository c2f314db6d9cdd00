import type { Site } from './core/site.ts';

/** Quora in every language, and links from anywhere. Spaces have hosts of their own and are no accounts. */
export const quora: Site = {
  id: 'quora',
  name: 'Quora',
  platform: 'quora',
  hosts: ['*.quora.com'],
  links: [
    { path: '/profile/{handle}' },
    { path: '/profile/{handle}/**', says: 'part' },
    { path: '/*/answer|answers/{handle}', says: 'post' },
    { path: '/*/*/answer|answers/{handle}', says: 'post' },
  ],
  page: {
    rows: '[class*="dom_annotate"], .AnswerBase, .Answer, .CommentBase',
    names: '[class*="spacing_log_answer_header"], .IdentityNameCredential, h1',
    roles: [
      {
        within:
          '[class*="spacing_log_answer_content"], [class*="spacing_log_question_text"], .ExpandedContent, .q-text > p',
        role: 'mention',
      },
      {
        within: '[class*="spacing_log_comment"], [class*="comment_"], .CommentBase',
        role: 'commenter',
      },
      {
        within: '[class*="spacing_log_answer_header"], .AnswerHeader, .feed_item_answer_user',
        role: 'author',
      },
      { within: '[class*="ProfileHeader"], h1', role: 'profile' },
    ],
    quiet: 'nav, [role="navigation"], [role="tablist"], a[href*="/answer/"], a[href*="/answers/"]',
    head: 'h1, [class*="ProfileNameAndSig"] span',
  },
};
