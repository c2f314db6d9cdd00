import { captureOf } from './archive.ts';

/** Where redirecting services keep the address they lead to: host, path (where it matters), query parameter. */
const REDIRECTORS: readonly (readonly [host: RegExp, path: RegExp, parameter: string])[] = [
  [/^lm?\.facebook\.com$/, /^\/(l\.php)?$/, 'u'],
  [/^(l\.(instagram|messenger|wl)\.co(m)?|l\.threads\.(com|net))$/, /^/, 'u'],
  [/^(www\.|m\.)?youtube\.com$/, /^\/redirect$/, 'q'],
  [/^(m\.|www\.)?vk\.(com|ru)$/, /^\/away\.php$/, 'to'],
  [/^www\.linkedin\.com$/, /^\/(redir\/redirect|safety\/go)/, 'url'],
  [/^t\.umblr\.com$/, /^\/redirect$/, 'z'],
  [/^out\.reddit\.com$/, /^/, 'url'],
  [/^go\.bsky\.app$/, /^\/redirect$/, 'u'],
  [/^www\.google\.[a-z.]{2,6}$/, /^\/url$/, 'q'],
  [/^www\.google\.[a-z.]{2,6}$/, /^\/url$/, 'url'],
  [/^www\.tiktok\.com$/, /^\/link\/v2$/, 'target'],
  [/^slack-redir\.net$/, /^\/link$/, 'url'],
];

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
  for (const [host, path, parameter] of REDIRECTORS) {
    if (host.test(url.hostname) && path.test(url.pathname)) {
      const target = url.searchParams.get(parameter);
      if (target) return /^https?:/i.test(target) ? target : `https://${target}`;
    }
  }
  return null;
}

/** URL.parse is newer than the browsers we support. */
export function parsed(text: string, base?: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null;
}
