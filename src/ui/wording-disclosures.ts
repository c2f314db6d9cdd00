import type { DisclosureBrief } from '../messaging/messages.ts';
import { t } from './language/message.ts';
import { dateText } from './wording.ts';

// What disclosures are called where one of several is meant: in tables and choices.

type Named = Pick<DisclosureBrief, 'shortName' | 'date'>;

/** `Twitter, 31 January 2019` */
export const disclosureName = ({ shortName, date }: Named): string =>
  t('disclosure.name', shortName, dateText(date));

/** What each of several is called; with its id where somebody published more than one on the same day. */
export function disclosureNames(
  all: readonly (Named & Pick<DisclosureBrief, 'id'>)[],
): ReadonlyMap<string, string> {
  const uses = new Map<string, number>();
  for (const one of all) uses.set(disclosureName(one), (uses.get(disclosureName(one)) ?? 0) + 1);
  return new Map(
    all.map((one) => [
      one.id,
      uses.get(disclosureName(one)) === 1
        ? disclosureName(one)
        : t('disclosure.nameWithId', one.shortName, dateText(one.date), one.id),
    ]),
  );
}
