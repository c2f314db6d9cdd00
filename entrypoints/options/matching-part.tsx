import { HIDEABLE_LEVELS } from '../../src/store/settings.ts';
import { LEVEL_WORDS } from '../../src/ui/wording.ts';
import { matchingWords } from '../../src/ui/wording-options.ts';
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
      <p class="quiet">{matchingWords.intro}</p>
      <ul class="list-items">
        <li class="site-row">
          <p>
            <strong>{LEVEL_WORDS['same-account']}</strong>
          </p>
          <p class="quiet small">
            {matchingWords.levels['same-account']} {matchingWords.always}
          </p>
        </li>
        {HIDEABLE_LEVELS.map((level) => (
          <SettingSwitch
            key={level}
            on={!hidden.includes(level)}
            locked={locked}
            note={matchingWords.levels[level]}
            onChange={(on) =>
              change({
                levelsHidden: on ? hidden.filter((one) => one !== level) : [...hidden, level],
              })
            }
          >
            {matchingWords.show(LEVEL_WORDS[level])}
          </SettingSwitch>
        ))}
      </ul>
      <p class="quiet small">{matchingWords.without}</p>
      <NotSaved failed={failed} />
    </>
  );
}
