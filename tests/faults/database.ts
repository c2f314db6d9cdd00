import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../../src/dev/browser/badges.ts';
import { copyOfBuild } from '../e2e/build-copy.ts';
import { textOf } from '../e2e/keyboard.ts';
import { type Fault, startLab, TIMELINE } from './lab.ts';
import { askForOwnList, prepareOwnList } from './own-list.ts';

// IndexedDB that is gone, held up or refused.

export const databaseGoneAsleep: Fault = async (lab, times) => {
  const wrong: string[] = [];
  for (let at = 0; at < times; at++) {
    await lab.session.killServiceWorker();
    await lab.own.run(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase('takedown-lens');
          request.onsuccess = () => resolve(null);
          request.onerror = () => reject(request.error);
        }),
    );
    await lab.page.go(TIMELINE);
    await lab.publish();
    wrong.push(...(await lab.wrong(true)));
  }
  return wrong;
};

/** A connection that does not give way, to an older version than the extension wants. */
export const databaseHeld: Fault = async (lab, times) => {
  const wrong: string[] = [];
  for (let at = 0; at < times; at++) {
    await lab.own.run(
      () =>
        new Promise((resolve, reject) => {
          // In one go, so that nobody comes in between.
          indexedDB.deleteDatabase('takedown-lens');
          const request = indexedDB.open('takedown-lens', 1);
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const held = { db: request.result, asked: 0 };
            held.db.onversionchange = () => held.asked++;
            Object.assign(globalThis, { held });
            resolve(null);
          };
        }),
    );
    await lab.session.killServiceWorker();
    await lab.publish();
    await lab.page.go(TIMELINE);
    // Lists that are kept in memory are fetched when they are due or asked for, not at every start.
    await lab.update();
    wrong.push(...(await lab.wrong(true)));
    const asked = await lab.own.run(() => {
      const { held } = globalThis as unknown as { held: { db: IDBDatabase; asked: number } };
      held.db.close();
      return held.asked;
    });
    if (asked === 0) wrong.push('nobody wanted the database that was held');
    await lab.session.killServiceWorker();
    await lab.publish();
    wrong.push(...(await lab.wrong(true)));
    const version = await eventually(
      () =>
        lab.own.run(async () => {
          const all = await indexedDB.databases();
          return all.find(({ name }) => name === 'takedown-lens')?.version ?? 0;
        }),
      (now) => now > 1,
    );
    if (version <= 1) wrong.push('the lists are not back in the database');
  }
  return wrong;
};

const REFUSE = `globalThis.IDBFactory && (IDBFactory.prototype.open = () => {
  throw new DOMException('A mutation operation was attempted on a database that did not allow mutations.', 'InvalidStateError');
});\n`;

/** A browser that keeps no database, as some do in private windows. */
export const databaseAway: Fault = async () => {
  const extension = copyOfBuild('chromium', 'no-database', () => {});
  for (const name of readdirSync(extension, { recursive: true })) {
    const file = path.join(extension, String(name));
    if (file.endsWith('.js')) writeFileSync(file, REFUSE + readFileSync(file, 'utf8'));
  }
  const { lab, close } = await startLab({ extension });
  try {
    await lab.publish();
    const wrong = await lab.wrong(true);
    const tab = await prepareOwnList(lab, 300);
    await askForOwnList(tab);
    const said = await textOf(tab);
    if (!/could not store the list/.test(said)) wrong.push(`of a file: ${said.slice(-300)}`);
    await tab.close();
    await lab.page.toFront();
    await lab.session.killServiceWorker();
    await lab.publish();
    await lab.update();
    wrong.push(...(await lab.wrong(true)));
    return wrong;
  } finally {
    await close();
  }
};

/** Chromium keeps great values of IndexedDB in files of their own: lost by a crash, or by what cleans disks. */
export const databaseFilesLost: Fault = async (_lab, times) => {
  const profile = mkdtempSync(path.join(tmpdir(), 'lens-profile-'));
  try {
    const { lab, close } = await startLab({ profile });
    try {
      const wrong: string[] = [];
      for (let at = 0; at < times; at++) {
        const files = filesOf(profile);
        if (files.length === 0) wrong.push('there was no file to lose');
        for (const file of files) rmSync(file);
        await lab.session.killServiceWorker();
        await lab.publish();
        wrong.push(...(await lab.wrong(true)));
      }
      return wrong;
    } finally {
      await close();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
};

function filesOf(profile: string): string[] {
  const all = readdirSync(profile, { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile() && entry.parentPath.includes('.indexeddb.blob'))
    .map(({ parentPath, name }) => path.join(parentPath, name));
}
