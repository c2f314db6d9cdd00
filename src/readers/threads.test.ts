import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';
import { accountAt } from './core/registry.ts';
import './core/all.ts';

const at = accountsOn('threads');

describe('links', () => {
  test.each([
    ['https://www.threads.net/@exa.mple_1', 'exa.mple_1'],
    ['https://www.threads.com/@Exa.Mple_1/', 'Exa.Mple_1'],
    ['https://threads.com/%40example?xmt=AQ', 'example'],
    ['https://www.threads.com/@example/replies', 'example'],
    ['https://www.threads.com/@example/post/DFiLS_II0aa', 'example'],
    ['https://www.threads.com/@example/post/DFiLS_II0aa/media#1', 'example'],
    ['https://l.threads.com/?u=https%3A%2F%2Fwww.threads.com%2F%40example&e=AT', 'example'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://www.threads.com/',
    'https://www.threads.com/example',
    'https://www.threads.com/t/DFiLS_II0aa',
    'https://www.threads.com/search?q=%40example',
    'https://www.threads.com/tag/example',
    'https://www.threads.com/custom_feed/123/',
    'https://www.threads.com/@',
    'https://www.threads.com/@exa-mple',
    'https://www.threads.com/@exаmple',
    'https://www.threads.com/@example/unknown/deep',
    'https://about.threads.com/@example',
    'https://evilthreads.com/@example',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });

  test('an account of Threads is not one of Instagram', () => {
    expect(accountAt(new URL('https://www.threads.com/@example'))?.site.platform).toBe('threads');
  });
});
