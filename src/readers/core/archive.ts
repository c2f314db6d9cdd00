/** An archive's own address, taken apart. */
export interface Capture {
  /** By the software: other archives that run the Wayback Machine's kind count as one. */
  readonly archive: 'wayback' | 'archivetoday';
  /** The archived page's address, as far as the archive's address tells it; null for opaque short ones. */
  readonly original: string | null;
  /** Time of the capture in ms (Unix epoch, UTC), or null where the address does not tell. */
  readonly capturedAt: number | null;
  /** Whether links in the page were left as they were (`id_` captures). */
  readonly raw: boolean;
}

const WAYBACK_HOST = /^(?:(?:web|web-beta|wayback)\.)?archive\.org$/;
// A capture, the calendar of all captures (2019*), or the newest one.
const WAYBACK_PATH = /^\/web\/(?:(\d{1,14})([a-z]{2}_)?\/|\d*\*\/|(?=https?:))(.+)$/s;
// Other archives that run such software put a collection's name before the timestamp.
const PYWB_HOST =
  /^(?:arquivo\.pt|wayback\.archive-it\.org|webarchive\.(?:nationalarchives\.gov\.uk|loc\.gov))$/;
const PYWB_PATH = /^(?:\/[\w-]+){0,2}\/(\d{14})([a-z]{2}_)?\/(.+)$/s;
const TODAY_HOST = /^(?:www\.)?archive\.(?:today|is|ph|li|vn|fo|md)$/;
// /20190131120000/https://…, /2019.01.31-120000/https://…, /o/AbCdE/https://…, /newest/https://…
const TODAY_PATH = /^\/(?:([\d.-]{14,20})|o\/[A-Za-z0-9]{4,6}|newest|oldest)\/(.+)$/s;

/** The capture an address shows, or null when it is no archive's. Both archives: PLATFORMS, Wayback and archive.today. */
export function captureOf(url: URL): Capture | null {
  const host = url.hostname;
  const wayback = WAYBACK_HOST.test(host) ? WAYBACK_PATH : PYWB_HOST.test(host) ? PYWB_PATH : null;
  if (wayback) {
    const match = wayback.exec(url.pathname);
    if (!match) return null;
    return {
      archive: 'wayback',
      original: withScheme((match[3] ?? '') + url.search + url.hash),
      capturedAt: match[1] === undefined ? null : timestamp(match[1]),
      raw: match[2] === 'id_',
    };
  }
  if (TODAY_HOST.test(host)) {
    const match = TODAY_PATH.exec(url.pathname);
    const direct = match === null && /^\/https?:/.test(url.pathname);
    return {
      archive: 'archivetoday',
      original: match
        ? withScheme((match[2] ?? '') + url.search + url.hash)
        : direct
          ? withScheme(url.pathname.slice(1) + url.search + url.hash)
          : null,
      capturedAt: match?.[1] === undefined ? null : timestamp(match[1].replace(/\D/g, '')),
      raw: false,
    };
  }
  return null;
}

/** Whether an element is the archive's own and not part of what it captured: toolbars, heads, share buttons. */
export function isArchivesOwn(capture: Capture, element: Element): boolean {
  return capture.archive === 'wayback'
    ? element.closest('#wm-ipp-base, #wm-ipp, #donato') !== null
    : element.closest('#CONTENT') === null;
}

/** `twitter.com/x`, `http:/twitter.com/x` and `http%3A//…` are all met in archive addresses. */
function withScheme(text: string): string {
  const decoded = /^https?%3a/i.test(text) ? safelyDecoded(text) : text;
  const match = /^(https?):\/*(.*)$/is.exec(decoded);
  return match ? `${match[1]?.toLowerCase()}://${match[2]}` : `http://${decoded}`;
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The first moment a timestamp `YYYYMMDDhhmmss` (or its beginning, from the day on) stands for.
 * Shorter ones redirect to some capture of that year or month and date nothing.
 */
function timestamp(digits: string): number | null {
  if (digits.length < 8) return null;
  const part = (from: number, to: number, otherwise: number) =>
    digits.length >= to ? Number(digits.slice(from, to)) : otherwise;
  const [year, month, day] = [part(0, 4, 0), part(4, 6, 1), part(6, 8, 1)];
  const time = Date.UTC(year, month - 1, day, part(8, 10, 0), part(10, 12, 0), part(12, 14, 0));
  const date = new Date(time);
  // Archives began in 1996; "20199999" and the like are no dates.
  if (year < 1996 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return time;
}
