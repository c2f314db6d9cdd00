import { flatMessages, type Messages } from '../../../src/ui/language/flat.ts';

const FILES = import.meta.glob<Messages>('../../../src/ui/locales/*.json', {
  eager: true,
  import: 'default',
});

/** `?lang=ar` in the address. */
const language = new URLSearchParams(location.search).get('lang') ?? 'en';

const messages = new Map(flatMessages(FILES[`../../../src/ui/locales/${language}.json`] ?? {}));

/** As `i18n.getMessage` of a browser. */
export function getMessage(name: string, substitutions: readonly string[]): string {
  return (messages.get(name) ?? '').replace(
    /\$([1-9])/g,
    (_, place) => substitutions[Number(place) - 1] ?? '',
  );
}
