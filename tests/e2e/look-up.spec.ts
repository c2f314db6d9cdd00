import { eventually } from '../../src/dev/browser/badges.ts';
import type { Tab } from '../../src/dev/browser/session.ts';
import { expect, test } from './lens.ts';

// biome-ignore lint/performance/useDomNodeTextContent: what a person reads, line by line
const textOf = (tab: Tab) => tab.run(() => document.body.innerText);

const reads = async (tab: Tab, words: string): Promise<string> => {
  const text = await eventually(
    () => textOf(tab),
    (shown) => shown.includes(words),
  );
  expect(text).toContain(words);
  return text;
};

async function type(tab: Tab, text: string): Promise<void> {
  for (const letter of text) await tab.press(letter);
}

test('an address is looked up on its platform alone', async ({ session }) => {
  const asked = encodeURIComponent('https://twitter.com/TEN_GOP/status/1');
  const page = await session.openOwnPage(`look-up.html?q=${asked}`);
  const text = await reads(page, 'on X.');
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
  const text = await reads(page, 'The lists have “RobbyDelaware” on X');
  expect(text).toContain('Reinstated');
  expect(text).toMatch(/TikTok\s+Not in the lists\s+[\d,]+/);
  expect(await page.address()).toMatch(/\?q=RobbyDelaware$/);
});

test('what is in no list is not called cleared', async ({ session }) => {
  const page = await session.openOwnPage('look-up.html?q=nobody_at_all_here');
  const text = await reads(page, 'is in none of the lists');
  expect(text).toContain('Not listed is not cleared');
});
