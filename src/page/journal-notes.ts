import { postedAt } from '../accounts/births.ts';
import { referenceKeys } from '../accounts/keys.ts';
import type { AccountReference } from '../accounts/reference.ts';
import { askUntilAnswered } from '../messaging/client.ts';
import { type JournalNote, MAX_JOURNAL_NOTES, MAX_NOTED_ENTRIES } from '../messaging/messages.ts';
import { addressOf } from '../readers/core/address.ts';
import type { NamedAccount, Occurrence } from '../readers/core/occurrence.ts';
import type { PageContext } from '../readers/core/page-context.ts';
import { readRecording } from '../store/recording.ts';
import type { Verdict } from './judge.ts';
import { isShown } from './shown.ts';

// Part of what is brought to a page only when a list may have one of its names.

/** Notes of one moment go together. */
const DELAY_MS = 100;
/** What was told of this page; then the background tells what it has already. */
const MAX_TOLD = 5000;
const MAX_ADDRESS = 2000;

/** The browser's messages to scripts in pages. */
interface Messages {
  addListener(listener: (message: unknown) => undefined): void;
}

/** Tells the background which listed names this page shows, while the person has the journal on. */
export class JournalNotes {
  readonly #messages: Messages;
  #session: number | null = null;
  #pending: JournalNote[] = [];
  /** By account, role, place and evidence. */
  readonly #told = new Map<string, JournalNote>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #following: Promise<void> | null = null;
  #listening = false;

  constructor(messages: Messages) {
    this.#messages = messages;
  }

  /**
   * Resolves when it is known whether the journal is on; from then on calls `onStart` whenever it is switched on, so
   * that what the page shows already is told too.
   */
  follow(onStart: () => void): Promise<void> {
    this.#following ??= this.#follow(onStart).catch((error: unknown) => {
      // Whoever asks next tries again.
      this.#following = null;
      throw error;
    });
    return this.#following;
  }

  /**
   * Notes an account that is listed and has a badge, unless it stands on a screen that is kept and not shown;
   * `occurrence` is null for the one that the address names.
   */
  note(
    page: PageContext,
    occurrence: Occurrence | null,
    reference: AccountReference,
    verdict: Verdict,
  ): void {
    if (this.#session === null || (occurrence && !isShown(occurrence.element))) return;
    const { platform, handle, id, role } = reference;
    const { post, postedAt: posted } = postAround(page, occurrence, reference);
    const address = addressText(page.shown);
    if (address === null) return;
    const { level } = verdict.evidence;
    const told = `${accountOf(reference)} ${role} ${post ?? address} ${level}`;
    if (this.#told.has(told)) return;
    if (this.#told.size >= MAX_TOLD) this.#told.clear();
    const note: JournalNote = {
      ...{ platform, handle, id, role, page: address, post, postedAt: posted },
      entries: verdict.weighed
        .filter(({ evidence }) => evidence.level === level)
        .slice(0, MAX_NOTED_ENTRIES)
        .map(({ found: { entry, list, disclosures }, evidence }) => ({
          ...{ list: list.id, handle: entry.handle, platformId: entry.platformId },
          ...{ evidence: evidence.level, reason: evidence.reason },
          disclosures: disclosures.map((disclosure) => disclosure.id),
        })),
    };
    this.#told.set(told, note);
    this.#add(note);
  }

  /** Takes back what was noted of an account (`x @name`): the page shows by now that it is not the listed one. */
  takeBack(account: string): void {
    for (const [told, note] of this.#told) {
      if (accountOf(note) !== account) continue;
      this.#told.delete(told);
      this.#pending = this.#pending.filter((one) => one !== note);
      this.#add({ ...note, entries: [] });
    }
  }

  #add(note: JournalNote): void {
    this.#pending.push(note);
    if (this.#pending.length >= MAX_JOURNAL_NOTES) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), DELAY_MS);
  }

  async #follow(onStart: () => void): Promise<void> {
    if (!this.#listening) this.#listen(onStart);
    await this.#take();
  }

  #listen(onStart: () => void): void {
    this.#listening = true;
    this.#messages.addListener((message) => {
      if ((message as { type?: unknown } | null)?.type === 'journal-changed') {
        void this.#take().then((started) => {
          if (started) onStart();
        });
      }
      return undefined;
    });
    // A page that is left takes its last notes along.
    addEventListener('pagehide', () => this.#send());
  }

  /** True where another session, or one that was paused, is being recorded now. */
  async #take(): Promise<boolean> {
    const recording = await readRecording();
    const before = this.#session;
    this.#session = recording && !recording.paused ? recording.session : null;
    if (this.#session === before) return false;
    this.#pending = [];
    this.#told.clear();
    return this.#session !== null;
  }

  #send(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const notes = this.#pending;
    const session = this.#session;
    this.#pending = [];
    if (notes.length === 0 || session === null) return;
    void askUntilAnswered({ type: 'journal-note', session, notes }).catch(() => {});
  }
}

const accountOf = (named: NamedAccount): string => `${named.platform} ${referenceKeys(named)[0]}`;

/** Where and when a name was posted; null is what the page does not tell. */
interface Posted {
  readonly post: string | null;
  readonly postedAt: number | null;
}

/** The post that a name stands in; of a quoted author the quoted post, as far as the page tells of it. */
function postAround(
  page: PageContext,
  occurrence: Occurrence | null,
  reference: AccountReference,
): Posted {
  // The time of a capture is not the post's.
  const dated = page.capturedAt === null ? reference.seenAt : null;
  if (occurrence === null) return { post: null, postedAt: dated };
  const { element, origin } = occurrence;
  const { rows, time } = page.site?.page ?? {};
  const row = rows === undefined ? null : element.closest(rows);
  const isPost = (link: Element) => page.accountOf(link)?.says === 'post';
  const around = row && postIn(page, row, time, isPost);
  const own = origin.kind === 'link' && isPost(element) ? postedBy(page, element) : null;
  const post = around?.post ?? own?.post ?? null;
  if (reference.role !== 'quoted') {
    return { post, postedAt: around?.postedAt ?? own?.postedAt ?? dated };
  }
  const isTheirs = (link: Element) => {
    const account = page.accountOf(link);
    if (account?.says !== 'post') return false;
    return accountOf({ ...account, platform: account.site.platform }) === accountOf(reference);
  };
  const quote = row && time !== undefined ? quoteAround(element, row, time, isTheirs) : null;
  const quoted = row && postIn(page, quote ?? row, quote ? time : undefined, isTheirs);
  const theirs = isTheirs(element) ? own : null;
  return {
    // Where the quoted post has no address in the page, it is found by the post that quotes it.
    post: theirs?.post ?? quoted?.post ?? post,
    postedAt: quoted?.postedAt ?? theirs?.postedAt ?? null,
  };
}

/** The post in a part of a page: its date, else that in its address, and the link to it, best the one of its date. */
function postIn(
  page: PageContext,
  part: Element,
  time: string | undefined,
  isPost: (link: Element) => boolean,
): Posted {
  const date = time === undefined ? null : part.querySelector(time);
  const beside = date?.closest('a[href]');
  const link =
    beside && isPost(beside) ? beside : [...part.querySelectorAll('a[href]')].find(isPost);
  const linked = link && postedBy(page, link);
  const written = Date.parse(date?.getAttribute('datetime') ?? '');
  return { post: linked?.post ?? null, postedAt: written || (linked?.postedAt ?? null) };
}

/** What the address of a post says. */
function postedBy(page: PageContext, link: Element): Posted {
  const account = page.accountOf(link);
  const href = link.getAttribute('href') ?? '';
  const address = addressOf(page, href);
  return {
    post: address && addressText(address),
    postedAt: account?.post ? postedAt(account.site.platform, account.post) : null,
  };
}

/** A quoted post in a row: the most around its author that has the date of no other post in it. */
function quoteAround(
  author: Element,
  row: Element,
  time: string,
  isTheirs: (link: Element) => boolean,
): Element | null {
  let quote: Element | null = null;
  for (let box: Element | null = author; box; box = box.parentElement) {
    const [date, other] = box.querySelectorAll(time);
    if (other) break;
    const beside = date?.closest('a[href]');
    if (beside && !isTheirs(beside)) break;
    // Some sites have a quoted post as a row of its own; else what is dated there is the post that quotes.
    if (date && (box !== row || beside)) quote = box;
    if (box === row) break;
  }
  return quote;
}

/** Null where it leads to no page. Without a password, and what stands behind `#`: a place in the page, at most sites. */
function addressText(address: URL): string | null {
  if (!/^(?:https?|file):$/.test(address.protocol)) return null;
  return address.href.replace(/#.*|(?<=^\w+:\/\/)[^/]*@/gs, '').slice(0, MAX_ADDRESS);
}
