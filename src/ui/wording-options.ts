import { FORMATS, plural, t } from './language/message.ts';
import { dayText } from './wording.ts';
import { momentText, sizeText } from './wording-lists.ts';

// What is said in the options beside lists and sites (wording-lists.ts, wording-sites.ts).

/** `1.4 MB`; of what is next to nothing its bytes, of very much its gigabytes. */
export function amountText(bytes: number): string {
  if (bytes < 1000) return plural('counts.bytes', bytes);
  return bytes < 1e9 ? sizeText(bytes) : gigabytes().format(bytes / 1e9);
}

const gigabytes = () =>
  new Intl.NumberFormat(FORMATS, { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 1 });

export const hiddenOptionsWords = {
  count: (accounts: number, disclosures: number) =>
    t(
      'counts.both',
      plural('counts.accounts', accounts),
      plural('counts.disclosures', disclosures),
    ),
  since: (time: number) =>
    time > 0 ? t('hiddenOptions.since', dayText(time)) : t('hiddenOptions.sinceUnknown'),
};

export const privacyWords = {
  healthWhere: (sites: number) =>
    sites === 0 ? t('privacy.healthNone') : plural('privacy.healthWhere', sites),
  sure: (what: readonly string[]) => t('privacy.sure', what.join(t('separator'))),
};

export const transferWords = {
  switchList: (name: string, on: boolean) =>
    t(on ? 'transfer.switchListOn' : 'transfer.switchListOff', name),
};

export const aboutWords = {
  listMade: (version: number, created: number) => t('about.listMade', version, momentText(created)),
  organisationSet: (lists: number, sites: number, settings: number) =>
    t(
      'about.organisationSet',
      plural('counts.lists', lists),
      plural('counts.sites', sites),
      plural('counts.settings', settings),
    ),
};
