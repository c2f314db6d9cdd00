import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { textOf } from '../e2e/keyboard.ts';
import { type Fault, type Lab, NotTried, startLab } from './lab.ts';
import { askForOwnList, canMakeOwnList, ownListOf, prepareOwnList } from './own-list.ts';

// A disk that is full: a small one, of memory, with the browser's profile on it. With its permission no quota holds the
// extension, so nothing less refuses it what it wants to write. Chromium itself may lose then what storage.local held,
// the filters that tabs read among it: while the disk is full badges may be missing.

const MEGABYTES = 200;
const BLOCK = 4096;

interface Disk {
  readonly folder: string;
  fill(): void;
  clear(): void;
  remove(): void;
}

/** @throws NotTried where mounting is not allowed. */
function smallDisk(): Disk {
  const folder = mkdtempSync(path.join(tmpdir(), 'lens-disk-'));
  try {
    const args = ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'tmpfs', folder];
    execFileSync('mount', args, { stdio: 'ignore' });
  } catch {
    rmdirSync(folder);
    throw new NotTried('not tried, for want of the right to mount a small disk');
  }
  let ballast: string[] = [];
  const free = () => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  return {
    folder,
    fill() {
      while (free() >= BLOCK) {
        const file = path.join(folder, `ballast-${ballast.length}`);
        ballast.push(file);
        try {
          writeFileSync(file, Buffer.alloc(free()));
        } catch (error) {
          // The browser took some of it meanwhile; what could be written fills the rest.
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
      }
    },
    clear() {
      for (const file of ballast) rmSync(file);
      ballast = [];
    },
    remove() {
      // The browser's last processes may still hold it.
      execFileSync('umount', ['--lazy', folder]);
      rmdirSync(folder);
    },
  };
}

export const fullDisk: Fault = async (_lab, times) => {
  const disk = smallDisk();
  try {
    const { lab, close } = await startLab({ profile: path.join(disk.folder, 'profile') });
    try {
      const wrong: string[] = [];
      for (let at = 0; at < times; at++) {
        wrong.push(...(await duringUpdate(lab, disk)));
        wrong.push(...(await duringImport(lab, disk, at)));
        wrong.push(...(await duringStart(lab, disk)));
      }
      return wrong;
    } finally {
      await close();
    }
  } finally {
    disk.remove();
  }
};

const during = (moment: string, wrong: readonly string[]): string[] =>
  wrong.map((what) => `${moment}: ${what}`);

async function duringUpdate(lab: Lab, disk: Disk): Promise<string[]> {
  const wrong: string[] = [];
  const many = Array.from({ length: 4000 }, (_, at) => `n_${lab.version}_${at}`);
  await lab.publish(many);
  disk.fill();
  await lab.update();
  const refusal = await lab.refusal();
  if (refusal !== 'not-stored') wrong.push(`a full disk is told as ${refusal}`);
  if (!(await lab.optionsSay(/could not store the list/))) wrong.push('the options say nothing');
  wrong.push(...(await lab.alarmsTooSoon()));
  if (await lab.finds(`n_${lab.version - 1}_1`)) wrong.push('what found no room is in use');
  wrong.push(...during('update, while full', await lab.wrong(false, 'all')));
  disk.clear();
  // Where Chromium lost the list it would come when it is due.
  await lab.update();
  wrong.push(...during('update, with room again', await lab.wrong(true)));
  return wrong;
}

async function duringImport(lab: Lab, disk: Disk, at: number): Promise<string[]> {
  const wrong: string[] = [];
  const tab = await prepareOwnList(lab, at);
  disk.fill();
  await askForOwnList(tab);
  const said = await textOf(tab);
  if (!/There is no room left for it|could not store the list/.test(said)) {
    wrong.push(`a list of a file on a full disk: ${said.slice(-300)}`);
  }
  if ((await ownListOf(lab, at)) !== 'none') wrong.push('a list that found no room is there');
  wrong.push(...during('import, while full', await lab.wrong(false, 'all')));
  disk.clear();
  if (!(await canMakeOwnList(lab, tab, at))) wrong.push('with room again no list is made');
  await tab.close();
  await lab.page.toFront();
  await lab.update();
  wrong.push(...during('import, with room again', await lab.wrong(true)));
  return wrong;
}

async function duringStart(lab: Lab, disk: Disk): Promise<string[]> {
  const wrong: string[] = [];
  disk.fill();
  await lab.session.killServiceWorker();
  wrong.push(...during('started while full', await lab.wrong(false, 'added')));
  disk.clear();
  // Where Chromium lost the list it would come when it is due.
  await lab.update();
  wrong.push(...during('with room after a start', await lab.wrong(true)));
  return wrong;
}
