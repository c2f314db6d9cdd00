type Messages = { readonly [key: string]: string | Messages };

const FILES = import.meta.glob<Messages>('../../../src/ui/locales/*.json', {
  eager: true,
  import: 'default',
});

/** `?lang=ar` in the address. */
const language = new URLSearchParams(location.search).get('lang') ?? 'en';

function flat(group: Messages, above = ''): [name: string, message: string][] {
  return Object.entries(group).flatMap(([key, value]) =>
    typeof value === 'string' ? [[above + key, value]] : flat(value, `${above}${key}_`),
  );
}

const messages = new Map(flat(FILES[`../../../src/ui/locales/${language}.json`] ?? {}));

/** As `i18n.getMessage` of a browser. */
export function getMessage(name: string, substitutions: readonly string[]): string {
  return (messages.get(name) ?? '').replace(
    /\$([1-9])/g,
    (_, place) => substitutions[Number(place) - 1] ?? '',
  );
}
