import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';

const at = accountsOn('quora');

describe('links', () => {
  test.each([
    ['https://www.quora.com/profile/Jane-Example-12', 'Jane-Example-12'],
    ['https://es.quora.com/profile/Jane-Example-12/', 'Jane-Example-12'],
    ['https://quora.com/profile/jane-example-12?ch=10#top', 'jane-example-12'],
    ['https://www.quora.com/profile/Ivan-%D0%98%D0%B2%D0%B0%D0%BD', 'Ivan-Иван'],
    ["https://www.quora.com/profile/Jane-O'Example", "Jane-O'Example"],
    ['https://www.quora.com/profile/Jane-Example-12/answers', 'Jane-Example-12'],
    ['https://www.quora.com/Why-is-it-so/answer/Jane-Example-12', 'Jane-Example-12'],
    ['https://www.quora.com/unanswered/Why/answer/Jane-Example-12', 'Jane-Example-12'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://www.quora.com/',
    'https://www.quora.com/profile/',
    'https://www.quora.com/Why-is-it-so',
    'https://www.quora.com/topic/Example',
    'https://www.quora.com/search?q=Jane',
    'https://www.quora.com/answer',
    'https://example-space.quora.com/Jane-Example-12',
    'https://www.quora.com/profile/Jane%2FExample',
    'https://www.quora.com/profile/%',
    'https://www.quora.com/profile/Jane%20Example',
    'https://qr.ae/AbCdEf',
    'https://evilquora.com/profile/Jane',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });

  test('letters that only look alike stay apart', () => {
    expect(at('https://www.quora.com/profile/Jаne')).not.toBe('Jane');
  });
});
