import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { platformName } from '../../src/accounts/platforms.ts';
import type { PageSummary } from '../../src/messaging/messages.ts';
import type { Place } from '../../src/readers/core/places.ts';
import { type ManagedPolicy, NO_POLICY } from '../../src/store/managed.ts';
import { pauseEnd } from '../../src/store/pause.ts';
import type { Settings } from '../../src/store/settings.ts';
import { plural, t } from '../../src/ui/language/message.ts';
import { Mark, Switch } from '../../src/ui/parts.tsx';
import { matchSymbol } from '../../src/ui/symbols.ts';
import { accountText, agoText, countsText, listAgeText } from '../../src/ui/wording.ts';
import type { PageState } from '../shared/active-page.ts';
import type { ListInUse } from '../shared/hooks.ts';
import { Keys } from '../shared/keys.tsx';
import { OwnPageLinks } from '../shared/own-pages.tsx';
import { PagePart } from '../shared/page-part.tsx';

export interface PopupProps {
  readonly page: PageState;
  readonly settings: Settings;
  /** What an organisation has set, and nobody can switch here. */
  readonly policy?: Pick<ManagedPolicy, 'sites' | 'settings'>;
  /** The mark of a journal that is on. */
  readonly recording?: ComponentChildren;
  /** Null while unknown. */
  readonly lists: readonly ListInUse[] | null;
  /** The keys set for our commands, by the command's name. */
  readonly keys: ReadonlyMap<string, string>;
  readonly now: number;
  /** The browser could not keep what was switched last. */
  readonly failed?: boolean;
  readonly onAllow: (place: Place) => void;
  /** Reads the page this once; rejects where that may not be. */
  readonly onCheck: (tabId: number) => Promise<void>;
  /** Null where the browser has no panel. */
  readonly onPanel: (() => void) | null;
  readonly onOptions: () => void;
  readonly onJump: (index: number) => void;
  readonly onPause: () => void;
  readonly onResume: () => void;
  readonly onSwitchAll: (on: boolean) => void;
  readonly onSwitchSite: (site: string, on: boolean) => void;
}

/** The page in the active tab at a glance, the switches, and the lists in use. */
export function PopupView(props: PopupProps) {
  const { page, settings, lists, policy = NO_POLICY } = props;
  const site = page.kind === 'read' ? page.summary.site : null;
  const siteName = page.kind === 'read' ? (page.summary.siteName ?? site) : null;
  const paused = pauseEnd(settings, props.now) !== null;
  const main = useRef<HTMLElement>(null);
  const pauseButton = useRef<HTMLButtonElement>(null);
  const isPressed = useRef(false);
  // The button that was pressed goes, and the one that takes it back comes.
  useLayoutEffect(() => {
    if (!isPressed.current) return;
    isPressed.current = false;
    if (paused) main.current?.querySelector('button')?.focus();
    else pauseButton.current?.focus();
  }, [paused]);
  return (
    <div class="view popup">
      <header class="masthead">
        <h1>{t('product')}</h1>
      </header>
      {props.recording}
      <main ref={main}>
        <PagePart
          {...props}
          onResume={() => {
            isPressed.current = true;
            props.onResume();
          }}
        >
          {(matches) => <Matches matches={matches} onJump={props.onJump} />}
        </PagePart>
        {props.onPanel !== null && (
          <div class="acts">
            <button type="button" class="button" onClick={props.onPanel}>
              {t('panel.open')}
            </button>
          </div>
        )}
      </main>
      <section class="switches" aria-label={t('popup.switches')}>
        {site !== null && siteName !== null && (
          <Switch
            on={settings.enabled && !settings.sitesOff.includes(site)}
            disabled={!settings.enabled || paused || site in policy.sites}
            onChange={(on) => props.onSwitchSite(site, on)}
          >
            {t('popup.switchSite', siteName)}
          </Switch>
        )}
        <Switch
          on={settings.enabled}
          disabled={'enabled' in policy.settings}
          onChange={props.onSwitchAll}
        >
          {t('popup.switchAll')}
        </Switch>
        {('enabled' in policy.settings || (site !== null && site in policy.sites)) && (
          <p class="quiet small">{t('options.locked')}</p>
        )}
        {settings.enabled && !paused && (
          <button
            type="button"
            class="link-button"
            ref={pauseButton}
            onClick={() => {
              isPressed.current = true;
              props.onPause();
            }}
          >
            {t('panel.pause')}
          </button>
        )}
        <p role="alert">{props.failed && t('options.notSaved')}</p>
      </section>
      {lists !== null && lists.length > 0 && <Lists lists={lists} now={props.now} />}
      <footer>
        <p class="caution">{t('caution')}</p>
        <nav aria-label={t('ownPage.links')}>
          <OwnPageLinks onOptions={props.onOptions} />
        </nav>
        <Keys keys={props.keys} />
      </footer>
    </div>
  );
}

/** The accounts found, each a button that leads to it. */
function Matches({ matches, onJump }: Pick<PageSummary, 'matches'> & Pick<PopupProps, 'onJump'>) {
  return (
    <ul class="matches" aria-label={t('popup.matches')}>
      {matches.map((match, index) => (
        <li key={`${match.platform} ${match.handle}`}>
          <button type="button" onClick={() => onJump(index)}>
            <Mark name={matchSymbol(match.status, match.evidence, match.disputed)} />
            <span class="what">
              <span class="line">
                <span class="who">
                  <bdi>{accountText(match.platform, match.handle)}</bdi>{' '}
                  <span class="on quiet">{platformName(match.platform)}</span>
                </span>
                <span class="quiet small">{plural('popup.places', match.places)}</span>
              </span>
              <span class="said">{match.label}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Lists({ lists, now }: { lists: readonly ListInUse[]; now: number }) {
  return (
    <section class="lists" aria-labelledby="lists">
      <h2 class="kicker" id="lists">
        {t('popup.lists')}
      </h2>
      <ul>
        {lists.map((list) => (
          <li key={list.id}>
            <bdi>{list.name}</bdi>
            <span class="quiet small">
              {listAgeText(list, now)}
              <br />
              {list.lookedAt !== null && (
                <>
                  {t('panel.lookedAt', agoText(list.lookedAt, now))}
                  <br />
                </>
              )}
              {countsText(list)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
