import { bareName, normalHandle } from '../../accounts/handles.ts';
import { nameIn } from '../check/cell-text.ts';
import { addressIn } from '../check/cells.ts';
import { headingIn } from './headings.ts';
import type { RowMeaning, Unread } from './report.ts';

const FORMER = /\s*[,(:–—-]*\s*\b(?:previously|formerly)\s+known\s+as\b\s*:?\s*/i;
/** So many of a text's lines are blogs or their former names, or it is no such list. */
const ENOUGH = 0.5;

/**
 * Whether a text is written as Tumblr writes renamed blogs: `name previously known as: one, another`. A table in which
 * somebody says that of themselves is none.
 */
export function hasFormerNames(text: string): boolean {
  const lines = text.split(/\r?\n|\r/).filter((line) => line.trim() !== '');
  const meanings = lines.map((line) => ({ line, meaning: meaningOfTumblrLine(line, false) }));
  const blogs = meanings.filter(({ meaning }) => meaning.is === 'accounts');
  return (
    blogs.some(({ line }) => FORMER.test(line)) &&
    blogs.length >=
      meanings.filter(({ line }) => FORMER.test(line) || !/\s/.test(line)).length * ENOUGH
  );
}

/** Whether most blogs are written in small letters, as Tumblr writes them: what is not is a heading then. */
export function areInSmallLetters(lines: readonly string[]): boolean {
  const names = lines
    .map((line) => blogIn(nowAndBefore(line).now))
    .filter((name) => name !== null && headingIn(name) === null);
  return names.filter((name) => name === name?.toLowerCase()).length > names.length / 2;
}

/** A line of such a list: a blog, and what it was called before. */
export function meaningOfTumblrLine(line: string, areSmall: boolean): RowMeaning {
  const { text, now, before } = nowAndBefore(line);
  if (text === '') return { is: 'blank' };
  if (/^#+\s/.test(text)) return { is: 'prose' };
  const handle = blogIn(now);
  if (handle === null) {
    if (before === '' && /\s/.test(now)) return { is: 'prose' };
    return (before === '' ? headingIn(now) : null) ?? { is: 'unreadable', ...noBlog(now) };
  }
  if (before === '' && !/^[@＠]|[./]/.test(now)) {
    const heading = headingIn(now);
    if (heading) return heading;
    if (areSmall && handle !== handle.toLowerCase()) {
      const reason = `"${now.slice(0, 60)}" is written unlike the blogs, as a heading is, and is taken for none of them.`;
      return { is: 'unreadable', why: 'heading', reason };
    }
  }
  const former = before
    .replace(/[).\s]+$/, '')
    .split(/\s*(?:,|;|\band\b|\s)\s*/i)
    .filter((name) => name !== '');
  const earlierHandles = former.map(blogIn).filter((name) => name !== null);
  const leftOut = former.filter((name) => blogIn(name) === null).map(noBlog);
  const account = { platform: 'tumblr' as const, kind: 'blog' as const, handle, id: null };
  return { is: 'accounts', accounts: [{ ...account, earlierHandles }], leftOut };
}

function nowAndBefore(line: string): { text: string; now: string; before: string } {
  const text = nameIn(line.replace(/^\s*(?:[-*•·]|\d+[.)])\s+/, '')).trim();
  const [now = '', before = ''] = text.split(FORMER);
  return { text, now: now.trim(), before };
}

/** The blog that a name or an address is: `name`, `name.tumblr.com`, `https://www.tumblr.com/name`. Null for another text. */
function blogIn(text: string): string | null {
  const name = bareName(nameIn(text));
  const address = addressIn(name);
  if (address) {
    const account = address.kind === 'account' ? address.account : null;
    return account?.site.platform === 'tumblr' ? account.handle : null;
  }
  return normalHandle('tumblr', name) === null ? null : name;
}

const noBlog = (text: string): Unread => ({
  why: 'not-a-name',
  reason: `"${text.slice(0, 60)}" is no name of a blog.`,
});
