// Where the messages are in the extension: the browser chose the language and holds the file.

interface BrowserMessages {
  getMessage(name: string, substitutions?: readonly string[]): string;
}

// Firefox has it under this name too; the polyfill would weigh more than what it is wanted for.
const { chrome } = globalThis as unknown as { chrome: { i18n: BrowserMessages } };

/** The message of that name in `_locales`, `$1` to `$9` replaced; empty where there is none. */
export function getMessage(name: string, substitutions: readonly string[]): string {
  return chrome.i18n.getMessage(name, substitutions);
}
