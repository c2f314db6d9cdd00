import { JSDOM } from 'jsdom';
import { expect, test, vi } from 'vitest';
import { openPage } from '../readers/core/page.ts';
import '../readers/core/all.ts';
import { plainNames } from './plain-names.ts';

function namesIn(html: string): string[] {
  const { window } = new JSDOM(`<!doctype html><body>${html}`, {
    url: 'https://news.example/story',
  });
  vi.stubGlobal('NodeFilter', window.NodeFilter);
  const { document } = window;
  const view = openPage(document, new URL(document.location.href));
  return plainNames(view, document).map(
    ({ platform, handle, anchor }) => `${platform} ${handle}${anchor ? '' : ' (no badge)'}`,
  );
}

test.each([
  ['a word of the platform beside it', '<p>On Twitter, @Some_Name wrote.</p>', ['x Some_Name']],
  ['the sentence’s end is not the name’s', '<p>Said @some_name. On Twitter.</p>', ['x some_name']],
  ['no platform, no name', '<p>Said @some_name yesterday.</p>', []],
  ['two platforms, no name', '<p>@some_name on Twitter and Reddit.</p>', []],
  [
    'a platform far away is not its own',
    `<p>@some_name ${'and so on '.repeat(20)} Twitter</p>`,
    [],
  ],
  [
    'the links of its paragraph',
    '<p>@some_name and <a href="https://twitter.com/other">another</a> wrote.</p>',
    ['x some_name'],
  ],
  [
    'links to two platforms say nothing',
    '<p>@some_name, <a href="https://twitter.com/a_b">1</a> <a href="https://t.me/abcde">2</a></p>',
    [],
  ],
  [
    'a share button says nothing',
    '<p>@some_name <a href="https://twitter.com/intent/tweet?via=paper">Share</a></p>',
    [],
  ],
  ['what stands in a link is the link’s', '<p>Twitter: <a href="/x">@some_name</a></p>', []],
  ['a mail address is none', '<p>Twitter: write to desk@example.org</p>', []],
  ['an address is none', '<p>Twitter: example.org/@some_name</p>', []],
  ['another server’s name is none', '<p>Twitter: @some_name@example.social</p>', []],
  ['code is none', '<pre>Twitter @decorator</pre><p>Twitter</p>', []],
  ['a name that the platform can’t have is none', '<p>Twitter: @a.name.with.dots</p>', []],
  [
    'several names in one element get no badge that could be another’s',
    '<p>On Twitter @name_one and @name_two.</p>',
    ['x name_one (no badge)', 'x name_two (no badge)'],
  ],
  ['a look-alike letter is another name', '<p>On Twitter @nаme_one.</p>', []],
])('%s', (_what, html, names) => {
  expect(namesIn(html)).toEqual(names);
});
