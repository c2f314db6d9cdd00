import { reads, textOf, type } from './keyboard.ts';
import { expect, test } from './lens.ts';

test('an address is looked up on its platform alone', async ({ session }) => {
  const asked = encodeURIComponent('https://twitter.com/TEN_GOP/status/1');
  const page = await session.openOwnPage(`look-up.html?q=${asked}`);
  await reads(page, 'on X.');
  const text = await textOf(page);
  expect(text).toContain('@TEN_GOP');
  expect(text).toContain('Found by its name alone.');
  expect(text).toContain('Listed is not guilty. Not listed is not cleared.');
  const platforms = await page.run(() =>
    [...document.querySelectorAll('tbody th')].map((cell) => cell.textContent),
  );
  expect(platforms).toEqual(['X']);
});

test('a name that is typed is looked up everywhere, by keyboard alone', async ({ session }) => {
  const page = await session.openOwnPage('look-up.html');
  await reads(page, 'Look up an account');
  await page.toFront();
  await page.run(() => document.querySelector('input')?.focus());
  await type(page, 'RobbyDelaware');
  await page.press('Enter');
  await reads(page, 'The lists have “RobbyDelaware” on X');
  const text = await textOf(page);
  expect(text).toContain('Reinstated');
  expect(text).toMatch(/TikTok\s+Not in the lists\s+[\d,]+/);
  expect(await page.address()).toMatch(/\?q=RobbyDelaware$/);
});

test('what is in no list is not called cleared', async ({ session }) => {
  const page = await session.openOwnPage('look-up.html?q=nobody_at_all_here');
  await reads(page, 'is in none of the lists');
  const text = await textOf(page);
  expect(text).toContain('Not listed is not cleared');
});

test('an answer stays before whoever reads it while it is asked anew', async ({ session }) => {
  const page = await session.openOwnPage('look-up.html?q=RobbyDelaware');
  await reads(page, 'The lists have “RobbyDelaware” on X');
  await page.run(() => {
    const watched = globalThis as unknown as { gone: boolean };
    watched.gone = false;
    new MutationObserver(() => {
      watched.gone ||= document.querySelector('.found') === null;
    }).observe(document.body, { childList: true, subtree: true });
  });
  const other = await session.openOwnPage('options.html');
  await reads(other, 'Lists');
  // As the background says it when a list was looked after.
  await other.run(() =>
    (globalThis as unknown as { chrome: typeof import('webextension-polyfill') }).chrome.runtime
      .sendMessage({ type: 'subscriptions-changed' })
      .catch(() => {}),
  );
  await page.toFront();
  const gone = await page.run(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return (globalThis as unknown as { gone: boolean }).gone;
  });
  expect(gone).toBe(false);
});
