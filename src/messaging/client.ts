import { browser } from '@wxt-dev/browser';
import type {
  CardAnswer,
  CatalogueAnswer,
  CitedListsAnswer,
  DisclosureNamesAnswer,
  JournalState,
  ListHistoryAnswer,
  ListPreviewFacts,
  ListsAnswer,
  LookupAnswer,
  Outcome,
  OwnOutcome,
  PageSummary,
  SubscriptionsAnswer,
  TabRequest,
} from './messages.ts';
import type { BackgroundRequest } from './requests.ts';

/** What comes back for each request to the background. */
export interface BackgroundAnswers {
  lookup: LookupAnswer;
  card: CardAnswer;
  'load-part': null;
  'load-sites': null;
  'repair-filters': null;
  'page-count': null;
  'site-unreadable': null;
  lists: ListsAnswer;
  subscriptions: SubscriptionsAnswer;
  'preview-list': Outcome<ListPreviewFacts>;
  'add-list': Outcome;
  'add-own-list': OwnOutcome;
  'remove-list': Outcome;
  'switch-list': Outcome;
  'allow-reader-rules': Outcome;
  'update-list': Outcome;
  'reorder-lists': Outcome;
  'list-history': ListHistoryAnswer;
  'step-back-list': Outcome<boolean>;
  'cited-lists': CitedListsAnswer;
  catalogue: CatalogueAnswer;
  'disclosure-names': DisclosureNamesAnswer;
  'open-disclosure': null;
  wipe: Outcome;
  'journal-note': null;
  journal: JournalState;
  'journal-act': Outcome;
}

/** What comes back for each request to a tab. */
export interface TabAnswers {
  'page-summary': PageSummary;
  /** One number for each account, the same in each frame. */
  'page-looked': readonly number[];
  /** Whether there was a badge to go to. */
  'show-match': boolean;
  'lists-changed': null;
  'journal-changed': null;
  'badges-in-frames': null;
}

/** Asks the background. Rejects when it refuses, or when this script outlived its extension. */
export async function askBackground<R extends BackgroundRequest>(
  request: R,
): Promise<BackgroundAnswers[R['type']]> {
  return browser.runtime.sendMessage(request);
}

/** How long a question may go unanswered: a whole list may have to be brought in first. */
const PATIENCE_MS = 15_000;
/** Pauses before asking again. */
const PAUSES_MS = [100, 400, 1600];

/**
 * Asks what can be asked twice, and asks again when no answer comes: browsers end a background whenever
 * they like, also over a question, and what it would have said is then lost. Rejects when it stays
 * silent, and at once when this script outlived its extension.
 *
 * @param patienceMs How long an answer may take, each time it is asked for.
 */
export async function askUntilAnswered<
  R extends Extract<
    BackgroundRequest,
    {
      type:
        | 'lookup'
        | 'cited-lists'
        | 'catalogue'
        | 'disclosure-names'
        | 'card'
        | 'load-part'
        | 'load-sites'
        | 'repair-filters'
        | 'journal-note'
        | 'add-own-list';
    }
  >,
>(request: R, patienceMs = PATIENCE_MS): Promise<BackgroundAnswers[R['type']]> {
  for (const pause of PAUSES_MS) {
    try {
      return await answered(request, patienceMs);
    } catch (error) {
      if (!browser.runtime?.id) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return answered(request, patienceMs);
}

async function answered<R extends BackgroundRequest>(
  request: R,
  patienceMs: number,
): Promise<BackgroundAnswers[R['type']]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The background is silent.')), patienceMs);
  });
  try {
    const answer = await Promise.race([askBackground(request), silence]);
    // Every answer is something; a background that ends in mid-answer leaves nothing.
    if (answer === undefined) throw new Error('The background did not answer.');
    return answer;
  } finally {
    clearTimeout(timer);
  }
}

/** Asks the page in a tab, or one of its frames. Rejects when nothing of ours runs there. */
export async function askTab<R extends TabRequest>(
  tabId: number,
  request: R,
  frameId = 0,
): Promise<TabAnswers[R['type']]> {
  return browser.tabs.sendMessage(tabId, request, { frameId });
}
