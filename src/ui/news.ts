import { isBefore } from '../lists/reader-repair.ts';

/** A release that changed something a person should know: what a badge says, what is kept, what is asked for. */
export interface News {
  /** `1.2.0` */
  readonly version: string;
  readonly lines: readonly string[];
}

/** Newest first. Most releases have nothing to say here. */
export const NEWS: readonly News[] = [];

/** What a person has not been told who had `before` until now: nothing where they had none. */
export function newsSince(before: string | undefined, news: readonly News[] = NEWS): News[] {
  if (before === undefined) return [];
  return news.filter(({ version }) => isBefore(before, version));
}
