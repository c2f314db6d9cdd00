import { eventually, until } from '../../src/dev/browser/badges.ts';
import { namesKnown, type Session, type Tab } from '../../src/dev/browser/session.ts';
import { faultsOn } from './axe.ts';
import { focused, reads, textOf, type } from './keyboard.ts';
import { expect, test } from './lens.ts';

// All disclosures and disputes, as somebody reads and searches them, by keyboard alone.

async function openCatalogue(session: Session, hash = ''): Promise<Tab> {
  const tab = await session.openOwnPage('catalogue.html');
  await tab.toFront();
  await until(
    () => namesKnown(tab),
    (names) => names > 0,
  );
  await reads(tab, 'All 204 disclosures.');
  if (hash !== '') await tab.run((to) => location.assign(to), hash);
  return tab;
}

const titles = (tab: Tab) =>
  tab.run(() => [...document.querySelectorAll('.results a')].map((link) => link.textContent ?? ''));

test('words and choices narrow the disclosures down, and the address keeps them', async ({
  session,
}) => {
  const tab = await openCatalogue(session);
  await tab.run(() => document.querySelector<HTMLElement>('input[type=search]')?.focus());
  await type(tab, 'venezuela');
  await until(
    () => titles(tab),
    (all) => all.length < 40 && all.length > 0,
  );
  const found = await titles(tab);
  expect(found.some((title) => title.includes('Venezuela, first set'))).toBe(true);
  expect(await tab.run(() => location.hash)).toBe('#/?q=venezuela');
  await tab.run(() => location.assign('#/?q=venezuela&year=2019&state=disputed'));
  const narrowed = await eventually(
    () => titles(tab),
    (all) => all.length < found.length,
  );
  expect(narrowed.length).toBeGreaterThan(0);
  expect(await faultsOn(tab)).toEqual([]);
});

test('a question that nothing answers says so, and what that does not mean', async ({
  session,
}) => {
  const tab = await openCatalogue(session, '#/?q=nothing+of+the+kind');
  await reads(tab, 'No disclosure in the lists has all of that.');
  await reads(tab, 'does not say that it did not happen');
  expect(await faultsOn(tab)).toEqual([]);
});

test('a disclosure has a page with its claim, its disputes and its names; the way back is the same list', async ({
  session,
}) => {
  const tab = await openCatalogue(session, '#/?q=venezuela+first+set');
  await reads(tab, 'Venezuela, first set');
  await tab.run(() => {
    const links = [...document.querySelectorAll<HTMLElement>('.results a')];
    links.find((link) => link.textContent?.includes('Venezuela, first set'))?.focus();
  });
  await tab.press('Enter');
  await reads(tab, 'appear to be engaged in a state-backed influence campaign');
  await reads(tab, 'Abby Martin');
  expect(await focused(tab)).toContain('Venezuela, first set');
  expect(await faultsOn(tab)).toEqual([]);
  await tab.run(() => document.querySelector<HTMLElement>('.whole a')?.focus());
  await tab.press('Enter');
  await until(
    () => tab.run(() => location.hash),
    (hash) => hash.startsWith('#/?q='),
  );
  expect(await tab.run(() => location.hash)).toBe('#/?q=venezuela+first+set');
  // Who goes on by keyboard is where they were.
  expect(await focused(tab)).toContain('Venezuela, first set');
});

test('names of a disclosure are shown when they are asked for', async ({ session }) => {
  const tab = await openCatalogue(session, '#/disclosure/house-intel-2017-11-01-ira');
  await reads(tab, 'Show ');
  expect(await textOf(tab)).not.toContain('@TEN_GOP');
  await tab.run(() => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find((button) => button.textContent?.startsWith('Show '))?.focus();
  });
  await tab.press('Enter');
  await reads(tab, '@TEN_GOP');
  expect(await faultsOn(tab)).toEqual([]);
});

test('the names of one disclosure never stand under the next that is opened', async ({
  session,
}) => {
  const tab = await openCatalogue(session, '#/disclosure/house-intel-2017-11-01-ira');
  await reads(tab, 'Show ');
  await tab.run(() => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find((button) => button.textContent?.startsWith('Show '))?.click();
  });
  await reads(tab, '@TEN_GOP');
  await tab.run(() => location.assign('#/disclosure/twitter-2019-01-31-venezuela-1'));
  await reads(tab, 'Venezuela, first set');
  expect(await textOf(tab)).not.toContain('@TEN_GOP');
});

test('a disclosure that no list has is said to be unknown', async ({ session }) => {
  const tab = await openCatalogue(session, '#/disclosure/nobody-2019');
  await reads(tab, 'in none of the lists in use');
});
