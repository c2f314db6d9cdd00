import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '../../src/dev/browser/badges.ts';
import { textOf } from '../e2e/keyboard.ts';
import { press } from '../e2e/own-list-page.ts';
import { type Fault, type Lab, TIMELINE } from './lab.ts';
import { canMakeOwnList, hasAnswered, ownListOf, prepareOwnList } from './own-list.ts';

// The extension itself is updated, or its service worker ended, in the middle of something.

/** Longer than a slow answer takes to come, file by file. */
const DOWNLOAD_MS = 1200;
const READING_MS = 400;
const IMPORT_MS = 500;

export const updatedInUpdate: Fault = (lab, times) =>
  updating(lab, times, async () => {
    await lab.publish();
    lab.way.network = 'slow';
    void lab.update().catch(() => null);
    await wait(lab.random.below(DOWNLOAD_MS));
  });

export const updatedInReading: Fault = (lab, times) =>
  updating(lab, times, async () => {
    void lab.page.go(TIMELINE).catch(() => null);
    await wait(lab.random.below(READING_MS));
  });

/** Does some of the work, updates the extension and looks whether all holds. */
async function updating(lab: Lab, times: number, begin: () => Promise<void>): Promise<string[]> {
  const wrong: string[] = [];
  for (let at = 0; at < times; at++) {
    await begin();
    await lab.updateExtension();
    lab.way.network = 'good';
    wrong.push(...(await lab.wrong(true)));
  }
  return wrong;
}

export const updatedInImport: Fault = async (lab, times) => {
  const wrong: string[] = [];
  for (let at = 100; at < 100 + times; at++) {
    await lab.publish();
    const tab = await prepareOwnList(lab, at);
    await press(tab, 'Make a list of these');
    await wait(lab.random.below(IMPORT_MS));
    await lab.updateExtension();
    wrong.push(...(await afterImport(lab, at)));
  }
  return wrong;
};

export const endedInImport: Fault = async (lab, times) => {
  const wrong: string[] = [];
  for (let at = 200; at < 200 + times; at++) {
    await lab.publish();
    const tab = await prepareOwnList(lab, at);
    await press(tab, 'Make a list of these');
    await wait(lab.random.below(IMPORT_MS));
    if (await lab.session.killServiceWorker()) lab.ended++;
    const said = await eventually(() => textOf(tab), hasAnswered);
    if (!hasAnswered(said)) wrong.push('the page does not say what became of a private list');
    if (/is in use/.test(said) && (await ownListOf(lab, at)) !== 'in use') {
      wrong.push('a private list is said to be in use and is not');
    }
    if (/Nothing was changed/.test(said) && (await ownListOf(lab, at)) === 'in use') {
      wrong.push('a private list is said not to have been made and was');
    }
    await tab.close();
    wrong.push(...(await afterImport(lab, at)));
  }
  return wrong;
};

/** A list that was being made is there wholly or not at all, and can be made then. */
async function afterImport(lab: Lab, at: number): Promise<string[]> {
  const wrong: string[] = [];
  const state = await ownListOf(lab, at);
  if (state === 'half') wrong.push('a private list is half there');
  if (state === 'none') {
    const again = await prepareOwnList(lab, at);
    if (!(await canMakeOwnList(lab, again, at))) wrong.push('a private list can’t be made again');
    await again.close();
  }
  await lab.page.toFront();
  wrong.push(...(await lab.wrong(true)));
  return wrong;
}
