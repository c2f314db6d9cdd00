import { badgesOnce } from '../../src/dev/browser/badges.ts';
import { faultsOn } from './axe.ts';
import { reads, textOf } from './keyboard.ts';
import { expect, test } from './lens.ts';

// What somebody sees who has just installed the extension, tried by keyboard.

test('the first page explains, and its sample is a real badge with a real card', async ({
  session,
}) => {
  const tab = await session.openOwnPage('welcome.html');
  await tab.toFront();
  await reads(tab, 'Listed is not guilty');
  const [badge, ...others] = await badgesOnce(tab, (badges) => badges.length > 0);
  expect(others).toEqual([]);
  expect(badge?.name).toContain('RobbyDelaware');
  expect(badge?.text).toContain('Reinstated');
  expect(await faultsOn(tab)).toEqual([]);
  await tab.runOn(badge!.host, (host) => (host as HTMLElement).focus());
  await tab.press('Enter');
  await expect
    .poll(async () => JSON.stringify(await tab.tree()))
    .toContain('Everything about this disclosure');
});

test('sites are allowed from there, as in the options', async ({ session }) => {
  const tab = await session.openOwnPage('welcome.html');
  await reads(tab, 'Bluesky');
  expect(await textOf(tab)).toContain('Wayback Machine');
});

test('news says when there is none, and can be done without', async ({ session }) => {
  const tab = await session.openOwnPage('welcome.html#news');
  await tab.toFront();
  await reads(tab, 'Nothing that you need to know.');
  expect(await faultsOn(tab)).toEqual([]);
  await tab.run(() => document.querySelector<HTMLElement>('[role=switch]')?.focus());
  await tab.press('Space');
  await expect
    .poll(() => tab.run(() => document.querySelector<HTMLInputElement>('[role=switch]')?.checked))
    .toBe(false);
});
