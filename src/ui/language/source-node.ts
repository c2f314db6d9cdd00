import { readFileSync } from 'node:fs';
import process from 'node:process';
import { flatMessages, type Messages } from './flat.ts';

// Where the messages are outside of a browser (command line, builds, tests): the translator's own file.

const messages = read(process.env.TAKEDOWN_LENS_LANGUAGE ?? 'en');

function read(language: string): ReadonlyMap<string, string> {
  const file = new URL(`../locales/${language}.json`, import.meta.url);
  return new Map(flatMessages(JSON.parse(readFileSync(file, 'utf8')) as Messages));
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
