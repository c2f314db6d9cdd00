import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';

const at = accountsOn('instagram');

describe('links', () => {
  test.each([
    ['https://www.instagram.com/exa.mple_1/', 'exa.mple_1'],
    ['https://instagram.com/Exa.Mple_1?igsh=AbC%3D%3D', 'Exa.Mple_1'],
    ['http://m.instagram.com/example#top', 'example'],
    ['https://www.instagram.com/@example/', '@example'],
    ['https://www.instagram.com/%65xample', 'example'],
    ['https://www.instagram.com/example…', 'example'],
    ['https://www.instagram.com/19960421zj', '19960421zj'],
    ['https://www.instagram.com/123456', '123456'],
    ['https://www.instagram.com/constructor/', 'constructor'],
    ['https://www.instagram.com/example/tagged/', 'example'],
    ['https://www.instagram.com/example/followers/mutualOnly', 'example'],
    ['https://www.instagram.com/example/p/DFiLS_II0aa/', 'example'],
    ['https://www.instagram.com/example/reel/DFiLS_II0aa/?img_index=1', 'example'],
    ['https://www.instagram.com/stories/example/3491234567890123456/', 'example'],
    ['https://www.instagram.com/_u/example', 'example'],
    ['https://l.instagram.com/?u=https%3A%2F%2Fwww.instagram.com%2Fexample&e=AT', 'example'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://www.instagram.com/',
    'https://www.instagram.com/p/DFiLS_II0aa/',
    'https://www.instagram.com/reel/DFiLS_II0aa/',
    'https://www.instagram.com/reels/audio/123/',
    'https://www.instagram.com/tv/DFiLS_II0aa/',
    'https://www.instagram.com/Explore/',
    'https://www.instagram.com/explore/tags/example/',
    'https://www.instagram.com/explore/locations/123/example/',
    'https://www.instagram.com/stories/highlights/17900000000000000/',
    'https://www.instagram.com/accounts/login/?next=%2Fexample%2F',
    'https://www.instagram.com/direct/t/123/',
    'https://www.instagram.com/embed.js',
    'https://www.instagram.com/share/',
    'https://www.instagram.com/oauth',
    'https://www.instagram.com/guides/',
    'https://www.instagram.com/session/',
    'https://www.instagram.com/sharedData.php',
    'https://www.instagram.com/exa-mple/',
    'https://www.instagram.com/exаmple/',
    'https://www.instagram.com/exam%2Fple/',
    'https://www.instagram.com/%/',
    'https://www.instagram.com/athirtyonecharacternameistoolong/',
    'https://help.instagram.com/example',
    'https://l.instagram.com/example',
    'https://instagr.am/p/DFiLS_II0aa/',
    'https://evilinstagram.com/example',
    'https://www.instagram.com.evil.example/example',
    'instagram://user?username=example',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
