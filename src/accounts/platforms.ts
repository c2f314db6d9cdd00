/** Where accounts live. The order is the order in which a person is shown them. */
export const PLATFORM_IDS = [
  'x',
  'facebook',
  'instagram',
  'threads',
  'youtube',
  'reddit',
  'tiktok',
  'telegram',
  'tumblr',
  'medium',
  'bluesky',
  'mastodon',
  'linkedin',
  'vk',
  'quora',
  'vimeo',
] as const;

export type PlatformId = (typeof PLATFORM_IDS)[number];

const NAMES: Readonly<Record<PlatformId, string>> = {
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  threads: 'Threads',
  youtube: 'YouTube',
  reddit: 'Reddit',
  tiktok: 'TikTok',
  telegram: 'Telegram',
  tumblr: 'Tumblr',
  medium: 'Medium',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  linkedin: 'LinkedIn',
  vk: 'VK',
  quora: 'Quora',
  vimeo: 'Vimeo',
};

/** The name a person knows a platform by: `platformName('x')` is `X`. */
export function platformName(platform: PlatformId): string {
  return NAMES[platform];
}
