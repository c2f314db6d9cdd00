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
