import { readdirSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { expectPageToBeRead } from '../../../tests/unit/page-fixture.ts';
import { circumstancesOf } from './circumstances.ts';
import { openPage } from './page.ts';
import { scan } from './scan.ts';
import './all.ts';

const PAGES = new URL('../../../tests/fixtures/embeds/', import.meta.url);

test.each(readdirSync(PAGES).filter((name) => name.endsWith('.json')))(
  'posts embedded in another page: %s',
  (name) => expectPageToBeRead(new URL(name, PAGES)),
);

test('a quotation that ends with nobody’s name is no embedded post, also where its link has an id alone', () => {
  const url = 'https://news.example/story';
  const { document } = new JSDOM(
    `<meta property="article:modified_time" content="2016-01-01T00:00:00Z"><blockquote>As they say
     <a href="https://www.facebook.com/permalink.php?story_fbid=9&id=100012345678901">here</a></blockquote>`,
    { url },
  ).window;
  const page = openPage(document, new URL(url));
  const found = [...scan(page, document)].flatMap((one) =>
    one ? circumstancesOf(page, one).reference : [],
  );
  expect(found).toMatchObject([{ id: '100012345678901', role: 'link', seenAt: null }]);
});
