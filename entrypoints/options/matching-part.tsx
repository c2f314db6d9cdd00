import { HIDEABLE_LEVELS } from '../../src/store/settings.ts';
import { keyPart, t } from '../../src/ui/language/message.ts';
import { levelText } from '../../src/ui/wording.ts';
import { NotSaved, SettingSwitch } from './setting-parts.tsx';
import { isLocked, useSettings } from './use-settings.ts';

/** Which matches get a badge. */
export function MatchingPart() {
  const { state, failed, change } = useSettings();
  if (state === null) return null;
  const hidden = state.settings.levelsHidden;
  const locked = isLocked(state, 'levelsHidden');
  return (
    <>
      <p class="quiet">{t('matching.intro')}</p>
      <ul class="list-items">
        <li class="site-row">
          <p>
            <strong>{levelText('same-account')}</strong>
          </p>
          <p class="quiet small">
            {t('matching.levels.same_account')} {t('matching.always')}
          </p>
        </li>
        {HIDEABLE_LEVELS.map((level) => (
          <SettingSwitch
            key={level}
            on={!hidden.includes(level)}
            locked={locked}
            note={t(`matching.levels.${keyPart(level)}`)}
            onChange={(on) =>
              change(({ levelsHidden }) => ({
                levelsHidden: on
                  ? levelsHidden.filter((one) => one !== level)
                  : [...levelsHidden, level],
              }))
            }
          >
            {t('matching.show', levelText(level))}
          </SettingSwitch>
        ))}
      </ul>
      <p class="quiet small">{t('matching.without')}</p>
      <NotSaved failed={failed} />
    </>
  );
}
