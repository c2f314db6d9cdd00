import type { SavedPage } from './saved-page.ts';

/** A page saved as HTML. Throws in one plain sentence where it is none. */
export function htmlPage(bytes: Uint8Array): SavedPage {
  // An image or a PDF saved under a page's name would otherwise read as "nobody is named here".
  if (!Buffer.from(bytes.subarray(0, 65_536)).includes('<')) {
    throw new Error('this is not a saved web page.');
  }
  const head = Buffer.from(bytes.subarray(0, 262_144)).toString('utf8');
  return { html: bytes, address: addressIn(head), capturedAt: savedAt(head) };
}

/** The address that browsers and SingleFile write into pages they save, else the page's own canonical one. */
function addressIn(head: string): string | null {
  const marks = [
    /<!--\s*saved from url=\(\d+\)(\S+)/i,
    /Page saved with SingleFile\s+url:\s*(\S+)/i,
    /<link[^>]+rel=["']?canonical["']?[^>]+href=["']?(https?:[^"'\s>]+)/i,
    /<link[^>]+href=["']?(https?:[^"'\s>]+)["']?[^>]+rel=["']?canonical\b/i,
    /<meta[^>]+property=["']?og:url["']?[^>]+content=["']?(https?:[^"'\s>]+)/i,
  ];
  for (const mark of marks) {
    const address = mark.exec(head)?.[1]?.replaceAll('&amp;', '&');
    if (address && URL.canParse(address)) return address;
  }
  return null;
}

/** SingleFile's `saved date: Mon Oct 17 2022 10:12:34 GMT+0200 (…)`. */
function savedAt(head: string): number | null {
  const said = /Page saved with SingleFile\s+url:\s*\S+\s+saved date:\s*([^\n(]+)/i.exec(head)?.[1];
  const time = said === undefined ? Number.NaN : Date.parse(said.trim());
  return Number.isNaN(time) ? null : time;
}
