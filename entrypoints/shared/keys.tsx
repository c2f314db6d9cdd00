import { COMMAND_NAMES } from '../../src/page/commands.ts';
import { keyPart, t } from '../../src/ui/language/message.ts';

/** Which keys do what, as the person or the browser has set them. Nothing where there are no keys to press. */
export function Keys({ keys }: { keys: ReadonlyMap<string, string> }) {
  if (keys.size === 0) return null;
  return (
    <details class="keys">
      <summary>{t('commands.keys')}</summary>
      <dl>
        {COMMAND_NAMES.map((name) => (
          <div key={name}>
            <dt>{t(`commands.names.${keyPart(name)}`)}</dt>
            <dd>
              {keys.get(name) ? (
                <kbd>{keys.get(name)}</kbd>
              ) : (
                <span class="quiet">{t('commands.noKey')}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p class="quiet small">{t('commands.keysWhere')}</p>
    </details>
  );
}
