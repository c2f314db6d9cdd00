import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { BadRequest, pages, savedPage, webAddress } from './worlds.ts';

const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'lens-')), 'page.html');
writeFileSync(file, '<p>saved</p>');

test('a saved page answers at its own address, in whatever spelling, and nowhere else', async () => {
  const world = savedPage(file, 'https://X.com/a/../jack#top');
  const answer = await world(new URL('https://x.com/jack'));
  expect(String(answer?.body)).toBe('<p>saved</p>');
  expect(await world(new URL('https://x.com/jack?s=1'))).toBeNull();
});

test("a saved page's own scripts do not run", async () => {
  const answer = await savedPage(file, 'https://x.com/jack')(new URL('https://x.com/jack'));
  expect(answer?.headers?.['content-security-policy']).toBe("script-src 'none'");
});

test.each(['/no/such/file.html', os.tmpdir()])('%s is no file to show', (name) => {
  expect(() => savedPage(name, 'https://x.com/jack')).toThrow(BadRequest);
});

test.each(['x.com/jack', 'javascript:alert(1)', 'file:///etc/passwd', ''])(
  '%j is no web address',
  (text) => {
    expect(() => webAddress(text)).toThrow(BadRequest);
  },
);

test('an address with a part behind # is the same page', async () => {
  const world = pages({ 'https://x.com/home': { body: 'a' } });
  expect(await world(new URL('https://x.com/home#now'))).toEqual({ body: 'a' });
});
