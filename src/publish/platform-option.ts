import { PLATFORM_IDS, type PlatformId } from '../accounts/platforms.ts';
import { platformOf } from '../research/check/cells.ts';

/** What `--platform` names, in any of its words; undefined where it was not given. Throws for an unknown one. */
export function platformNamed(word: string | undefined): PlatformId | undefined {
  const platform = word === undefined ? undefined : platformOf(word);
  if (platform === null) {
    throw new Error(`--platform takes ${PLATFORM_IDS.join(', ')}, not "${word}".`);
  }
  return platform;
}
