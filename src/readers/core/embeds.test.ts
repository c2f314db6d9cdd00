import { readdirSync } from 'node:fs';
import { test } from 'vitest';
import { expectPageToBeRead } from '../../../tests/unit/page-fixture.ts';

const PAGES = new URL('../../../tests/fixtures/embeds/', import.meta.url);

test.each(readdirSync(PAGES).filter((name) => name.endsWith('.json')))(
  'posts embedded in another page: %s',
  (name) => expectPageToBeRead(new URL(name, PAGES)),
);
