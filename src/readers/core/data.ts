import type { Identity } from './site.ts';

/** Objects longer than this, without a brace inside, are not met; a page's data can be megabytes. */
const REACH = 4000;
const MOST_OBJECTS = 400;

/**
 * The brace-free stretches of a page's inline data around every `"key"`: the plain members of one
 * object each, so that an id found there and a name found there belong together. A quotation mark
 * inside a JSON string is escaped, so no text a person wrote can pass for a member.
 */
export function* dataWith(document: Document, key: string): Generator<string> {
  const mark = `"${key}":`;
  let found = 0;
  for (const script of document.querySelectorAll('script:not([src])')) {
    const text = script.textContent ?? '';
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      if (++found > MOST_OBJECTS) return;
      const before = text.slice(Math.max(0, at - REACH), at);
      const start = Math.max(before.lastIndexOf('{'), before.lastIndexOf('}')) + 1;
      yield before.slice(start) + (/^[^{}]*/.exec(text.slice(at, at + REACH))?.[0] ?? '');
    }
  }
}

/** A string or whole number of such a stretch, as text; null where there is none or a longer escape in it. */
export function member(data: string, key: string): string | null {
  const value = new RegExp(`"${key}":\\s*(?:"((?:[^"\\\\]|\\\\/)*)"|(\\d+))`).exec(data);
  return value ? (value[1] ?? value[2] ?? '').replaceAll('\\/', '/') : null;
}

/** Everybody whose name and id stand in one object; `ids` are the id's possible keys, best first. */
export function identitiesIn(document: Document, name: string, ...ids: string[]): Identity[] {
  return [...dataWith(document, name)].map((data) => ({
    handle: member(data, name),
    id: ids.map((key) => member(data, key)).find((id) => id !== null) ?? null,
    created: null,
  }));
}
