import { gzipSync } from 'node:zlib';
import { badgesOnce, cardText, eventually, openCard } from '../../src/dev/browser/badges.ts';
import { faultsOn } from './axe.ts';
import { reads, readsNot, textOf } from './keyboard.ts';
import { expect, test } from './lens.ts';
import { drop, fill, makeList, press } from './own-list-page.ts';

// A published file is dropped, becomes a list of the person's own, is matched in a page that is open, and goes again.

const NAME = 'mara_q_sample';
const isMarked = (badges: readonly { beside: string }[]) =>
  badges.some(({ beside }) => beside === NAME);

const FILE = `userid,user_screen_name,user_display_name
1234567890123,${NAME},Mara
,another_sample,Another
Dauog8ymHFUXSKwzt8naraYR6e4jM0+ICMvAW6WF4=,Dauog8ymHFUXSKwzt8naraYR6e4jM0+ICMvAW6WF4=,Dauog8ymHFUXSKwzt8naraYR6e4jM0+ICMvAW6WF4=
`;

test('a file that is dropped is matched in a page that is open, until its list is removed', async ({
  session,
  timeline,
}) => {
  const page = await session.openOwnPage('research.html');
  await page.toFront();
  await reads(page, 'Add a published file');
  // A gzip of two members, as archives have them: read to its end.
  const members = [FILE.slice(0, 60), FILE.slice(60)].map((part) => gzipSync(part));
  await drop(page, 'sample.csv.gz', Buffer.concat(members));
  await reads(page, 'Which disclosure named these accounts?');
  const report = await textOf(page);
  expect(report).toContain('Twitter’s archive of information operations: accounts');
  expect(report).toContain('2 accounts, 2 names, 1 with a permanent id');
  expect(report).toContain('hash in place of the name');
  expect(await faultsOn(page)).toEqual([]);

  await press(page, 'Make a list of these 2 accounts');
  await reads(page, 'Choose a disclosure first.');
  await makeList(page, 'sample.csv', FILE);
  await fill(page, 'When', 'some day');
  await press(page, 'Make a list of these 2 accounts');
  await reads(page, 'This is not a date');
  expect(await faultsOn(page)).toEqual([]);
  await fill(page, 'When', '2024-Q3');
  await press(page, 'Make a list of these 2 accounts');
  await reads(page, 'Your list of sample.csv is in use');
  expect(isMarked(await badgesOnce(timeline, isMarked))).toBe(true);

  await timeline.toFront();
  await openCard(timeline, NAME);
  const card = await cardText(timeline);
  expect(card).toContain('A sample desk');
  expect(card).toContain('From your own list, which you made of the file “sample.csv”');

  const options = await session.openOwnPage('options.html');
  await reads(options, 'It is on this computer alone');
  const shown = await textOf(options);
  expect(shown).toContain('A sample desk: A sample of accounts');
  expect(shown).toMatch(/[0-9a-f]{64}/);
  expect(await faultsOn(options)).toEqual([]);
  await options.toFront();
  await press(options, 'Remove', '.list-items');
  await reads(options, 'Remove sample.csv and its data?');
  await press(options, 'Remove it');
  await readsNot(options, 'sample.csv');
  const isFree = (badges: readonly { beside: string }[]) => !isMarked(badges);
  expect(isFree(await badgesOnce(timeline, isFree))).toBe(true);
});

test('of a file of which little can be read each reason is told, and which columns were read', async ({
  session,
}) => {
  const page = await session.openOwnPage('research.html');
  await page.toFront();
  await reads(page, 'Add a published file');
  const bad = '~,x\n'.repeat(60);
  await drop(page, 'bad.csv', `Handle,Note\n${`${NAME},x\n`.repeat(90)}${bad}N/A,x\nTotal,3\n`);
  await reads(page, 'The 62 rows that could not be read');
  await press(page, 'The 62 rows', '.file-import', 'summary');
  const report = await textOf(page);
  expect(report).toContain('60 × no name on their platform');
  expect(report).toContain('1 × look like sums');
  expect(report).toContain('Line 92: "~" is no name on X.');
  expect(report).toContain('and 12 more');
  expect(report).toContain('Handle; nothing of: Note');
  expect(report).toContain('so X is assumed');
  expect(await faultsOn(page)).toEqual([]);
});

test('a newer version of a file proposes what it lacks as withdrawn', async ({
  session,
  timeline,
}) => {
  const options = await session.openOwnPage('options.html');
  await options.toFront();
  await reads(options, 'Add a published file');
  await makeList(options, 'sample.csv', FILE);
  await press(options, 'Make a list of these 2 accounts');
  await reads(options, 'Your list of sample.csv is in use');
  expect(isMarked(await badgesOnce(timeline, isMarked))).toBe(true);

  // The very same file.
  await drop(options, 'renamed.csv', FILE);
  await reads(options, 'You have made a list of this very file before');

  await drop(options, 'sample-2.csv', FILE.replace(/^1234.*\n/m, '99999999999,a_third_sample,C\n'));
  await reads(options, 'Which disclosure named these accounts?');
  await readsNot(options, 'this very file');
  const own = await eventually(
    () =>
      options.run(
        () =>
          [...document.querySelectorAll<HTMLOptionElement>('#import-disclosure option')].find(
            ({ value }) => value.startsWith('own-'),
          )?.value ?? '',
      ),
    (id) => id !== '',
  );
  await fill(options, 'Disclosure', own);
  await reads(options, '1 name of that list is not in this file:');
  expect(await textOf(options)).toContain(`@${NAME}`);
  expect(await faultsOn(options)).toEqual([]);
  await options.run(() => document.querySelector<HTMLElement>('input[name="withdraw"]')?.click());
  await press(options, 'Make a list of these 2 accounts');
  await reads(options, 'Your list of sample-2.csv is in use');
  await reads(options, 'in place of 1 earlier version');
  const isFree = (badges: readonly { beside: string }[]) => !isMarked(badges);
  expect(isFree(await badgesOnce(timeline, isFree))).toBe(true);
});
