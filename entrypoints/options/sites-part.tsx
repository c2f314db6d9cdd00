import { useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { originOfHost, PLACES, type Place, placeOf } from '../../src/readers/core/places.ts';
import { changeSettings, switchSite } from '../../src/store/settings.ts';
import { t } from '../../src/ui/language/message.ts';
import { Switch } from '../../src/ui/parts.tsx';
import { dateText } from '../../src/ui/wording.ts';
import { siteWords } from '../../src/ui/wording-sites.ts';
import { ActButton } from './act-button.tsx';
import { LockedNote, NotSaved, SettingSwitch } from './setting-parts.tsx';
import { isAllowed, offeredHosts, ownHosts, type SitesState, useSites } from './use-sites.ts';

/** Which sites are read, what was allowed for it, and how their readers are doing. */
export function SitesPart() {
  const state = useSites();
  const [failed, setFailed] = useState(false);
  if (state === null) return null;
  const keep = (changing: Promise<unknown>) =>
    void changing.then(
      () => setFailed(false),
      () => setFailed(true),
    );
  return (
    <>
      <p class="quiet">{t('sites.intro')}</p>
      <ul class="list-items">
        <SettingSwitch
          on={state.settings.enabled}
          locked={'enabled' in state.policy.settings}
          onChange={(enabled) => keep(changeSettings((old) => ({ ...old, enabled })))}
        >
          {t('popup.switchAll')}
        </SettingSwitch>
      </ul>
      <ul class="list-items">
        {PLACES.map((place) => (
          <SiteRow
            key={place.id}
            place={place}
            state={state}
            onSwitch={(on) => keep(switchSite(place.id, on))}
          />
        ))}
      </ul>
      <NotSaved failed={failed} />
      <OtherHosts state={state} />
    </>
  );
}

function SiteRow(props: { place: Place; state: SitesState; onSwitch: (on: boolean) => void }) {
  const { place, state } = props;
  const { id, name, origins, onInstall } = place;
  const allowed = isAllowed(origins, state.origins);
  const unreadable = state.health[id];
  const locked = id in state.policy.sites;
  const said = allowed
    ? onInstall
      ? t('sites.atStart')
      : t('sites.allowed')
    : onInstall
      ? t('sites.missing')
      : siteWords.notAllowed(id);
  return (
    <li class="site-row">
      {allowed ? (
        <Switch
          on={!state.settings.sitesOff.includes(id)}
          disabled={locked}
          onChange={props.onSwitch}
        >
          <SiteName name={name} />
        </Switch>
      ) : (
        <p>
          <SiteName name={name} />
        </p>
      )}
      <div class="site-state">
        <p class="quiet small">{said}</p>
        {/* One button with other words each time, so that whoever pressed it is still at it. */}
        {(!allowed || !onInstall) && (
          <ActButton
            label={t(allowed ? 'sites.revoke' : 'sites.grant', name)}
            onClick={() => void (allowed ? remove(origins) : request(origins))}
          >
            {t(allowed ? 'sites.revokeShort' : 'sites.grantShort')}
          </ActButton>
        )}
      </div>
      {locked && <LockedNote />}
      {unreadable !== undefined && (
        <p class="small refusal">{t('sites.unreadable', dateText(unreadable))}</p>
      )}
    </li>
  );
}

const SiteName = ({ name }: { name: string }) => <strong class="site-name">{name}</strong>;

/** The browser asks the person, which it may do only in the very click. False too where it does not ask at all. */
const request = (origins: readonly string[]): Promise<boolean> =>
  browser.permissions.request({ origins: [...origins] }).catch(() => false);

const remove = (origins: readonly string[]): Promise<boolean> =>
  browser.permissions.remove({ origins: [...origins] }).catch(() => false);

function OtherHosts({ state }: { state: SitesState }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const hosts = ownHosts(state.origins);
  // The button that was pressed goes with its row.
  const toTitle = (done: boolean) => {
    if (done) title.current?.focus();
  };
  const add = async () => {
    const origin = originOfHost(text);
    const known = origin && placeOf(new URL(origin.replace('*', '')));
    if (origin === null || known) {
      setProblem(known ? t('sites.otherKnown', known.name) : t('sites.otherBad'));
      input.current?.focus();
      return;
    }
    const granted = await request([origin]);
    setProblem(granted ? '' : t('sites.refused'));
    if (granted) setText('');
  };
  return (
    <section class="add-list" aria-labelledby="hosts-title">
      <h3 class="kicker" id="hosts-title" ref={title} tabIndex={-1}>
        {t('sites.otherTitle')}
      </h3>
      <p class="quiet small">{t('sites.otherIntro')}</p>
      {hosts.length > 0 && (
        <ul class="hosts">
          {hosts.map((host) => (
            <li key={host} class="site-state">
              <bdi>{host}</bdi>
              <ActButton
                label={t('sites.remove', host)}
                onClick={() => void remove([`https://${host}/*`]).then(toTitle)}
              >
                {t('sites.removeShort')}
              </ActButton>
            </li>
          ))}
        </ul>
      )}
      {offeredHosts(state).map(({ host, origin }) => (
        <div key={host} class="site-row">
          <div class="site-state">
            <bdi>{host}</bdi>
            <ActButton
              label={t('sites.grant', host)}
              onClick={() => void request([origin]).then(toTitle)}
            >
              {t('sites.grantShort')}
            </ActButton>
          </div>
          <p class="quiet small">{t('managed.hosts')}</p>
        </div>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <label for="other-host">
          {t('sites.otherLabel')} <span class="quiet">({t('sites.otherHint')})</span>
        </label>
        <div class="address-line">
          <input
            id="other-host"
            ref={input}
            type="text"
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            value={text}
            aria-invalid={problem !== ''}
            aria-describedby="other-host-problem"
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" class="button">
            {t('sites.otherAdd')}
          </button>
        </div>
        <p id="other-host-problem" role="alert">
          {problem}
        </p>
      </form>
    </section>
  );
}
