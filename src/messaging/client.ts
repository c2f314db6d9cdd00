import { browser } from '@wxt-dev/browser';
import type {
  CardAnswer,
  ListHistoryAnswer,
  ListPreviewFacts,
  ListsAnswer,
  LookupAnswer,
  Outcome,
  PageSummary,
  SubscriptionsAnswer,
  TabRequest,
} from './messages.ts';
import type { BackgroundRequest } from './requests.ts';

/** What comes back for each request to the background. */
export interface BackgroundAnswers {
  lookup: LookupAnswer;
  card: CardAnswer;
  'load-card': null;
  'repair-filters': null;
  'page-count': null;
  lists: ListsAnswer;
  subscriptions: SubscriptionsAnswer;
  'preview-list': Outcome<ListPreviewFacts>;
  'add-list': Outcome;
  'remove-list': Outcome;
  'switch-list': Outcome;
  'update-list': Outcome;
  'reorder-lists': Outcome;
  'list-history': ListHistoryAnswer;
  'step-back-list': Outcome<boolean>;
}

/** What comes back for each request to a tab. */
export interface TabAnswers {
  'page-summary': PageSummary;
  'show-match': boolean;
  'lists-changed': null;
}

/** Asks the background. Rejects when it refuses, or when this script outlived its extension. */
export async function askBackground<R extends BackgroundRequest>(
  request: R,
): Promise<BackgroundAnswers[R['type']]> {
  return browser.runtime.sendMessage(request);
}

/** Asks the page in a tab (its main frame). Rejects when nothing of ours runs there. */
export async function askTab<R extends TabRequest>(
  tabId: number,
  request: R,
): Promise<TabAnswers[R['type']]> {
  return browser.tabs.sendMessage(tabId, request, { frameId: 0 });
}
