import { bareName, normalHandle } from '../../accounts/handles.ts';
import type { RowMeaning } from './report.ts';

const FORMER = /\s*[,(:–—-]*\s*\b(?:previously|formerly)\s+known\s+as\b\s*:?\s*/i;

/** Whether a text has Tumblr's way of writing renamed blogs: `name previously known as: one, another`. */
export function hasFormerNames(text: string): boolean {
  return new RegExp(`^[^\\n]*${FORMER.source}\\S`, 'im').test(text);
}

/** A line of such a list: a blog, and what it was called before. */
export function meaningOfTumblrLine(line: string): RowMeaning {
  const text = line.replace(/^\s*(?:[-*•·]|\d+[.)])\s+/, '').trim();
  if (text === '') return { is: 'blank' };
  const [now = '', before = ''] = text.split(FORMER);
  const handle = bareName(now);
  if (normalHandle('tumblr', handle) === null) {
    const looksLikeName = before !== '' || !/\s/.test(handle);
    return looksLikeName
      ? { is: 'unreadable', reason: `"${handle.slice(0, 60)}" is no name of a blog.` }
      : { is: 'prose' };
  }
  const earlierHandles = before
    .replace(/[).\s]+$/, '')
    .split(/\s*(?:,|;|\band\b)\s*/i)
    .map(bareName)
    .filter((name) => normalHandle('tumblr', name) !== null);
  const account = { platform: 'tumblr' as const, kind: 'blog' as const, handle, id: null };
  return { is: 'accounts', accounts: [{ ...account, earlierHandles }] };
}
