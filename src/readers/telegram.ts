import type { Site } from './core/site.ts';

/** Telegram's public previews on t.me, its web clients, and links from anywhere. Facts: PLATFORMS section 11. */
export const telegram: Site = {
  id: 'telegram',
  name: 'Telegram',
  platform: 'telegram',
  hosts: ['t.me', 'telegram.me', 'telegram.dog', 'web.telegram.org'],
  reserved:
    'c joinchat addstickers addemoji addtheme addlist share proxy socks login iv setlanguage bg ' +
    'invoice contact confirmphone giftcode boost nft m a k s dl apps privacy faq blog tos joinlink ' +
    'setlanguage stickers theme s embed file js css img api press moderation support',
  links: [
    { path: '/s/{handle}/{post}', says: 'post' },
    { path: '/s/{handle}' },
    { path: '/boost/{handle}' },
    // A private channel's number; channels count below zero, people above.
    { path: '/c/{id}/**', as: '-{id}' },
    { path: '/{handle}/{post}/**', says: 'post' },
    { path: '/{handle}' },
    { path: '/k|a|z', hash: '@{handle}' },
  ],
  page: {
    rows: '.tgme_widget_message, .bubble',
    names:
      '.tgme_widget_message_author, .tgme_widget_message_forwarded_from, .tgme_channel_info_header, .tgme_header_info',
    roles: [
      { within: '.tgme_widget_message_text, a.mention', role: 'mention' },
      { within: '.tgme_widget_message_forwarded_from', role: 'quoted' },
      { within: '.tgme_widget_message_reply', role: 'reply-to' },
      { within: '.tgme_widget_message', role: 'author' },
      { within: '.tgme_channel_info, .tgme_header, .tgme_page', role: 'profile' },
    ],
    attributes: [
      {
        select: '.tgme_widget_message[data-post]',
        attribute: 'data-post',
        pattern: /^(?<handle>\w+)\/\d+$/,
        role: 'author',
      },
    ],
    quiet:
      '.tgme_widget_message_date, .tgme_widget_message_footer, .tgme_channel_info_counters, .tgme_page_action, .tgme_page_context_link_wrap',
    postNames: '.tgme_widget_message_forwarded_from_name',
    head: '.tgme_page_extra',
    time: 'time[datetime]',
    find: ({ document }, root) =>
      // The view counter's data pairs the channel's number with its messages; it is the page's own.
      root === document ? viewIds(document) : [],
  },
};

/** `data-view` is base64 JSON whose `c` is the channel's number. */
function viewIds(document: Document) {
  const names = [];
  for (const element of document.querySelectorAll('.tgme_widget_message[data-post][data-view]')) {
    const handle = element.getAttribute('data-post')?.split('/')[0] ?? null;
    const id = channelOf(element.getAttribute('data-view') ?? '');
    if (handle && id) names.push({ handle, id, element, anchor: null, role: 'author' as const });
  }
  return names;
}

function channelOf(view: string): string | null {
  try {
    return /"c":(-\d{5,20})\b/.exec(atob(view.replace(/-/g, '+').replace(/_/g, '/')))?.[1] ?? null;
  } catch {
    return null;
  }
}
