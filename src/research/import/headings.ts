import type { PlatformId } from '../../accounts/platforms.ts';
import { platformOf } from '../check/cells.ts';
import { isHeading } from '../check/columns.ts';
import type { RowMeaning, Unread } from './report.ts';

// Words above names that are no names: what is below, on which platform, from which country.

/** A row that can't be read, and why. */
export const unread = (why: Unread['why'], reason: string): RowMeaning => ({
  is: 'unreadable',
  why,
  reason,
});

/** What is said of a heading in the place of a name. */
export function headingAt(text: string): RowMeaning {
  return unread('heading', `"${text.slice(0, 60)}" looks like a heading and is taken for no name.`);
}

/** The heading that a word in the place of a name is, or null. */
export function headingIn(word: string): RowMeaning | null {
  return isHeading(word) || /:$/.test(word) || isCountry(word) ? headingAt(word) : null;
}

/** The platform of `Twitter accounts (12):`, which has to be all that it says; else null. */
export function platformOfHeading(heading: string): PlatformId | null {
  const words = heading
    .toLowerCase()
    .replace(/\(\s*\d[\d,.]*\s*\)|\d[\d,.]*/g, ' ')
    .split(/[^\p{L}]+/u)
    .filter(
      (word) =>
        !/^(?:|list|of|the|on|accounts?|handles?|users?|usernames?|names?|profiles?|pages?|channels?|blogs?|removed|named|disclosed)$/.test(
          word,
        ),
    );
  return words.length === 1 ? platformOf(words[0] ?? '') : null;
}

let countries: ReadonlySet<string> | null = null;

/** Whether a word is a country's name in English: lists are set out by country. */
function isCountry(word: string): boolean {
  countries ??= new Set(countryNames());
  return countries.has(word.toLowerCase().replace(/:$/, ''));
}

function* countryNames(): Generator<string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const first of letters) {
    for (const second of letters) {
      const name = names.of(first + second);
      if (name !== undefined) yield name.toLowerCase();
    }
  }
  yield* ['turkey', 'türkiye', 'usa', 'uk'];
}
