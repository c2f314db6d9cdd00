import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ListFacts, PageSummary } from '../../src/messaging/messages.ts';
import type { Spot } from '../../src/page/frames.ts';
import type { Place } from '../../src/readers/core/places.ts';
import type { Settings } from '../../src/store/settings.ts';
import { Mark, Switch } from '../../src/ui/parts.tsx';
import { matchSymbol } from '../../src/ui/symbols.ts';
import { accountText, CAUTION, listAgeText, popupWords } from '../../src/ui/wording.ts';
import { hiddenWords } from '../../src/ui/wording-hidden.ts';
import { researchWords } from '../../src/ui/wording-research.ts';

/** What is known of the page in the active tab. */
export type PageState =
  | { readonly kind: 'asking' }
  | NotReadPage
  | { readonly kind: 'no-answer' }
  /** With what its frames have; `spots` says where each match stands. */
  | { readonly kind: 'read'; readonly summary: PageSummary; readonly spots?: readonly Spot[] };

/** Nothing of ours runs there, but perhaps in posts embedded in it. `tabId` is null where nothing could. */
export interface NotReadPage {
  readonly kind: 'not-read';
  readonly place: Place | null;
  readonly tabId: number | null;
  readonly matches?: PageSummary['matches'];
  readonly spots?: readonly Spot[];
}

export interface PopupProps {
  readonly page: PageState;
  readonly settings: Settings;
  /** Null while unknown. */
  readonly lists: readonly ListFacts[] | null;
  readonly now: number;
  readonly onAllow: (place: Place) => void;
  /** Reads the page this once; rejects where that may not be. */
  readonly onCheck: (tabId: number) => Promise<void>;
  readonly onOptions: () => void;
  readonly onJump: (index: number) => void;
  readonly onSwitchAll: (on: boolean) => void;
  readonly onSwitchSite: (site: string, on: boolean) => void;
}

/** The page in the active tab at a glance, the switches, and the lists in use. */
export function PopupView(props: PopupProps) {
  const { page, settings, lists } = props;
  const site = page.kind === 'read' ? page.summary.site : null;
  const siteName = page.kind === 'read' ? (page.summary.siteName ?? site) : null;
  return (
    <div class="view popup">
      <header class="masthead">
        <h1>{popupWords.product}</h1>
      </header>
      <main>
        <Page {...props} />
      </main>
      <section class="switches" aria-label={popupWords.switches}>
        {site !== null && siteName !== null && (
          <Switch
            on={settings.enabled && !settings.sitesOff.includes(site)}
            disabled={!settings.enabled}
            onChange={(on) => props.onSwitchSite(site, on)}
          >
            {popupWords.switchSite(siteName)}
          </Switch>
        )}
        <Switch on={settings.enabled} onChange={props.onSwitchAll}>
          {popupWords.switchAll}
        </Switch>
      </section>
      {lists !== null && lists.length > 0 && <Lists lists={lists} now={props.now} />}
      <footer>
        <p class="caution">{CAUTION}</p>
        <a href="/research.html" target="_blank" rel="noopener">
          {researchWords.open}
        </a>
        <button type="button" class="button" onClick={props.onOptions}>
          {popupWords.options}
        </button>
      </footer>
    </div>
  );
}

function Page({ page, settings, lists, onAllow, onCheck, onJump }: PopupProps) {
  if (!settings.enabled) return <Say what={popupWords.off} why={popupWords.offWhy} />;
  switch (page.kind) {
    case 'asking':
      return <Say what={popupWords.loading} />;
    case 'not-read':
      return <NotRead page={page} onAllow={onAllow} onCheck={onCheck} onJump={onJump} />;
    case 'no-answer':
      return <Say what={popupWords.error} why={popupWords.errorWhy} />;
    case 'read':
      break;
  }
  const { site, siteName, looked, matches, hidden } = page.summary;
  if (site !== null && settings.sitesOff.includes(site)) {
    return <Say what={popupWords.siteOff(siteName ?? site)} why={popupWords.siteOffWhy} />;
  }
  const off = page.summary.rules.find((rule) => rule.off);
  if (off) return <Say what={popupWords.ruledOff(siteName ?? '')} why={popupWords.rule(off)} />;
  if (page.summary.unreadable) {
    return <Say what={popupWords.unreadable} why={popupWords.unreadableWhy} />;
  }
  if (lists?.length === 0) return <Say what={popupWords.noLists} why={popupWords.noListsWhy} />;
  if (matches.length === 0) {
    return (
      <>
        {hidden.length === 0 ? (
          <Say what={popupWords.nothingFound(looked)} why={popupWords.notListed} />
        ) : (
          <Say what={hiddenWords.noBadge} why={hiddenWords.noBadgeWhy(hidden.length)} />
        )}
        <Repairs rules={page.summary.rules} />
      </>
    );
  }
  return (
    <>
      <p class="headline">{popupWords.found(matches.length)}</p>
      <p class="quiet">{popupWords.ofLooked(looked)}</p>
      {hidden.length > 0 && <p class="quiet small">{hiddenWords.more(hidden.length)}</p>}
      <Repairs rules={page.summary.rules} />
      <Matches matches={matches} onJump={onJump} />
    </>
  );
}

/** The accounts found, each a button that leads to it. */
function Matches({ matches, onJump }: Pick<PageSummary, 'matches'> & Pick<PopupProps, 'onJump'>) {
  return (
    <ul class="matches" aria-label={popupWords.matches}>
      {matches.map((match, index) => (
        <li key={`${match.platform} ${match.handle}`}>
          <button type="button" onClick={() => onJump(index)}>
            <Mark name={matchSymbol(match.status, match.evidence, match.disputes > 0)} />
            <span class="what">
              <span class="line">
                <span class="who">
                  <bdi>{accountText(match.platform, match.handle)}</bdi>{' '}
                  <span class="on quiet">{popupWords.platform(match.platform)}</span>
                </span>
                <span class="quiet small">{popupWords.places(match.places)}</span>
              </span>
              <span class="said">{match.label}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What a list changed about how this page is read. */
function Repairs({ rules }: { rules: PageSummary['rules'] }) {
  return (
    <>
      {rules.map((rule) => (
        <p class="quiet small" key={`${rule.list} ${rule.reason}`}>
          {popupWords.rule(rule)}
        </p>
      ))}
    </>
  );
}

interface NotReadProps {
  readonly page: Extract<PageState, { kind: 'not-read' }>;
  readonly onAllow: (place: Place) => void;
  readonly onCheck: (tabId: number) => Promise<void>;
  readonly onJump: (index: number) => void;
}

/** A page that is not read, and what a person can do about it. */
function NotRead({ page: { place, tabId, matches = [] }, onAllow, onCheck, onJump }: NotReadProps) {
  const [failed, setFailed] = useState(false);
  if (tabId === null || failed) {
    return <Say what={popupWords.notReadable} why={popupWords.notReadableWhy} />;
  }
  return (
    <>
      {place === null ? (
        <Say what={popupWords.notRead} why={popupWords.notReadWhy} />
      ) : (
        <Say what={popupWords.notAllowed(place.name)} why={popupWords.notAllowedWhy} />
      )}
      <div class="acts">
        {place !== null && (
          <button type="button" class="button" onClick={() => onAllow(place)}>
            {popupWords.allow(place.name)}
          </button>
        )}
        <button
          type="button"
          class="button"
          onClick={() => onCheck(tabId).catch(() => setFailed(true))}
        >
          {popupWords.check}
        </button>
      </div>
      <p class="quiet small">{popupWords.checkWhy}</p>
      {matches.length > 0 && (
        <>
          <p class="headline">{popupWords.foundEmbedded(matches.length)}</p>
          <Matches matches={matches} onJump={onJump} />
        </>
      )}
    </>
  );
}

function Say({ what, why }: { what: ComponentChildren; why?: ComponentChildren }) {
  return (
    <>
      <p class="headline">{what}</p>
      {why !== undefined && <p class="quiet">{why}</p>}
    </>
  );
}

function Lists({ lists, now }: { lists: readonly ListFacts[]; now: number }) {
  return (
    <section class="lists" aria-labelledby="lists">
      <h2 class="kicker" id="lists">
        {popupWords.lists}
      </h2>
      <ul>
        {lists.map((list) => (
          <li key={list.id}>
            <bdi>{list.name}</bdi>
            <span class="quiet small">
              {listAgeText(list, now)}
              <br />
              {popupWords.listCounts(list)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
