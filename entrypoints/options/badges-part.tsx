import { BADGE_SIZES } from '../../src/store/settings.ts';
import { keyPart, t } from '../../src/ui/language/message.ts';
import { ExampleBadges } from './example-badge.tsx';
import { LockedNote, NotSaved, SettingSwitch } from './setting-parts.tsx';
import { isLocked, useSettings } from './use-settings.ts';

/** How large badges are, and whether the toolbar counts them. */
export function BadgesPart() {
  const { state, failed, change } = useSettings();
  if (state === null) return null;
  const { badgeSize, toolbarCount } = state.settings;
  const locked = isLocked(state, 'badgeSize');
  return (
    <>
      <p class="quiet">{t('badgeOptions.intro')}</p>
      <fieldset class="choices" disabled={locked}>
        <legend class="kicker">{t('badgeOptions.size')}</legend>
        {BADGE_SIZES.map((size) => (
          <label key={size} class="choice">
            <input
              type="radio"
              name="badge-size"
              checked={badgeSize === size}
              onChange={() => change({ badgeSize: size })}
            />
            <span>{t(`badgeOptions.sizes.${keyPart(size)}`)}</span>
          </label>
        ))}
      </fieldset>
      {locked && <LockedNote />}
      <ExampleBadges size={badgeSize} />
      <h3 class="kicker">{t('badgeOptions.toolbar')}</h3>
      <ul>
        <SettingSwitch
          on={toolbarCount}
          locked={isLocked(state, 'toolbarCount')}
          onChange={(on) => change({ toolbarCount: on })}
        >
          {t('badgeOptions.toolbarCount')}
        </SettingSwitch>
      </ul>
      <NotSaved failed={failed} />
    </>
  );
}
