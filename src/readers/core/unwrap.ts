import { captureOf } from './archive.ts';

interface Redirector {
  /** Which of the host's paths redirect; all of them when left out. */
  readonly path?: RegExp;
  /** Query parameters that may hold the address. */
  readonly parameters: readonly string[];
}

const ANY_PATH_U: Redirector = { parameters: ['u'] };
const VK: Redirector = { path: /^\/away\.php$/, parameters: ['to'] };
const GOOGLE: Redirector = { path: /^\/url$/, parameters: ['q', 'url'] };

/** Where redirecting services keep the address they lead to, by host (without `www.` and `m.`). */
const REDIRECTORS: ReadonlyMap<string, Redirector> = new Map([
  ['l.facebook.com', { path: /^\/(l\.php)?$/, parameters: ['u'] }],
  ['lm.facebook.com', { path: /^\/(l\.php)?$/, parameters: ['u'] }],
  ['l.instagram.com', ANY_PATH_U],
  ['l.messenger.com', ANY_PATH_U],
  ['l.wl.co', ANY_PATH_U],
  ['l.threads.com', ANY_PATH_U],
  ['l.threads.net', ANY_PATH_U],
  ['youtube.com', { path: /^\/redirect$/, parameters: ['q'] }],
  ['vk.com', VK],
  ['vk.ru', VK],
  ['linkedin.com', { path: /^\/(redir\/redirect|safety\/go)/, parameters: ['url'] }],
  ['t.umblr.com', { path: /^\/redirect$/, parameters: ['z'] }],
  ['out.reddit.com', { parameters: ['url'] }],
  ['go.bsky.app', { path: /^\/redirect$/, parameters: ['u'] }],
  ['tiktok.com', { path: /^\/link\/v2$/, parameters: ['target'] }],
  ['slack-redir.net', { path: /^\/link$/, parameters: ['url'] }],
]);

function redirectorAt(hostname: string): Redirector | undefined {
  const host = hostname.replace(/^(?:www|m)\./, '');
  return REDIRECTORS.get(host) ?? (/^google\.[a-z.]{2,6}$/.test(host) ? GOOGLE : undefined);
}

/** Wrappers around wrappers end here; deeper ones are not met in the wild. */
const MAX_DEPTH = 4;

export interface Unwrapped {
  readonly url: URL;
  /** Capture time of the innermost archive among the wrappers (ms, Unix epoch, UTC). */
  readonly capturedAt: number | null;
}

/**
 * The address behind redirectors and archives, or null for what is no web address. Short addresses
 * (t.co, bit.ly, youtu.be) can't be resolved without asking their service and stay as they are.
 */
export function unwrap(address: URL): Unwrapped | null {
  let url = address;
  let capturedAt: number | null = null;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
    const capture = captureOf(url);
    const inner = capture ? capture.original : redirectTarget(url);
    if (inner === null) break;
    const next = parsed(inner);
    if (next === null) return null;
    capturedAt = capture?.capturedAt ?? capturedAt;
    url = next;
  }
  return url.protocol === 'https:' || url.protocol === 'http:' ? { url, capturedAt } : null;
}

function redirectTarget(url: URL): string | null {
  if (url.hostname.endsWith('.translate.goog')) {
    // In translated pages `-` stands for a dot and `--` for a hyphen: x-com.translate.goog.
    const host = url.hostname
      .slice(0, -'.translate.goog'.length)
      .replace(/--|-/g, (mark) => (mark === '--' ? '-' : '.'));
    return `https://${host}${url.pathname}`;
  }
  if (url.hostname === 'href.li') return url.search.slice(1) || null;
  const redirector = redirectorAt(url.hostname);
  if (!redirector || redirector.path?.test(url.pathname) === false) return null;
  for (const parameter of redirector.parameters) {
    const target = url.searchParams.get(parameter);
    if (target) return /^https?:/i.test(target) ? target : `https://${target}`;
  }
  return null;
}

/** URL.parse is newer than the browsers we support, and asking URL.canParse first parses twice. */
export function parsed(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
