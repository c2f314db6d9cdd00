import { expect, test } from 'vitest';
import { ListFormatError } from './errors.ts';
import { repairedSite, rulesInForce } from './reader-repair.ts';
import { type ReaderRule, ReaderRulesFile, readReaderRules } from './reader-rules.ts';

const site = { id: 'x', reserved: 'i home', page: { rows: 'article', find: () => [] } };
const rule = (fields: object): ReaderRule =>
  ReaderRulesFile.parse({
    rules: [{ site: 'x', reason: 'Its pages changed.', until: null, ...fields }],
  }).rules[0]!;
const read = (value: unknown) => readReaderRules(new TextEncoder().encode(JSON.stringify(value)));
const any = () => true;

test('a rule puts other selectors and more reserved words in the place of a reader’s own', () => {
  const repaired = repairedSite(
    site,
    [rule({ hooks: { rows: 'main > div' } }), rule({ reserved: ['Jobs'] })],
    any,
  );
  expect(repaired).toEqual({
    ...site,
    reserved: 'i home jobs',
    page: { ...site.page, rows: 'main > div' },
  });
  expect(repairedSite(site, [rule({ site: 'reddit' })], any)).toBe(site);
});

test('a rule can switch a reader off, whatever others say', () => {
  expect(repairedSite(site, [rule({ off: true }), rule({ hooks: { rows: 'b' } })], any)).toBeNull();
});

test('a selector that the browser does not take changes nothing', () => {
  const roles = [{ within: 'p:has(', role: 'author' }];
  const bad = rule({ hooks: { rows: 'main >', names: 'b', roles } });
  const isSelector = (text: string) => !/[>(]$/.test(text);
  expect(repairedSite(site, [bad], isSelector)?.page).toEqual({ ...site.page, names: 'b' });
});

test('a rule ends with the release that mends the reader', () => {
  const rules = [rule({ until: '0.10.0' })];
  expect(rulesInForce(rules, '0.9.3')).toEqual(rules);
  expect(rulesInForce(rules, '0.10')).toEqual([]);
  expect(rulesInForce([rule({})], '99.0')).toHaveLength(1);
});

test('what is no rule is left out and counted: code, patterns, unknown members', () => {
  const bad = [
    { hooks: { find: 'return 1' } },
    { hooks: { rows: 7 } },
    { script: 'alert(1)' },
    { reserved: ['a b'] },
  ];
  const rules = bad.map((fields) => ({ site: 'x', reason: 'Why', until: null, ...fields }));
  expect(read({ rules: [...rules, rule({})] })).toEqual({ rules: [rule({})], broken: 4 });
  expect(() => read({ rules: 'none' })).toThrow(ListFormatError);
  expect(() => read([])).toThrow(ListFormatError);
});
