import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';

const at = accountsOn('medium');

describe('links', () => {
  test.each([
    ['https://medium.com/@exa.mple-1_', 'exa.mple-1_'],
    ['https://www.medium.com/@Example/', 'Example'],
    ['https://medium.com/%40example?source=post_page---byline--28ff78fed88e', 'example'],
    ['https://medium.com/@example#top', 'example'],
    ['https://medium.com/@example/a-title-of-mine-fb39f4f701bb', 'example'],
    ['https://medium.com/@example/about', 'example'],
    ['https://medium.com/@example/list/reading-list', 'example'],
    ['https://medium.com/u/28ff78fed88e?source=x', '#28ff78fed88e'],
    ['https://example.medium.com/', 'example'],
    ['https://example.medium.com/about', 'example'],
    ['https://example.medium.com/a-title-fb39f4f701bb?source=x', 'example'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://medium.com/',
    'https://medium.com/some-publication',
    'https://medium.com/some-publication/a-title-fb39f4f701bb',
    'https://medium.com/p/fb39f4f701bb',
    'https://medium.com/tag/example',
    'https://medium.com/m/signin?redirect=https%3A%2F%2Fmedium.com%2F%40example',
    'https://medium.com/me/settings',
    'https://medium.com/@',
    'https://medium.com/@exаmple',
    'https://medium.com/@exa%2Fmple',
    'https://medium.com/u/28ff78fed88e/more',
    'https://medium.com/u/not-an-id',
    'https://help.medium.com/',
    'https://miro.medium.com/a-picture-fb39f4f701bb',
    'https://a.b.medium.com/',
    'https://evilmedium.com/@example',
    'https://medium.com.evil.example/@example',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
