import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Answer, World } from './browser/session.ts';
import { inRoot } from './root.ts';

/** Something the person asked for that can't be done, in one line. */
export class BadRequest extends Error {}

/** Nothing of a saved page's scripts runs: the page stays as it was saved. */
const STILL = { 'content-security-policy': "script-src 'none'", 'content-type': 'text/html' };

const DEMONSTRATION = inRoot('tests/fixtures/x/timeline.html');

/** The demonstration timeline at every page address of x.com; its own script shows what belongs there. */
export const demonstration: World = (address) =>
  address.hostname === 'x.com' ? { body: readFileSync(DEMONSTRATION) } : null;

/** Pages at their addresses, and nothing else. */
export function pages(byAddress: Readonly<Record<string, Answer>>): World {
  const known = new Map(
    Object.entries(byAddress).map(([address, answer]) => [withoutHash(new URL(address)), answer]),
  );
  return (address) => known.get(withoutHash(address)) ?? null;
}

/**
 * A saved page at the address it was saved from.
 * @throws BadRequest when there is no such file or the text is no web address.
 */
export function savedPage(file: string, address: string): World {
  if (!existsSync(file) || !statSync(file).isFile()) throw new BadRequest(`no such file: ${file}`);
  return pages({ [webAddress(address)]: { body: readFileSync(file), headers: STILL } });
}

/**
 * The address in its normal spelling.
 * @throws BadRequest when the text is none of the web.
 */
export function webAddress(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new BadRequest(`not a web address: ${text}`);
  }
  return new URL(text).href;
}

const withoutHash = (address: URL) =>
  address.href.slice(0, address.href.length - address.hash.length);
