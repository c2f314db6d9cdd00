import type { Identity, PageView, Site } from './core/site.ts';

/** Telegram's public previews on t.me, its web clients, and links from anywhere. Facts: PLATFORMS section 11. */
export const telegram: Site = {
  id: 'telegram',
  name: 'Telegram',
  platform: 'telegram',
  hosts: ['t.me', 'telegram.me', 'telegram.dog', 'web.telegram.org'],
  linkHosts: ['*.t.me'],
  reserved:
    'c joinchat addstickers addemoji addtheme addlist share proxy socks login iv setlanguage bg ' +
    'invoice contact confirmphone giftcode boost nft m a k s z dl apps privacy faq blog tos ' +
    'joinlink stickers theme embed file js css img api press moderation support auction',
  links: [
    { path: '/s/{handle}/{post}', as: '{handle}', says: 'post' },
    { path: '/s/{handle}', as: '{handle}' },
    { path: '/boost/{handle}', as: '{handle}' },
    // A private channel's number; channels count below zero, people above.
    { path: '/c/{id}/**', as: '-{id}' },
    { path: '/{handle}/{post}/**', says: 'post' },
    { path: '/k|a|z', hash: '@{handle}' },
    { path: '/k|a|z', hash: '{id}' },
    { host: '{handle}.t.me', path: '/{post}/**', as: '{handle}', says: 'post' },
    { host: '{handle}.t.me', path: '/', as: '{handle}' },
    { host: 't.me|telegram.me|telegram.dog', path: '/{handle}' },
  ],
  page: {
    rows: '.tgme_widget_message, .bubble',
    names:
      '.tgme_widget_message_author, .tgme_widget_message_forwarded_from, .tgme_channel_info_header, .tgme_header_info',
    roles: [
      {
        within:
          '.tgme_widget_message_text, .tgme_channel_info_description, .tgme_page_description, a.mention, .text-entity-link',
        role: 'mention',
      },
      { within: '.tgme_widget_message_forwarded_from', role: 'quoted' },
      { within: '.tgme_widget_message_reply', role: 'reply-to' },
      { within: '.tgme_widget_message, .bubble', role: 'author' },
      { within: '.tgme_channel_info, .tgme_header, .tgme_page', role: 'profile' },
    ],
    attributes: [
      {
        select: '.tgme_widget_message[data-post]',
        attribute: 'data-post',
        pattern: /^(?<handle>\w+)\/\d+$/,
        role: 'author',
      },
      // The web client knows people and channels by number alone.
      {
        select: '.peer-title[data-peer-id]',
        attribute: 'data-peer-id',
        pattern: /^(?<id>-?\d+)$/,
        anchor: ':scope',
      },
    ],
    watched: ['data-peer-id'],
    quiet:
      '.tgme_widget_message_date, .tgme_widget_message_footer, .tgme_channel_info_counters, .tgme_page_action, .tgme_page_context_link_wrap',
    // Hashtags and "show more" lead to the channel's own page.
    skip: 'a[href^="?"]',
    postNames: '.tgme_widget_message_forwarded_from_name',
    // What is left of a name that is gone says: "If you have Telegram, you can contact @name".
    head: '.tgme_page_extra, .tgme_username_link',
    time: 'time[datetime]',
    identities: viewIds,
  },
};

/** The view counter of each message pairs its channel's name and number: base64 JSON whose `c` is the number. */
function viewIds({ document }: PageView): Identity[] {
  const messages = document.querySelectorAll('.tgme_widget_message[data-post][data-view]');
  return [...messages].map((message) => ({
    handle: message.getAttribute('data-post')?.split('/')[0] ?? null,
    id: channelOf(message.getAttribute('data-view') ?? ''),
    created: null,
  }));
}

function channelOf(view: string): string | null {
  try {
    return /"c":(-\d{5,20})\b/.exec(atob(view.replace(/-/g, '+').replace(/_/g, '/')))?.[1] ?? null;
  } catch {
    return null;
  }
}
