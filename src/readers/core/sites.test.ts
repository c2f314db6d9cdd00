import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { expectPageToBeRead } from '../../../tests/unit/page-fixture.ts';
import { SITES } from '../index.ts';

// One file a site, its link test beside it, hand-made pages in tests/fixtures/<site>/, a row in the README.

const READERS = new URL('../', import.meta.url);
const FIXTURES = new URL('../../../tests/fixtures/', import.meta.url);
const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

const ids = readdirSync(READERS)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'index.ts')
  .map((name) => name.slice(0, -'.ts'.length));

test('every file in src/readers is a registered site, and every site has its file', () => {
  expect([...ids].sort()).toEqual(SITES.map((site) => site.id).sort());
});

describe.each(SITES)('$id', (site) => {
  const folder = new URL(`${site.id}/`, FIXTURES);
  const pages = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.json'))
    : [];

  test('has a link test beside it, at least one page to be read, and a row in the README', () => {
    expect(existsSync(new URL(`${site.id}.test.ts`, READERS))).toBe(true);
    expect(pages.length).toBeGreaterThan(0);
    expect(README).toContain(`| ${site.name} |`);
  });

  test('reserved words are written as they are compared', () => {
    expect(site.reserved ?? '').toBe((site.reserved ?? '').toLowerCase());
  });

  test.each(pages)('reads %s', (name) => {
    expectPageToBeRead(new URL(name, folder));
  });
});
