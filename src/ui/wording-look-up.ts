import { type PlatformId, platformName } from '../accounts/platforms.ts';
import { FORMATS, numberText, t } from './language/message.ts';

/** `X, Facebook and VK` */
function namesText(platforms: readonly PlatformId[]): string {
  return new Intl.ListFormat(FORMATS, { type: 'conjunction' }).format(platforms.map(platformName));
}

export const lookUpWords = {
  found: (asked: string, platforms: readonly PlatformId[]) =>
    t('lookUp.found', asked, namesText(platforms)),
  knownOn: (count: number) => (count === 0 ? t('lookUp.knownNone') : numberText(count)),
};
