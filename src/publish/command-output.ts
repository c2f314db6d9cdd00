import { readFileSync } from 'node:fs';

/** The package's version, which is the extension's. */
export function ownVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}

/** A time that is written into a result: as it was given, else today. Throws in one plain sentence. */
export function timeOf(text: string | undefined): string {
  const time = text === undefined ? new Date() : new Date(text);
  if (Number.isNaN(time.getTime())) {
    throw new Error(`--time takes a date such as 2026-11-25, not "${text}".`);
  }
  return text === undefined ? time.toISOString().slice(0, 10) : text;
}

/** Waits while whoever reads our output is slower than we are. */
export function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (text === '') resolve();
    else process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
