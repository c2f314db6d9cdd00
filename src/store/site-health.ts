import { browser } from '@wxt-dev/browser';
import { z } from 'zod';

/** By reader, the day on which it last found rows and no names in them: `2026-11-25`. */
export type SiteHealth = Readonly<Record<string, string>>;

const KEY = 'site-health';
/** Longer ago it says nothing about today: nobody tells when a reader works again. */
const DAYS = 14;
const Stored = z.record(z.string().regex(/^[a-z0-9-]{1,64}$/), z.iso.date());

/** The readers that a redesign may have broken. What can't be read is nothing. */
export async function readSiteHealth(now = new Date()): Promise<SiteHealth> {
  const stored = Stored.safeParse((await browser.storage.local.get(KEY))[KEY]).data ?? {};
  const oldest = new Date(now.getTime() - DAYS * 86_400_000).toISOString().slice(0, 10);
  return Object.fromEntries(Object.entries(stored).filter(([, day]) => day >= oldest));
}

/** Notes that a reader finds no names today. */
export async function noteUnreadable(site: string, now: Date): Promise<void> {
  const today = now.toISOString().slice(0, 10);
  const before = await readSiteHealth(now);
  if (before[site] === today) return;
  await browser.storage.local.set({ [KEY]: { ...before, [site]: today } });
}

/** Forgets what was noted. */
export async function forgetSiteHealth(): Promise<void> {
  await browser.storage.local.remove(KEY);
}
