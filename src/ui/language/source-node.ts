import { readFileSync } from 'node:fs';
import process from 'node:process';

// Where the messages are outside of a browser (command line, builds, tests): the translator's own file.

type Messages = { readonly [key: string]: string | Messages };

const messages = read(process.env.TAKEDOWN_LENS_LANGUAGE ?? 'en');

function read(language: string): ReadonlyMap<string, string> {
  const file = new URL(`../locales/${language}.json`, import.meta.url);
  return new Map(flat(JSON.parse(readFileSync(file, 'utf8')) as Messages));
}

function flat(group: Messages, above = ''): [name: string, message: string][] {
  return Object.entries(group).flatMap(([key, value]) =>
    typeof value === 'string' ? [[above + key, value]] : flat(value, `${above}${key}_`),
  );
}

/** As `i18n.getMessage` of a browser, but a message that is not there is an error. */
export function getMessage(name: string, substitutions: readonly string[]): string {
  const message = messages.get(name);
  if (message === undefined) throw new Error(`No message is called ${name}`);
  return message.replace(/\$([1-9])/g, (_, place) => {
    const value = substitutions[Number(place) - 1];
    if (value === undefined) throw new Error(`The message ${name} got too few values`);
    return value;
  });
}
