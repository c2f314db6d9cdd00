import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ListFacts, PageSummary } from '../../src/messaging/messages.ts';
import type { Place } from '../../src/readers/core/places.ts';
import { pauseEnd } from '../../src/store/pause.ts';
import type { Settings } from '../../src/store/settings.ts';
import { plural, t } from '../../src/ui/language/message.ts';
import { popupWords } from '../../src/ui/wording.ts';
import { panelWords } from '../../src/ui/wording-panel.ts';
import type { NotReadPage, PageState } from './active-page.ts';
import { Say } from './own-page.tsx';

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
  /** The view stays open while a person reads the page: a count that goes up with each name is not read out. */
  readonly stays?: boolean;
  /** How this view shows what was found. */
  readonly children: (matches: PageSummary['matches']) => ComponentChildren;
}

/** What is to be said of the page in front, in every state, and below it what was found there. */
export function PagePart(props: PagePartProps) {
  const { page, settings, lists, children } = props;
  if (!settings.enabled) return <Say what={t('popup.off')} why={t('popup.offWhy')} />;
  const paused = pauseEnd(settings, props.now);
  if (paused !== null) {
    return (
      <>
        <Say what={panelWords.pausedUntil(paused)} why={t('panel.pausedWhy')} />
        <div class="acts">
          <button type="button" class="button" onClick={props.onResume}>
            {t('panel.resume')}
          </button>
        </div>
      </>
    );
  }
  switch (page.kind) {
    case 'asking':
      return <Say what={t('popup.loading')} />;
    case 'not-read':
      // What could not be done with one page says nothing of the next.
      return <NotRead key={`${page.tabId} ${page.address}`} {...props} page={page} />;
    case 'no-answer':
      return <Say what={t('popup.error')} why={t('popup.errorWhy')} />;
    case 'read':
      break;
  }
  const { site, siteName, looked, matches, hidden } = page.summary;
  if (site !== null && settings.sitesOff.includes(site)) {
    return <Say what={t('popup.siteOff', siteName ?? site)} why={t('popup.siteOffWhy')} />;
  }
  const off = page.summary.rules.find((rule) => rule.off);
  if (off) return <Say what={t('popup.ruledOff', siteName ?? '')} why={popupWords.rule(off)} />;
  if (page.summary.unreadable) {
    return <Say what={t('popup.unreadable')} why={t('popup.unreadableWhy')} />;
  }
  if (lists?.length === 0) return <Say what={t('catalogue.empty')} why={t('popup.noListsWhy')} />;
  if (matches.length === 0) {
    return (
      <>
        {hidden.length === 0 ? (
          <Say
            what={popupWords.nothingFound(looked)}
            why={t('popup.notListed')}
            silent={props.stays ?? false}
          />
        ) : (
          <Say what={t('hidden.noBadge')} why={plural('hidden.noBadgeWhy', hidden.length)} />
        )}
        <Repairs rules={page.summary.rules} />
      </>
    );
  }
  return (
    <>
      <p class="headline">{plural('popup.found', matches.length)}</p>
      <p class="quiet">{plural('popup.ofLooked', looked)}</p>
      {hidden.length > 0 && <p class="quiet small">{plural('hidden.more', hidden.length)}</p>}
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
  const { place, tabId, unnamed, looked = 0, matches = [], hidden = [] } = props.page;
  const [failed, setFailed] = useState(false);
  if (tabId === null || failed) {
    return <Say what={t('popup.notReadable')} why={t('popup.notReadableWhy')} />;
  }
  return (
    <>
      {unnamed ? (
        <Say what={t('panel.unnamed')} why={t('panel.unnamedWhy')} />
      ) : place === null ? (
        <Say what={t('popup.notRead')} why={t('popup.notReadWhy')} />
      ) : (
        <Say what={t('popup.notAllowed', place.name)} why={t('popup.notAllowedWhy')} />
      )}
      {!unnamed && (
        <>
          <div class="acts">
            {place !== null && (
              <button type="button" class="button" onClick={() => props.onAllow(place)}>
                {t('popup.allow', place.name)}
              </button>
            )}
            <button
              type="button"
              class="button"
              onClick={() => props.onCheck(tabId).catch(() => setFailed(true))}
            >
              {t('popup.check')}
            </button>
          </div>
          <p class="quiet small">{t('popup.checkWhy')}</p>
        </>
      )}
      {matches.length > 0 && (
        <>
          <p class="headline">{plural('popup.foundEmbedded', matches.length)}</p>
          <p class="quiet">{plural('popup.ofLookedEmbedded', looked)}</p>
          {hidden.length > 0 && <p class="quiet small">{plural('hidden.more', hidden.length)}</p>}
          {props.children(matches)}
        </>
      )}
      {matches.length === 0 && hidden.length > 0 && (
        <p class="quiet small">{plural('hidden.noBadgeWhy', hidden.length)}</p>
      )}
    </>
  );
}
