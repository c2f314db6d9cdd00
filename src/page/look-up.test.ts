import { expect, test } from 'vitest';
import type { FoundEntry } from '../messaging/messages.ts';
import { AccountEntry } from '../records/entry.ts';
import { asMarkup, findAsked, lookUpPath, suggestionsOf } from './look-up.ts';

const found = (more: object = {}, list = 'base'): FoundEntry => ({
  key: '@name',
  entry: AccountEntry.parse({
    ...{ platform: 'x', handle: 'Name', namedIn: [{ disclosure: 'twitter-2019' }] },
    ...more,
  }),
  disclosures: [
    { id: 'meta-2023', shortName: 'Meta', date: '2023-Q1', kind: 'network-takedown', disputes: 0 },
    {
      id: 'twitter-2019',
      shortName: 'Twitter',
      date: '2019',
      kind: 'network-takedown',
      disputes: 2,
    },
  ],
  list: { id: list, name: list, version: 1, expires: '2099-01-01T00:00:00Z' },
});

test('an account is offered with who named it first, what became of it and its disputes', () => {
  const history = [{ status: 'reinstated', date: '2020', summary: 'It was.', source: null }];
  expect(suggestionsOf('name', [{ platform: 'x', found: found({ history }) }])).toEqual([
    {
      content: 'https://x.com/Name',
      description: '@Name on X: Reinstated · Named by Twitter, 2019 · 2 disputes',
    },
  ]);
});

test('an account of two lists is offered once', () => {
  const both = ['base', 'other'].map((list) => ({
    platform: 'x' as const,
    found: found({}, list),
  }));
  expect(suggestionsOf('name', both)).toHaveLength(1);
});

test('an account whose address nobody can know is asked for as it was typed', () => {
  const entry = { platform: 'vimeo', handle: null, displayName: 'A B' };
  const [offered] = suggestionsOf('a b', [{ platform: 'vimeo', found: found(entry) }]);
  expect(offered?.content).toBe('a b');
});

test('each platform is asked for its own keys, and what is found keeps their order', async () => {
  const asked = ['reddit', 'x'] as const;
  const all = await findAsked(
    asked.map((platform) => ({ platform, handle: 'name', id: null, keys: [] })),
    async (platform) => ({
      generation: '1',
      found: platform === 'x' ? [found(), found()] : [found()],
    }),
  );
  expect(all.map(({ platform }) => platform)).toEqual(['reddit', 'x', 'x']);
});

test('a question survives the page’s address, and markup the address bar', () => {
  const asked = 'https://x.com/a?b=c&d#e';
  const address = new URL(lookUpPath(asked), 'https://own.example');
  expect(address.searchParams.get('q')).toBe(asked);
  expect(lookUpPath('')).toBe('/look-up.html');
  expect(asMarkup(`<b>"A" & 'B'`)).toBe('&lt;b&gt;&quot;A&quot; &amp; &apos;B&apos;');
});
