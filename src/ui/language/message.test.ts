import { afterEach, expect, test, vi } from 'vitest';

/** The messages as a browser of that language has them. */
async function speaking(language: string) {
  vi.resetModules();
  vi.stubEnv('TAKEDOWN_LENS_LANGUAGE', language);
  return { ...(await import('./message.ts')), ...(await import('../wording.ts')) };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

const bare = (text: string) => text.replace(/[\u2066-\u2069]/g, '');

test('each number has the form that its language has for it', async () => {
  const arabic = await speaking('ar');
  expect([0, 1, 2, 3, 11, 100].map((count) => bare(arabic.plural('counts.names', count)))).toEqual([
    '0 اسم',
    'اسم واحد',
    'اسمان',
    '3 أسماء',
    '11 اسمًا',
    '100 اسم',
  ]);
  const spanish = await speaking('es');
  expect([1, 2, 1_000_000].map((count) => spanish.plural('counts.names', count))).toEqual([
    '1 nombre',
    '2 nombres',
    '1.000.000 de nombres',
  ]);
});

test('dates are those of the language, with European digits', async () => {
  expect((await speaking('es')).dateText('2019-01-31')).toBe('31 de enero de 2019');
  const { dateText } = await speaking('ar');
  expect(bare(dateText('2019-01-31'))).toBe('31 يناير 2019');
  expect(bare(dateText('2023-Q1'))).toBe('الربع الأول من 2023');
});

test('a value keeps its own direction where it or the message runs from right to left', async () => {
  const arabic = await speaking('ar');
  expect(arabic.t('sites.grant', '@name')).toBe('السماح بـ \u2068@name\u2069');
  expect(arabic.citationWords.names('@name', 'x')).toBe('يسمّي @name (X)');
  const english = await speaking('en');
  expect(english.t('sites.grant', '@name')).toBe('Allow @name');
  expect(english.t('sites.grant', 'سوريا')).toBe('Allow \u2068سوريا\u2069');
});

test('a message that is not there, or lacks a value, is an error where no browser stands in for it', async () => {
  const { t } = await speaking('en');
  expect(() => t('sites.nothing' as 'sites.sites')).toThrow('No message is called sites_nothing');
  expect(() => t('sites.grant')).toThrow('too few values');
});

test('marks in a value turn no word of the sentence around it', async () => {
  const { t } = await speaking('en');
  const [a, b] = ['a\u202eb\u2066c', 'a\u2069b'];
  expect(t('card.attribution', a)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect(t('card.attribution', b)).not.toMatch(/[\u2066-\u2069]/);
  const arabic = await speaking('ar');
  const inner = arabic.t('card.attribution', 'a\u202eb');
  expect(inner).toContain('\u2068ab\u2069');
  expect(arabic.t('card.attribution', inner)).toContain('\u2068ab\u2069');
});
