import { createHash } from 'node:crypto';
import Papa from 'papaparse';
import { eventually, until } from '../../src/dev/browser/badges.ts';
import type { Tab } from '../../src/dev/browser/session.ts';
import { openLookup } from '../../src/publish/check-lists.ts';
import { faultsOn } from './axe.ts';
import { catchFiles, reads, savedText, textOf } from './keyboard.ts';
import { expect, test } from './lens.ts';

// A researcher's way through the research page: paste or choose, look, narrow down, save.

const press = (tab: Tab, name: string) =>
  tab.run((wanted) => {
    const buttons = [...document.querySelectorAll('button')];
    const named = (button: Element) =>
      button.getAttribute('aria-label') ?? button.textContent?.trim();
    const found = buttons.find((button) => named(button) === wanted);
    if (!found) throw new Error(`there is no button "${wanted}"`);
    found.click();
  }, name);

/** Fills a field by its label's beginning. */
const fill = (tab: Tab, label: string, value: string) =>
  tab.run(
    (wanted, text) => {
      const labels = [...document.querySelectorAll('label')];
      const found = labels.find((one) => one.textContent?.startsWith(wanted))?.control as
        | HTMLInputElement
        | undefined;
      if (!found) throw new Error(`there is no field "${wanted}"`);
      found.value = text;
      found.dispatchEvent(
        new Event(found.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }),
      );
    },
    label,
    value,
  );

/** Chooses a file of so many rows; every thousandth has a listed name. */
const chooseRows = (tab: Tab, rows: number) =>
  tab.run((count) => {
    const parts = ['tweetid,user_screen_name,tweet_text\n'];
    for (let row = 1; row <= count; row++) {
      parts.push(`${row},${row % 1000 === 0 ? 'TEN_GOP' : `nobody_${row}`},"text, of ${row}"\n`);
    }
    const transfer = new DataTransfer();
    transfer.items.add(new File([parts.join('')], 'tweets.csv'));
    const input = document.querySelector<HTMLInputElement>('#files');
    if (!input) throw new Error('no field for files');
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, rows);

const cells = (tab: Tab) =>
  tab.run(() =>
    [...document.querySelectorAll('.table-box tbody tr:not(.gap)')].map((row) =>
      [...row.children].map((cell) => cell.textContent?.trim() ?? ''),
    ),
  );

const PASTED = [
  '@TEN_GOP',
  'https://twitter.com/RobbyDelaware',
  'nobody_of_this_name',
  '=not a name',
].join('\n');

test('pasted names are looked up, narrowed down and saved with what they rest on', async ({
  session,
}) => {
  const page = await session.openOwnPage('research.html');
  await page.toFront();
  await reads(page, 'Nothing of them is sent anywhere.');
  expect(await faultsOn(page)).toEqual([]);
  await press(page, 'Check');
  await reads(page, 'There is nothing to check yet.');
  await fill(page, 'Names, addresses or ids', PASTED);
  await fill(page, 'Platform of names', 'x');
  await press(page, 'Check');
  await reads(page, '2 of 4 rows name an account in the lists.');
  await until(
    () => cells(page),
    (rows) => rows.length === 2,
  );
  const shown = await cells(page);
  expect(shown.map(([row, input, platform, evidence]) => [row, input, platform, evidence])).toEqual(
    [
      ['1', '@TEN_GOP', 'X', 'Name match only'],
      ['2', 'https://twitter.com/RobbyDelaware', 'X', 'Name match only'],
    ],
  );
  expect(shown[1]?.[6]).toBe('Reinstated');
  await press(page, 'Row 2');
  await reads(page, 'Nothing in the row confirms or contradicts');
  expect(await faultsOn(page)).toEqual([]);

  await fill(page, 'Find in the matches', 'robby');
  await reads(page, '1 of 2 matches');
  await fill(page, 'Find in the matches', '');
  await reads(page, '2 matches');
  await press(page, 'Input');
  const sorted = await eventually(
    () => page.run(() => document.querySelector('th[aria-sort="ascending"]')?.textContent ?? ''),
    (text) => text.startsWith('Input'),
  );
  expect(sorted).toContain('Input');

  await catchFiles(page);
  await press(page, 'CSV');
  await reads(page, 'takedown-lens-result.csv was handed to the browser.');
  const csv = await savedText(page);
  const { data } = Papa.parse<Record<string, string>>(csv, {
    header: true,
    comments: '#',
    skipEmptyLines: true,
  });
  expect(data.map(({ row, input, evidence }) => [row, input, evidence])).toEqual([
    ['1', "'@TEN_GOP", 'same-name'],
    ['2', 'https://twitter.com/RobbyDelaware', 'same-name'],
  ]);
  // The same list, in the same version and with the same hash, as the command line has.
  const [list] = (await openLookup(null)).lists;
  expect(csv).toContain(list?.sha256);
  expect(csv).toContain(createHash('sha256').update(PASTED).digest('hex'));
  for (const [button, name] of [
    ['NDJSON', 'takedown-lens-result.ndjson'],
    ['JSON', 'takedown-lens-result.json'],
    ['XLSX', 'takedown-lens-result.xlsx'],
    ['Summary (Markdown)', 'takedown-lens-result.md'],
  ] as const) {
    await press(page, button);
    await reads(page, `${name} was handed to the browser.`);
  }
  expect(await savedText(page)).toContain('Listed is not guilty.');
  expect(session.refused).toEqual([]);
});

test('a file is read in a worker; its table holds the rows in sight alone', async ({ session }) => {
  const page = await session.openOwnPage('research.html');
  await page.toFront();
  await reads(page, 'Nothing of them is sent anywhere.');
  await chooseRows(page, 300_000);
  await press(page, 'Check');
  await reads(page, '300 of 300,000 rows name an account in the lists.');
  expect((await textOf(page)).includes('Names from the column user_screen_name.')).toBe(false);
  await page.run(() => document.querySelector<HTMLElement>('.readings summary')?.click());
  await reads(page, 'Names from the column user_screen_name.');
  const drawn = await eventually(
    () => cells(page),
    (rows) => rows.length > 0,
  );
  expect(drawn.length).toBeLessThan(80);
  expect(drawn[0]?.[0]).toBe('1,000');
  await page.run(() => {
    const box = document.querySelector('.table-box');
    if (box) box.scrollTop = box.scrollHeight;
  });
  await until(
    () => cells(page),
    (rows) => rows.at(-1)?.[0] === '300,000',
  );
  expect((await cells(page)).at(-1)?.[0]).toBe('300,000');
  expect(await faultsOn(page)).toEqual([]);
});

test('a check can be cancelled, and a file that is none says why', async ({ session }) => {
  const page = await session.openOwnPage('research.html');
  await page.toFront();
  await reads(page, 'Nothing of them is sent anywhere.');
  await chooseRows(page, 900_000);
  await press(page, 'Check');
  await until(
    () => textOf(page),
    (text) => text.includes('so far.'),
  );
  await press(page, 'Cancel');
  await reads(page, 'The check was cancelled.');
  await page.run(() => {
    const input = document.querySelector<HTMLInputElement>('#files');
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2])], 'broken.gz'));
    if (input) input.files = transfer.files;
    input?.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await press(page, 'Check');
  await reads(
    page,
    'broken.gz: The packed file is damaged, incomplete, or has no table or list in it.',
  );
});
