import PostalMime from 'postal-mime';
import type { SavedPage } from './saved-page.ts';

/** Whether a file begins as a page that a browser saved with all its parts (RFC 2557). */
export function isMhtml(head: Uint8Array): boolean {
  const text = Buffer.from(head).toString('latin1');
  const headers = /^(?:[!-9;-~]+:.*(?:\r?\n[ \t].*)*\r?\n)+\r?\n/.exec(text)?.[0] ?? '';
  return /^content-type:\s*multipart\/related/im.test(headers);
}

/** The page itself out of such a file, without its frames and pictures. Throws in one plain sentence. */
export async function mhtmlPage(bytes: Uint8Array): Promise<SavedPage> {
  const { whole, head } = rootPart(Buffer.from(bytes));
  const mail = await PostalMime.parse(whole);
  if (mail.html === undefined) throw new Error('there is no page in this MHTML file.');
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value.trim();
  const address =
    header('snapshot-content-location') ?? /^content-location:\s*(\S+)/im.exec(head)?.[1] ?? null;
  const time = Date.parse(header('date') ?? '');
  return {
    // It is decoded; the mark outweighs what the page says of its encoding.
    html: Buffer.from(`\uFEFF${mail.html}`),
    address: address !== null && URL.canParse(address) ? address : null,
    capturedAt: Number.isNaN(time) ? null : time,
  };
}

/** The file with its first part alone, which is the page, and that part's headers. */
function rootPart(bytes: Buffer): { whole: Buffer; head: string } {
  const text = bytes.toString('latin1');
  const boundary = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(text);
  const mark = `--${boundary?.[1] ?? boundary?.[2] ?? ''}`;
  const first = text.indexOf(`\n${mark}`);
  const second = text.indexOf(`\n${mark}`, first + 1);
  if (boundary === null || first < 0) throw new Error('this is a damaged MHTML file.');
  const part = text.slice(first, second < 0 ? undefined : second);
  const [head = ''] = part.split(/\r?\n\r?\n/, 1);
  const whole = second < 0 ? text : `${text.slice(0, second)}\n${mark}--\n`;
  return { whole: Buffer.from(whole, 'latin1'), head };
}
