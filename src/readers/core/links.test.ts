import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import './all.ts';
import { openPage } from './page.ts';
import { accountAt } from './registry.ts';

const HOSTS = ['https://x.com', 'https://www.facebook.com', 'https://www.youtube.com'] as const;

/** What paths are made of: words that grammars know, names, and marks that a parser treats in its own way. */
const SEGMENT = fc.oneof(
  fc.constantFrom(
    'status',
    'i',
    'search',
    'groups',
    'people',
    'channel',
    'user',
    'c',
    'profile.php',
  ),
  fc.constantFrom('.', '..', '', '%40name', '@name', 'a.b', '~x', 'name;x', 'nаme', 'a b', 'a\\b'),
  fc.stringMatching(/^[\w.@~-]{1,20}$/),
);

/*
 * A path on the page's own host is read without being parsed as an address. It must come to the same: a name that is
 * read otherwise is another account's.
 */
test.each(HOSTS)('a path on %s names whom its whole address names', (origin) => {
  const { window } = new JSDOM('<!doctype html><a></a>', { url: `${origin}/some/page` });
  const link = window.document.querySelector('a');
  if (!link) throw new Error('no link');
  fc.assert(
    fc.property(fc.array(SEGMENT, { maxLength: 5 }), (segments) => {
      const path = `/${segments.join('/')}`;
      // Those lead to another host.
      fc.pre(!/^\/[/\\]/.test(path));
      link.setAttribute('href', path);
      const page = openPage(window.document, new URL(window.location.href));
      expect(page.accountOf(link)).toEqual(accountAt(new URL(path, origin)));
    }),
    { numRuns: 2000 },
  );
});

test('a path in a page with a base elsewhere is of that host', () => {
  const { window } = new JSDOM(
    '<!doctype html><base href="https://www.reddit.com/"><a href="/user/name">n</a>',
    { url: 'https://x.com/' },
  );
  const link = window.document.querySelector('a');
  const page = openPage(window.document, new URL(window.location.href));
  expect(link && page.accountOf(link)?.site.id).toBe('reddit');
});
