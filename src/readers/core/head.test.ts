import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { nameInHead } from './head.ts';
import { openPage } from './page.ts';
import { accountAt } from './registry.ts';
import './all.ts';

function headOf(body: string) {
  const url = 'https://x.com/example_one';
  const { document } = new JSDOM(`<main>${body}</main>`, { url }).window;
  const page = openPage(document, new URL(url));
  return nameInHead(page, document.querySelector('h1')!, (link) =>
    accountAt(new URL(link.getAttribute('href') ?? '', url)),
  );
}

test('a head that shows the handle is the account’s that the address names', () => {
  expect(headOf('<h1><b><i>@Example_One</i></b></h1>')).toMatchObject({
    handle: 'example_one',
    role: 'profile',
    anchor: { tagName: 'I' },
  });
});

test('a head that shows a display name needs a tab of the same profile beside it', () => {
  expect(headOf('<h1>Exa Mple</h1><a href="/Example_One/media">Media</a>')).not.toBeNull();
  expect(headOf('<h1>Exa Mple</h1><a href="/example_two/media">Media</a>')).toBeNull();
});

test('a head that shows a display name counts on a page that calls itself the profile’s', () => {
  const canonical = (name: string) => `<link rel="canonical" href="https://x.com/${name}">`;
  expect(headOf(`<h1>Exa Mple</h1>${canonical('Example_One')}`)).not.toBeNull();
  expect(headOf(`<h1>Exa Mple</h1>${canonical('example_two')}`)).toBeNull();
});

test('a head that still shows the profile before, which links to the new one, is nobody’s', () => {
  expect(headOf('<h1>Some One</h1><p>with <a href="/example_one">Exa</a></p>')).toBeNull();
  expect(headOf('<h1> </h1><a href="/example_one/media">Media</a>')).toBeNull();
});
