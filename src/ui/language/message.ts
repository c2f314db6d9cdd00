import { getMessage } from '#messages';
import type english from '../locales/en.json';

// Every string a person sees stands in src/ui/locales, a file a language, and is asked for by a key
// whose type is taken from the English file: docs/decisions/0008-languages.md.

/** Paths to the strings of a group: `card.close`. What counts something is a group by itself. */
type Plain<Group, Above extends string = ''> = {
  [Key in keyof Group & string]: Group[Key] extends string
    ? `${Above}${Key}`
    : Group[Key] extends { other: string; one: string }
      ? never
      : Plain<Group[Key], `${Above}${Key}.`>;
}[keyof Group & string];

type Counting<Group, Above extends string = ''> = {
  [Key in keyof Group & string]: Group[Key] extends string
    ? never
    : Group[Key] extends { other: string; one: string }
      ? `${Above}${Key}`
      : Counting<Group[Key], `${Above}${Key}.`>;
}[keyof Group & string];

/** The key of a message. */
export type MessageKey = Plain<typeof english>;

/** The key of a message with a form for each plural category of its language. */
export type CountKey = Counting<typeof english>;

/** The language of the messages (BCP 47): the browser's where we have it, else English. */
export const LANGUAGE: string = message('language');

/** The same, with which English and which digits: what `Intl` is told. */
export const FORMATS: string = message('formats');

/** The direction in which that language is written. */
export const DIRECTION: 'ltr' | 'rtl' = message('direction') === 'rtl' ? 'rtl' : 'ltr';

/**
 * A message, with `$1` to `$9` replaced by the values. Where message or value is written from right to left,
 * the value keeps its own direction (Unicode UAX #9, isolates): a name would else swap ends with its @.
 */
export function t(key: MessageKey, ...values: readonly (string | number)[]): string {
  return message(key, values);
}

/** A message that counts something, in the form for that number; `$1` is the number. */
export function plural(
  key: CountKey,
  count: number,
  ...values: readonly (string | number)[]
): string {
  return message(`${key}.${pluralRules().select(count)}`, [numberText(count), ...values]);
}

/** `1,196` */
export function numberText(number: number): string {
  return numberFormat().format(number);
}

/** Several things named one after the other: `a, b, c`. */
export function listText(parts: readonly string[]): string {
  return listFormat().format(parts);
}

/** An identifier of ours as it stands in keys, where only letters, digits and `_` may: `account_action`. */
export function keyPart<Id extends string>(id: Id): KeyPart<Id> {
  return id.replaceAll('-', '_') as KeyPart<Id>;
}

export type KeyPart<Id extends string> = Id extends `${infer Start}-${infer Rest}`
  ? `${Start}_${KeyPart<Rest>}`
  : Id;

/** Keys by the identifiers of ours that they speak of, for identifiers from outside that may be none of them. */
export function keysFor<const Id extends string, Key extends string>(
  ids: readonly Id[],
  keyOf: (part: KeyPart<Id>) => Key,
): ReadonlyMap<string, Key> {
  return new Map(ids.map((id) => [id, keyOf(keyPart(id))]));
}

/** Hebrew, Arabic and what stands between them, and their presentation forms (DerivedBidiClass.txt, R and AL). */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

const ISOLATES = /[\u2066-\u2069]/g;

/** Takes out what `t` put in to keep directions apart, for text that leaves the page: a name must be copied as it is. */
export function withoutIsolates(text: string): string {
  return text.replace(ISOLATES, '');
}

/** Marks that turn text around, or end what is isolated (UAX #9), but for those that `t` itself puts in. */
const TURNS = /[\u202a-\u202e\u2066\u2067]/g;

/** A value that can't turn the sentence around it: a list writes its names, and could write marks into them. */
function untwisted(value: string | number): string {
  const text = String(value).replace(TURNS, '');
  let open = 0;
  for (const letter of text) {
    if (letter === '\u2068') open++;
    if (letter === '\u2069' && --open < 0) break;
  }
  return open === 0 ? text : withoutIsolates(text);
}

function message(key: string, values: readonly (string | number)[] = []): string {
  const isolated = values.map((value) => {
    const text = untwisted(value);
    return DIRECTION === 'rtl' || RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
  });
  return getMessage(key.replaceAll('.', '_'), isolated);
}

/** Made at its first use and once: a formatter costs a hundred times what using it does. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const numberFormat = once(() => new Intl.NumberFormat(FORMATS));
const pluralRules = once(() => new Intl.PluralRules(FORMATS));
const listFormat = once(() => new Intl.ListFormat(FORMATS, { type: 'unit' }));
