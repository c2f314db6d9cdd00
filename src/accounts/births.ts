import { normalId } from './ids.ts';
import type { PlatformId } from './platforms.ts';
import type { TimeSpan } from './time.ts';

const TWITTER_EPOCH = 1_288_834_974_657;
/** X numbered users one by one until February 2016; the clock of an older id would say 2010. */
const FIRST_X_USER_WITH_TIME = 690_000_000_000_000_000n;
/** X numbered posts one by one until 4 November 2010. */
const LAST_X_POST_WITHOUT_TIME = 30_000_000_000n;
/** Shorter ids of musical.ly and of LinkedIn's first years are no clocks: they read as the 1970s. */
const TIKTOK_BEGAN = Date.UTC(2014, 3);
const LINKEDIN_CLOCK_BEGAN = Date.UTC(2010, 0);
/** Bluesky's clients choose a record's time: an import dated before the network is none of it. */
const BLUESKY_BEGAN = Date.UTC(2022, 10);

const TID_DIGITS = '234567abcdefghijklmnopqrstuvwxyz';
const MEDIA_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const INSTAGRAM_EPOCH = 1_314_220_021_721;

/**
 * When an account was created, as far as its permanent id says: X users since February 2016, TikTok
 * users. Null for every other id.
 */
export function accountCreatedAt(platform: PlatformId, id: string): TimeSpan | null {
  const exact = normalId(platform, id);
  if (exact === null) return null;
  if (platform === 'x') {
    const number = BigInt(exact);
    if (number < FIRST_X_USER_WITH_TIME) return null;
    const at = snowflake(number);
    return { from: at, to: at };
  }
  if (platform === 'tiktok') {
    const from = tiktokSecond(BigInt(exact));
    return from === null ? null : { from, to: from + 999 };
  }
  return null;
}

/**
 * When a post was made (ms, Unix epoch, UTC), as far as its id says: X status, TikTok video, LinkedIn
 * activity, code of an Instagram or Threads post, Bluesky record key; else null. A Bluesky key is only
 * what the posting client claimed.
 */
export function postedAt(platform: PlatformId, postId: string): number | null {
  if (platform === 'bluesky') return bskyTime(postId);
  if (platform === 'instagram' || platform === 'threads') return mediaTime(postId);
  if (!/^[1-9]\d{0,18}$/.test(postId)) return null;
  const id = BigInt(postId);
  if (platform === 'x') return id > LAST_X_POST_WITHOUT_TIME ? snowflake(id) : null;
  if (platform === 'tiktok') return tiktokSecond(id);
  if (platform === 'linkedin') return notBefore(LINKEDIN_CLOCK_BEGAN, Number(id >> 22n));
  return null;
}

function snowflake(id: bigint): number {
  return Number(id >> 22n) + TWITTER_EPOCH;
}

function tiktokSecond(id: bigint): number | null {
  return notBefore(TIKTOK_BEGAN, Number(id >> 32n) * 1000);
}

/** A TID: 13 characters of base 32, of which all but the last 10 bits are microseconds. */
function bskyTime(key: string): number | null {
  if (!/^[2-7a-j][2-7a-z]{12}$/.test(key)) return null;
  let number = 0n;
  for (const digit of key) number = number * 32n + BigInt(TID_DIGITS.indexOf(digit));
  return notBefore(BLUESKY_BEGAN, Number((number >> 10n) / 1000n));
}

/** The code of a post is its id in base 64; of those shared with few, a longer secret follows. */
function mediaTime(code: string): number | null {
  if (!/^[\w-]{10,11}$/.test(code)) return null;
  let id = 0n;
  for (const digit of code) id = id * 64n + BigInt(MEDIA_DIGITS.indexOf(digit));
  return Number(id >> 23n) + INSTAGRAM_EPOCH;
}

function notBefore(start: number, time: number): number | null {
  return time < start ? null : time;
}
