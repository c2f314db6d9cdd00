import { postedAt } from '../accounts/births.ts';
import { referenceKeys } from '../accounts/keys.ts';
import type { AccountReference } from '../accounts/reference.ts';
import { askUntilAnswered } from '../messaging/client.ts';
import { type JournalNote, MAX_JOURNAL_NOTES } from '../messaging/messages.ts';
import type { Occurrence } from '../readers/core/occurrence.ts';
import type { LinkedAccount, PageContext } from '../readers/core/page-context.ts';
import { readRecording } from '../store/recording.ts';
import type { Verdict } from './judge.ts';

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
  readonly #told = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #following: Promise<void> | null = null;

  constructor(messages: Messages) {
    this.#messages = messages;
  }

  /**
   * Resolves when it is known whether the journal is on; from then on calls `onStart` whenever it is switched on, so
   * that what the page shows already is told too.
   */
  follow(onStart: () => void): Promise<void> {
    this.#following ??= this.#follow(onStart);
    return this.#following;
  }

  /** Notes an account that is listed and has a badge; `occurrence` is null for the one that the address names. */
  note(
    page: PageContext,
    occurrence: Occurrence | null,
    reference: AccountReference,
    verdict: Verdict,
  ): void {
    if (this.#session === null) return;
    const { platform, handle, id, role } = reference;
    const { post, postedAt: posted } = postAround(page, occurrence, reference);
    const address = addressText(page.shown);
    const { level } = verdict.evidence;
    const told = `${platform} ${referenceKeys(reference)[0]} ${role} ${post ?? address} ${level}`;
    if (this.#told.has(told)) return;
    if (this.#told.size >= MAX_TOLD) this.#told.clear();
    this.#told.add(told);
    this.#pending.push({
      ...{ platform, handle, id, role, page: address, post, postedAt: posted },
      entries: verdict.weighed
        .filter(({ evidence }) => evidence.level === level)
        .map(({ found: { entry, list, disclosures }, evidence }) => ({
          ...{ list: list.id, handle: entry.handle, platformId: entry.platformId },
          ...{ evidence: evidence.level, reason: evidence.reason },
          disclosures: disclosures.map((disclosure) => disclosure.id),
        })),
    });
    if (this.#pending.length >= MAX_JOURNAL_NOTES) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), DELAY_MS);
  }

  async #follow(onStart: () => void): Promise<void> {
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
    await this.#take();
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

/** The post that a name stands in: its address and date, as far as the page tells. */
function postAround(
  page: PageContext,
  occurrence: Occurrence | null,
  reference: AccountReference,
): { post: string | null; postedAt: number | null } {
  // The time of a capture is not the post's.
  const dated = page.capturedAt === null ? reference.seenAt : null;
  if (occurrence === null) return { post: null, postedAt: dated };
  const { element, origin } = occurrence;
  const hooks = page.site?.page;
  const row = hooks?.rows === undefined ? null : element.closest(hooks.rows);
  const time = hooks?.time === undefined ? null : row?.querySelector(hooks.time);
  const links = row ? [...row.querySelectorAll('a[href]')] : [];
  const beside = time?.closest('a[href]');
  const link = [...(beside ? [beside] : []), ...links].find(
    (one) => page.accountOf(one)?.says === 'post',
  );
  const own = origin.kind === 'link' && origin.account.says === 'post' ? element : null;
  const leading = link ?? own;
  const account: LinkedAccount | null = leading ? page.accountOf(leading) : null;
  const byId = account?.post ? postedAt(account.site.platform, account.post) : null;
  const written = Date.parse(time?.getAttribute('datetime') ?? '');
  return {
    post: leading ? linkText(page, leading) : null,
    postedAt: Number.isNaN(written) ? (byId ?? dated) : written,
  };
}

function linkText(page: PageContext, link: Element): string | null {
  const href = link.getAttribute('href') ?? '';
  const base = page.document.baseURI;
  return URL.canParse(href, base) ? addressText(new URL(href, base)) : null;
}

/** Without what stands behind `#`: a place in the page, at most sites. */
function addressText({ origin, pathname, search }: URL): string {
  return `${origin}${pathname}${search}`.slice(0, MAX_ADDRESS);
}
