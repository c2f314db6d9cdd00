import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { askBackground } from '../../src/messaging/client.ts';
import type { ListFacts } from '../../src/messaging/messages.ts';
import { t } from '../../src/ui/language/message.ts';
import { aboutWords } from '../../src/ui/wording-options.ts';
import { Fact } from './list-item.tsx';
import { NotSaved, SettingSwitch } from './setting-parts.tsx';
import { isLocked, useSettings } from './use-settings.ts';

/** What this is, whose it is, and where to write. */
export function AboutPart() {
  const { state, failed, change } = useSettings();
  const list = useBundledList();
  if (state === null) return null;
  const { lists, sites, settings } = state.policy;
  const set = [lists.length, Object.keys(sites).length, Object.keys(settings).length] as const;
  return (
    <>
      <p>{t('about.means')}</p>
      <p class="caution">{t('caution')}</p>
      <dl class="facts">
        <Fact name={t('about.version')}>{browser.runtime.getManifest().version}</Fact>
        <Fact name={t('about.licence')}>{t('about.licences')}</Fact>
        <Fact name={t('about.sources')}>{t('about.sourcesText')}</Fact>
        {list !== null && (
          <>
            <Fact name={list.name}>
              {aboutWords.listMade(list.version, Date.parse(list.created))},{' '}
              <bdi>{list.publisher}</bdi>
            </Fact>
            <Fact name={t('about.contact')}>
              {t('about.contactText')}{' '}
              <a href={list.corrections} target="_blank" rel="noreferrer noopener">
                <bdi>{list.corrections.replace(/^mailto:/, '')}</bdi>
              </a>
            </Fact>
          </>
        )}
        {set.some((count) => count > 0) && (
          <Fact name={t('about.organisation')}>{aboutWords.organisationSet(...set)}</Fact>
        )}
      </dl>
      <h3 class="kicker">{t('about.whatsNewTitle')}</h3>
      <ul>
        <SettingSwitch
          on={state.settings.whatsNew}
          locked={isLocked(state, 'whatsNew')}
          onChange={(whatsNew) => change({ whatsNew })}
        >
          {t('about.whatsNew')}
        </SettingSwitch>
      </ul>
      <NotSaved failed={failed} />
    </>
  );
}

/** The list that comes inside the extension; null until the background answered. */
function useBundledList(): ListFacts | null {
  const [list, setList] = useState<ListFacts | null>(null);
  useEffect(() => {
    askBackground({ type: 'subscriptions' }).then(
      ({ bundled }) => setList(bundled?.facts ?? null),
      () => {},
    );
  }, []);
  return list;
}
