import PostalMime from 'postal-mime';
import type { SavedPage } from './saved-page.ts';

/** Whether a file begins as a page that a browser saved with all its parts (RFC 2557). */
export function isMhtml(head: Uint8Array): boolean {
  const text = Buffer.from(head).toString('latin1');
  const headers = /^(?:[!-9;-~]+:.*(?:\r?\n[ \t].*)*\r?\n)+\r?\n/.exec(text)?.[0] ?? '';
  return /^content-type:\s*multipart\/related/im.test(headers);
}

/** The page out of such a file, and then its frames that have an address. Throws in one plain sentence. */
export async function* mhtmlPages(bytes: Uint8Array): AsyncGenerator<SavedPage> {
  const { head, parts } = partsOf(Buffer.from(bytes).toString('latin1'));
  const [root = '', ...others] = parts;
  const { html, header } = await decoded(head, root);
  if (html === undefined) throw new Error('there is no page in this MHTML file.');
  const time = Date.parse(header('date') ?? '');
  const capturedAt = Number.isNaN(time) ? null : time;
  const address = header('snapshot-content-location') ?? locationOf(root);
  yield {
    ...{ html: marked(html), capturedAt },
    address: address !== null && URL.canParse(address) ? address : null,
  };
  for (const part of others) {
    const location = locationOf(part);
    if (location === null || !/^https?:/i.test(location) || !isHtml(part)) continue;
    const frame = (await decoded(head, part)).html;
    if (frame === undefined || !URL.canParse(location)) continue;
    yield { html: marked(frame), capturedAt, address: location, isFrame: true };
  }
}

/** It is decoded; the mark outweighs what the page says of its encoding. */
const marked = (html: string): Uint8Array => Buffer.from(`\uFEFF${html}`);

/** The file's headers with the mark that its parts begin and end with, and the parts. */
interface Parts {
  readonly head: { readonly text: string; readonly mark: string };
  readonly parts: readonly string[];
}

function partsOf(text: string): Parts {
  const boundary = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(text);
  const mark = `--${boundary?.[1] ?? boundary?.[2] ?? ''}`;
  const [head = '', ...parts] = text.split(`\n${mark}`);
  if (boundary === null || parts.length === 0) throw new Error('this is a damaged MHTML file.');
  // Behind the last mark, which ends in `--`, nothing is of the file.
  const end = parts.findIndex((part) => part.startsWith('--'));
  return { head: { text: head, mark }, parts: end < 0 ? parts : parts.slice(0, end) };
}

/** What stands in one part, as if it were the only one: of several pages the library would make one. */
async function decoded({ text, mark }: Parts['head'], part: string) {
  const whole = `${text}\n${mark}${part}\n${mark}--\n`;
  const mail = await PostalMime.parse(Buffer.from(whole, 'latin1'));
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value.trim();
  return { html: mail.html, header };
}

const headersOf = (part: string): string => part.split(/\r?\n\r?\n/, 1)[0] ?? '';

const isHtml = (part: string): boolean => /^content-type:\s*text\/html\b/im.test(headersOf(part));

const locationOf = (part: string): string | null =>
  /^content-location:\s*(\S+)/im.exec(headersOf(part))?.[1] ?? null;
