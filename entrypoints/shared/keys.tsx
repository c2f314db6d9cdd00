import { COMMAND_NAMES } from '../../src/page/commands.ts';
import { commandWords } from '../../src/ui/wording-commands.ts';

/** Which keys do what, as the person or the browser has set them. Nothing where there are no keys to press. */
export function Keys({ keys }: { keys: ReadonlyMap<string, string> }) {
  if (keys.size === 0) return null;
  return (
    <details class="keys">
      <summary>{commandWords.keys}</summary>
      <dl>
        {COMMAND_NAMES.map((name) => (
          <div key={name}>
            <dt>{commandWords.names[name]}</dt>
            <dd>
              {keys.get(name) ? (
                <kbd>{keys.get(name)}</kbd>
              ) : (
                <span class="quiet">{commandWords.noKey}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p class="quiet small">{commandWords.keysWhere}</p>
    </details>
  );
}
