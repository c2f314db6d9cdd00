import Papa from 'papaparse';
import { badgesOnce, eventually, until } from '../../src/dev/browser/badges.ts';
import type { Tab } from '../../src/dev/browser/session.ts';
import { faultsOn } from './axe.ts';
import { catchFiles, hasFocus, reads, readsNot, savedText, tabTo } from './keyboard.ts';
import { expect, settledBadges, TIMELINE, test } from './lens.ts';

// A researcher's way through the journal: switch it on, read a timeline, look, pause, save, wipe.

const press = (tab: Tab, name: string) =>
  tab.run((wanted) => {
    const buttons = [...document.querySelectorAll('button')];
    const found = buttons.find((button) => button.textContent?.trim() === wanted);
    if (!found) throw new Error(`there is no button "${wanted}"`);
    found.click();
  }, name);

const set = (tab: Tab, field: string, value: string) =>
  tab.run(
    (selector, text) => {
      const found = document.querySelector<HTMLInputElement>(selector);
      if (!found) throw new Error(`there is no field "${selector}"`);
      found.value = text;
      const type = found.tagName === 'SELECT' ? 'change' : 'input';
      found.dispatchEvent(new Event(type, { bubbles: true }));
    },
    field,
    value,
  );

/** Name and role of the rows, as a person lists them. */
const sightings = (tab: Tab) =>
  tab.run(() =>
    [...document.querySelectorAll('.table-box tbody tr:not(.gap)')]
      .map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? ''))
      .map(([, name = '', evidence = '', , role = '']) => `${name} | ${role} | ${evidence}`)
      .sort(),
  );

/** What of the demonstration timeline (tests/fixtures/x/timeline.html) is listed. */
const EXPECTED = [
  '@Beckster319 X | Mentioned | Name match only',
  '@Crystal1Johnson X | Author | Name match only',
  '@Jenn_Abrams X | Mentioned | Name match only',
  '@Jenn_Abrams X | Quoted | Name match only',
  '@Pamela_Moore13 X | In a list of accounts | Same account',
  '@Pamela_Moore13 X | Replied to | Same account',
  '@RobbyDelaware X | Mentioned | Name match only',
  '@TEN_GOP X | Author | Name match only',
  '@TEN_GOP X | Mentioned | Name match only',
  '@blackmattersus X | Mentioned | Same name, in its time',
];

/** The text on the toolbar's button where a tab has none of its own, and its title. */
const button = (tab: Tab) =>
  tab.run(async () => {
    const { action } = (globalThis as unknown as { chrome: typeof import('webextension-polyfill') })
      .chrome;
    return [await action.getBadgeText({}), await action.getTitle({})].join(' ');
  });

test('what a timeline shows is recorded while the journal is on, and at no other time', async ({
  session,
  timeline,
}) => {
  const journal = await session.openOwnPage('journal.html');
  await reads(journal, 'The journal is off. Nothing is recorded.');
  await reads(journal, 'No sighting has been recorded.');
  expect(await faultsOn(journal)).toEqual([]);

  // A page that is open already is recorded from now on.
  await press(journal, 'Start recording');
  await reads(journal, 'Recording “Session of');
  const rows = await eventually(
    () => sightings(journal),
    (seen) => seen.length >= EXPECTED.length,
  );
  expect(rows).toEqual(EXPECTED);
  // What became of an account is said in words, not by a mark alone.
  await reads(journal, 'Reinstated ·');

  // Back and forth over the same posts nothing is added.
  await timeline.toFront();
  await timeline.run(() => {
    const cells = [...document.querySelectorAll('[data-testid="cellInnerDiv"]')];
    for (const cell of cells) cell.after(cell.cloneNode(true));
  });
  await settledBadges(timeline);
  const popup = await session.openOwnPage('popup.html');
  await reads(popup, `${EXPECTED.length} sightings in this session.`);
  await press(popup, 'Pause');
  await reads(popup, 'The journal is paused.');
  await popup.close();

  // What is read while it is paused is not recorded.
  const profile = await session.open('https://x.com/TEN_GOP');
  await badgesOnce(profile, (badges) => badges.length > 0);
  await profile.close();
  await journal.toFront();
  await reads(journal, 'Paused in “Session of');
  expect(await sightings(journal)).toEqual(EXPECTED);
  expect(await faultsOn(journal)).toEqual([]);

  await set(journal, '#of-role', 'mention');
  await reads(journal, `of ${EXPECTED.length} sightings`);
  expect(await sightings(journal)).toEqual(EXPECTED.filter((row) => row.includes('| Mentioned |')));
  await set(journal, '#of-role', '');

  const id = await journal.run(
    () => document.querySelector<HTMLOptionElement>('#session option:nth-child(2)')?.value ?? '',
  );
  await set(journal, '#session', id);
  await reads(journal, 'still recording');
  await set(journal, '#session-name', '=Monday');
  await press(journal, 'Save name');
  await reads(journal, 'Paused in “=Monday”.');

  await catchFiles(journal);
  await press(journal, 'CSV');
  await reads(journal, 'takedown-lens-journal.csv was handed to the browser.');
  const csv = await savedText(journal);
  const { data } = Papa.parse<Record<string, string>>(csv, {
    ...{ header: true, comments: '#', skipEmptyLines: true },
  });
  const cited = data.find(({ handle, role }) => handle === 'blackmattersus' && role === 'mention');
  expect(cited).toMatchObject({
    session: "'=Monday",
    page: TIMELINE,
    evidence: 'same-name-in-time',
    list: 'takedown-lens',
  });
  expect(cited?.posted).toMatch(/^2017-02-10T/);
  expect(cited?.list_sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(csv).toContain('# session: =Monday, from 2');
  for (const [button, ending, words] of [
    ['NDJSON', 'ndjson', '"provenance"'],
    ['JSON', 'json', '"sightings"'],
    ['Summary (Markdown)', 'md', '| Mentioned |'],
  ] as const) {
    await press(journal, button);
    await reads(journal, `takedown-lens-journal.${ending} was handed to the browser.`);
    expect(await savedText(journal)).toContain(words);
  }

  await press(journal, 'Wipe this session');
  await reads(journal, 'This deletes the sightings for good.');
  await press(journal, 'Wipe');
  await reads(journal, 'The journal is off.');
  await reads(journal, 'No sighting has been recorded.');
  await readsNot(journal, '=Monday');
  expect(session.refused).toEqual([]);
});

test('by keyboard alone it is begun, paused, ended and wiped, and the focus is never lost', async ({
  session,
}) => {
  const journal = await session.openOwnPage('journal.html');
  await journal.toFront();
  await reads(journal, 'The journal is off.');
  const enter = async (button: string) => {
    await tabTo(journal, button);
    await journal.press('Enter');
  };
  await enter('Start recording');
  await hasFocus(journal, 'Pause');
  await journal.press('Enter');
  await hasFocus(journal, 'Resume');
  await enter('Stop recording');
  await hasFocus(journal, 'Start recording');
  const id = await journal.run(
    () => document.querySelector<HTMLOptionElement>('#session option:nth-child(2)')?.value ?? '',
  );
  await set(journal, '#session', id);
  await reads(journal, 'Wipe this session');
  await enter('Wipe this session');
  await hasFocus(journal, 'Keep');
  // It stands before: the Tab key would go through Firefox's own window to come to it.
  await journal.run(() => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent === 'Wipe')?.focus();
  });
  await journal.press('Enter');
  await hasFocus(journal, 'Wiped.');
});

test('a site that is switched off is not recorded, and the button says what is', async ({
  session,
  timeline,
}) => {
  const popup = await session.openOwnPage('popup.html');
  await reads(popup, 'RobbyDelaware');
  await popup.run(() => {
    const labels = [...document.querySelectorAll('label')];
    labels.find((one) => one.textContent?.includes('Read names on X'))?.click();
  });
  await badgesOnce(timeline, (badges) => badges.length === 0);
  const journal = await session.openOwnPage('journal.html');
  await reads(journal, 'The journal is off.');
  expect(await button(journal)).toBe(' Takedown Lens');
  await press(journal, 'Start recording');
  await reads(journal, 'Recording “Session of');
  await until(
    () => button(journal),
    (text) => text.startsWith('●'),
  );
  expect(await button(journal)).toBe(
    '● Takedown Lens: recording to the journal (never in private windows)',
  );
  const other = await session.open(TIMELINE);
  await other.toFront();
  await journal.toFront();
  await reads(journal, 'No sighting has been recorded.');
  await press(journal, 'Stop recording');
  await reads(journal, 'The journal is off.');
  await until(
    () => button(journal),
    (text) => !text.startsWith('●'),
  );
  expect(await button(journal)).toBe(' Takedown Lens');
});
