import { dataWith, member } from './core/data.ts';
import type { Identity, PageView, Site } from './core/site.ts';

const BARE_HOSTS = 'vk.com|vk.ru|vkontakte.ru|vk.me';

/**
 * VK: today's React pages, the desktop and mobile pages before, captures of vkontakte.ru, and links
 * from anywhere. The signed number is the permanent id: `id1` is 1, `club1` is -1. Facts: PLATFORMS
 * section 15.
 */
export const vk: Site = {
  id: 'vk',
  name: 'VK',
  platform: 'vk',
  hosts: ['vk.com', 'vk.ru', 'vkvideo.ru'],
  linkHosts: ['vkontakte.ru', 'vk.me'],
  reserved:
    'join restore login feed im friends groups photos albums audios videos search settings ' +
    'help blog dev apps games about support terms privacy live jobs ads docs market fave ' +
    'people press products rules team mobile bookmarks edit gifts notes services reg faq ' +
    'safety data_protection clips stories music podcasts mail menu discover calls bugs ' +
    'stickers video audio clip',
  notHandles:
    /^(?:wall|photos?|videos?|clips?|albums?|topic|audios?|market|reviews|gifts|docs?|write|story|poll|tag|app|board|page|notes?|product|playlist|id|club|public|event|group)-?\d+(?:_\w*)?$/,
  links: [
    { path: '/id{id}' },
    { path: '/club{id}', as: '-{id}' },
    { path: '/public{id}', as: '-{id}' },
    { path: '/@{handle}' },
    { path: '/{handle}', host: BARE_HOSTS, query: { w: '*' }, says: 'part' },
    { path: '/{handle}', host: BARE_HOSTS },
    { path: '/group{id}', as: '-{id}' },
    { path: '/event{id}', as: '-{id}' },
    { path: '/id{id}_{name}' },
    { path: '/@{handle}-{name}', says: 'post' },
    { path: '/video/@{handle}' },
  ],
  page: {
    rows: '.post, .reply, .ReplyItem, .wall_item, [data-testid="post"], [data-testid^="wall_comments_comment"], [data-testid="comment"], .fans_fan_row, [data-testid="userrichcell"]',
    names: '.fw_post_author, .PostHeaderTitle, [data-testid="post-header-title"], h1, h2',
    roles: [
      {
        within:
          '.reply_to, .wall_reply_greeting, [data-testid="wall_comments_comment_in_thread"] [class*="ReplyTo"]',
        role: 'reply-to',
      },
      {
        within:
          'a.mem_link, a[mention_id], .mention_tt_wrap, .wall_post_text, .wall_reply_text, .reply_text > div, .pi_text, [class*="vkitPostText"], [data-testid="showmoretext"]',
        role: 'mention',
      },
      {
        within: '.copy_quote, .copy_post_header, [class*="CopyPost"], .published_by',
        role: 'quoted',
      },
      {
        within:
          '.reply, .ReplyItem, [data-testid^="wall_comments_comment"], [data-testid="comment"], [data-testid^="comment-"]',
        role: 'commenter',
      },
      {
        within:
          '.PostHeader, .post_header, .post_author, .fw_post_author, .wi_head, .wall_signed, .wall_signed_by, a.author, .post_image, [data-testid^="post-header"], [data-testid="post-footer-author"], [class*="vkitPostHeader"]',
        role: 'author',
      },
      {
        within:
          '.fans_fan_row, .people_row, .people_cell, .line_cell, .user_block, .friends_user_row, [data-testid="userrichcell"], [data-testid="grid-item"], [class*="vkitVirtualizedList"]',
        role: 'list-row',
      },
      { within: '.ProfileHeader, .ProfileInfo, .page_name, #page_info_wrap', role: 'profile' },
    ],
    ids: [
      { select: 'a[data-from-id]', attribute: 'data-from-id' },
      { select: 'a[mention_id]', attribute: 'mention_id' },
      { select: 'a[data-item-owner-id]', attribute: 'data-item-owner-id' },
      { select: '.fans_fan_row[data-id]', attribute: 'data-id', within: '.fans_fan_row' },
    ],
    quiet: '#side_bar, #page_header, #footer_wrap, #l_nav, [role="navigation"], [role="tablist"]',
    watched: ['data-post-id'],
    head: '#owner_page_name, .page_name, [class*="ProfileHeader"] h1, [class*="ProfileHeader"] h2, .ProfileInfo__main h1',
    identities,
  },
};

/** The page starts with the number and the address of the person or community it is about. */
function identities({ document }: PageView): Identity[] {
  const found: Identity[] = [];
  for (const key of ['loc', 'public_link', 'group_link']) {
    for (const data of dataWith(document, key)) {
      const community = member(data, 'public_id') ?? member(data, 'group_id');
      found.push({
        handle: member(data, key)?.replace(/^\//, '') ?? null,
        id: community === null ? member(data, 'user_id') : `-${community}`,
        created: null,
      });
    }
  }
  return found;
}
