import { eventually } from '../../src/dev/browser/badges.ts';
import type { ChromiumTab } from '../../src/dev/browser/chromium.ts';
import type { SubscriptionsAnswer } from '../../src/messaging/messages.ts';
import { reads, textOf } from '../e2e/keyboard.ts';
import { makeList, press } from '../e2e/own-list-page.ts';
import { type Lab, send } from './lab.ts';

// A list of a file, made as a person makes it.

const ROWS = 3000;

const nameOf = (at: number) => `sample-${at}.csv`;

/** Drops a file of its own for each number, and answers what is asked of it, up to the person's yes. */
export async function prepareOwnList(lab: Lab, at: number): Promise<ChromiumTab> {
  const rows = Array.from({ length: ROWS }, (_, row) => `,own_${at}_${row},Somebody`);
  const file = ['userid,user_screen_name,user_display_name', ...rows, ''].join('\n');
  const tab = await lab.session.openOwnPage('research.html');
  await tab.toFront();
  await reads(tab, 'Add a published file');
  await makeList(tab, nameOf(at), file);
  return tab;
}

/** Says yes, and waits until the page has said what became of it. */
export async function askForOwnList(tab: ChromiumTab): Promise<void> {
  await press(tab, 'Make a list of these');
  await eventually(() => textOf(tab), hasAnswered);
}

/** Says yes, and gives whether the list is in use then. */
export async function canMakeOwnList(lab: Lab, tab: ChromiumTab, at: number): Promise<boolean> {
  await press(tab, 'Make a list of these');
  const state = await eventually(
    () => ownListOf(lab, at),
    (now) => now === 'in use',
  );
  return state === 'in use';
}

/** Whether the page has said what became of a list. */
export const hasAnswered = (text: string): boolean =>
  /Your list of .* is in use|There is no room left for it|could not store the list/.test(text);

/** What became of the list of a number: whole and answering, not there at all, or neither. */
export async function ownListOf(lab: Lab, at: number): Promise<'in use' | 'none' | 'half'> {
  const look = async () => {
    const answer = await send<SubscriptionsAnswer>(lab.own, { type: 'subscriptions' });
    const row = answer.own.find(({ file }) => file.name === nameOf(at));
    const found = [await lab.finds(`own_${at}_0`), await lab.finds(`own_${at}_${ROWS - 1}`)];
    if (row === undefined) return found.includes(true) ? 'half' : 'none';
    return row.state !== null && !found.includes(false) ? 'in use' : 'half';
  };
  return eventually(look, (state) => state !== 'half');
}
