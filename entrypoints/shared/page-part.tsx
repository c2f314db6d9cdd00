import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ListFacts, PageSummary } from '../../src/messaging/messages.ts';
import type { Place } from '../../src/readers/core/places.ts';
import { pauseEnd } from '../../src/store/pause.ts';
import type { Settings } from '../../src/store/settings.ts';
import { popupWords } from '../../src/ui/wording.ts';
import { hiddenWords } from '../../src/ui/wording-hidden.ts';
import { panelWords } from '../../src/ui/wording-panel.ts';
import type { NotReadPage, PageState } from './active-page.ts';

export interface PagePartProps {
  readonly page: PageState;
  readonly settings: Settings;
  /** Null while unknown. */
  readonly lists: readonly ListFacts[] | null;
  readonly now: number;
  readonly onAllow: (place: Place) => void;
  /** Reads the page this once; rejects where that may not be. */
  readonly onCheck: (tabId: number) => Promise<void>;
  /** Ends a pause. */
  readonly onResume: () => void;
  /** How this view shows what was found. */
  readonly children: (matches: PageSummary['matches']) => ComponentChildren;
}

/** What is to be said of the page in front, in every state, and below it what was found there. */
export function PagePart(props: PagePartProps) {
  const { page, settings, lists, children } = props;
  if (!settings.enabled) return <Say what={popupWords.off} why={popupWords.offWhy} />;
  const paused = pauseEnd(settings, props.now);
  if (paused !== null) {
    return (
      <>
        <Say what={panelWords.pausedUntil(paused)} why={panelWords.pausedWhy} />
        <div class="acts">
          <button type="button" class="button" onClick={props.onResume}>
            {panelWords.resume}
          </button>
        </div>
      </>
    );
  }
  switch (page.kind) {
    case 'asking':
      return <Say what={popupWords.loading} />;
    case 'not-read':
      return <NotRead {...props} page={page} />;
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
      {children(matches)}
    </>
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

/** A page that is not read, and what a person can do about it. */
function NotRead(props: PagePartProps & { readonly page: NotReadPage }) {
  const { place, tabId, unnamed, matches = [] } = props.page;
  const [failed, setFailed] = useState(false);
  if (tabId === null || failed) {
    return <Say what={popupWords.notReadable} why={popupWords.notReadableWhy} />;
  }
  return (
    <>
      {unnamed ? (
        <Say what={panelWords.unnamed} why={panelWords.unnamedWhy} />
      ) : place === null ? (
        <Say what={popupWords.notRead} why={popupWords.notReadWhy} />
      ) : (
        <Say what={popupWords.notAllowed(place.name)} why={popupWords.notAllowedWhy} />
      )}
      {!unnamed && (
        <>
          <div class="acts">
            {place !== null && (
              <button type="button" class="button" onClick={() => props.onAllow(place)}>
                {popupWords.allow(place.name)}
              </button>
            )}
            <button
              type="button"
              class="button"
              onClick={() => props.onCheck(tabId).catch(() => setFailed(true))}
            >
              {popupWords.check}
            </button>
          </div>
          <p class="quiet small">{popupWords.checkWhy}</p>
        </>
      )}
      {matches.length > 0 && (
        <>
          <p class="headline">{popupWords.foundEmbedded(matches.length)}</p>
          {props.children(matches)}
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
