import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot } from '../../src/dev/root.ts';
import { clockJumps } from './clock.ts';
import { databaseAway, databaseFilesLost, databaseGoneAsleep, databaseHeld } from './database.ts';
import { fullDisk } from './disk.ts';
import { type Fault, type Lab, type Network, NotTried, startLab, TIMELINE } from './lab.ts';
import { endedInImport, updatedInImport, updatedInReading, updatedInUpdate } from './mid-flight.ts';

/*
 * What goes wrong on real computers, in a real Chromium: `npm run faults [-- kills] [--seed=N] [--only=WORDS] [--record]`.
 * After every fault the same things must hold: the name that the list has is found, one that no list has is not, the
 * page has the badges it ought to have and no other, settings are what was last chosen, and a later update comes
 * through.
 */

const args = process.argv.slice(2);

interface Outcome {
  readonly fault: string;
  readonly times: number;
  /** How often a running service worker was ended. */
  readonly ended: number;
  readonly wrong: readonly string[];
  /** Why it was not tried; null when it was. */
  readonly without: string | null;
  readonly seconds: number;
}

const KILLS = Number(args.find((word) => /^\d+$/.test(word)) ?? 200);

/** Ends the service worker at a moment within the work, and looks whether all holds every so often. */
async function killing(
  lab: Lab,
  times: number,
  work: (at: number) => Promise<unknown>,
  longest: number,
): Promise<string[]> {
  const wrong: string[] = [];
  for (let at = 0; at < times; at++) {
    const working = work(at).catch(() => null);
    await wait(lab.random.below(longest));
    if (await lab.session.killServiceWorker()) lab.ended++;
    await Promise.race([working, wait(3000)]);
    if (at % 10 === 9 || at === times - 1) {
      wrong.push(...(await lab.wrong(true)).map((what) => `after ${at + 1}: ${what}`));
    }
  }
  return wrong;
}

const withNetwork =
  (network: Network): Fault =>
  async (lab, times) => {
    const wrong: string[] = [];
    for (let at = 0; at < times; at++) {
      await lab.publish();
      lab.way.network = network;
      await Promise.race([lab.update(), wait(network === 'stalling' ? 2000 : 10_000)]);
      wrong.push(...(await lab.wrong(false)));
      lab.way.network = 'good';
      if (network === 'stalling') await lab.session.killServiceWorker();
      wrong.push(...(await lab.wrong(true)));
    }
    return wrong;
  };

/** Those that a smoke test has time for. */
const SMOKE: readonly string[] = [
  'service worker ended during an update',
  'service worker ended while settings change',
  'service worker ended while a page is read',
  'extension updated while a list downloads',
  'clock a year forward and back',
  'clock a year back and forward',
  'disk full',
];

const FAULTS: readonly (readonly [string, number, Fault])[] = [
  [
    'service worker ended during an update',
    KILLS * 0.4,
    (lab, times) =>
      killing(
        lab,
        times,
        async () => {
          await lab.publish();
          await lab.update();
        },
        250,
      ),
  ],
  [
    'service worker ended while settings change',
    KILLS * 0.3,
    (lab, times) =>
      killing(
        lab,
        times,
        // The question has it running.
        (at) =>
          Promise.all([lab.finds('two'), lab.choose(at % 2 === 0 ? ['tiktok'] : ['tiktok', 'vk'])]),
        60,
      ),
  ],
  [
    'service worker ended while a page is read',
    KILLS * 0.3,
    (lab, times) => killing(lab, times, () => lab.page.go(TIMELINE), 400),
  ],
  ['server away', 3, withNetwork('offline')],
  ['server slow', 3, withNetwork('slow')],
  ['server stalls in the middle of a file', 2, withNetwork('stalling')],
  ['download cut off in the middle of a file', 3, withNetwork('cut off')],
  [
    'online and offline in turns',
    10,
    async (lab, times) => {
      for (let at = 0; at < times; at++) {
        lab.way.network = at % 2 === 0 ? 'offline' : 'good';
        if (at % 3 === 0) await lab.publish();
        void lab.update();
        await wait(lab.random.below(120));
      }
      lab.way.network = 'good';
      return lab.wrong(true);
    },
  ],
  [
    'IndexedDB deleted under the running extension',
    2,
    async (lab, times) => {
      const wrong: string[] = [];
      for (let at = 0; at < times; at++) {
        await lab.own.run(async () => {
          for (const { name } of await indexedDB.databases()) {
            await new Promise((resolve) => {
              const request = indexedDB.deleteDatabase(name ?? '');
              request.onsuccess = resolve;
              request.onerror = resolve;
              setTimeout(resolve, 3000);
            });
          }
        });
        await lab.session.killServiceWorker();
        await lab.publish();
        wrong.push(...(await lab.wrong(true)));
      }
      return wrong;
    },
  ],
  [
    'fifty tabs of one site at once',
    1,
    async (lab) => {
      const pages = await Promise.all(
        Array.from({ length: 50 }, async () => {
          const page = await lab.session.context.newPage();
          await page.goto(TIMELINE, { waitUntil: 'domcontentloaded', timeout: 120_000 });
          return page;
        }),
      );
      await lab.session.killServiceWorker();
      const wrong = await lab.wrong(true);
      for (const page of pages) await page.close();
      return wrong;
    },
  ],
  ['IndexedDB deleted while the service worker is asleep', 3, databaseGoneAsleep],
  ['IndexedDB held open in an old version', 1, databaseHeld],
  ['no IndexedDB at all', 1, databaseAway],
  ['files of IndexedDB lost', 3, databaseFilesLost],
  ['service worker ended while a private list is made', 6, endedInImport],
  ['extension updated while a list downloads', 4, updatedInUpdate],
  ['extension updated while a page is read', 4, updatedInReading],
  ['extension updated while a private list is made', 4, updatedInImport],
  ['clock a year forward and back', 1, clockJumps(1)],
  ['clock a year back and forward', 1, clockJumps(-1)],
  ['disk full', 2, fullDisk],
];

async function main(): Promise<void> {
  const { lab, close } = await startLab();
  const outcomes: Outcome[] = [];
  try {
    const base = await lab.wrong(false);
    if (base.length > 0) throw new Error(`wrong before any fault: ${base.join('; ')}`);
    const isSmoke = args.includes('--smoke');
    const only = args.find((word) => word.startsWith('--only='))?.slice(7) ?? '';
    for (const [fault, share, run] of FAULTS) {
      if (!fault.includes(only) || (isSmoke && !SMOKE.includes(fault))) continue;
      const times = isSmoke ? Math.min(3, Math.round(share) || 1) : Math.max(1, Math.round(share));
      const began = Date.now();
      const endedBefore = lab.ended;
      let without: string | null = null;
      const wrong = await run(lab, times).catch((error: Error) => {
        if (!(error instanceof NotTried)) return [`the run failed: ${error.message}`];
        without = error.message;
        return [];
      });
      const seconds = (Date.now() - began) / 1000;
      const ended = lab.ended - endedBefore;
      outcomes.push({ fault, times, ended, wrong, without, seconds });
      const mark = without === null ? (wrong.length === 0 ? '✓' : '✗') : '–';
      const why = without === null ? '' : `: ${without}`;
      console.log(`${mark} ${fault}, ${times} ×, ${seconds.toFixed(0)} s${why}`);
      for (const what of wrong) console.log(`    ${what}`);
    }
  } finally {
    await close();
  }
  console.log(`${lab.ended} ends of a running service worker`);
  if (args.includes('--record')) record(outcomes);
  process.exitCode = outcomes.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
}

/** Writes the rows of this run into the table, in place of those there, and leaves the others as they are. */
function record(outcomes: readonly Outcome[]): void {
  const file = inRoot('docs/FAULTS.md');
  const before = readFileSync(file, 'utf8').split('\n');
  const beginOf = (fault: string) => `| ${fault} | `;
  const today = new Date().toISOString().slice(0, 10);
  const rows = FAULTS.flatMap(([fault]) => {
    const outcome = outcomes.find((one) => one.fault === fault);
    if (!outcome) return before.find((line) => line.startsWith(beginOf(fault))) ?? [];
    const { times, ended, wrong, without, seconds } = outcome;
    const said = without ?? (wrong.length === 0 ? 'all holds' : wrong.join('; '));
    const count = ended > 0 ? `${times}, running ${ended}` : times;
    return `${beginOf(fault)}${count} | ${said} | ${seconds.toFixed(0)} s | ${today} |`;
  });
  const page = `# Faults

What goes wrong on real computers, done to the extension in a real Chromium (\`tests/faults\`):
\`npm run faults -- [kills] [--seed=N] [--only=WORDS] [--record]\`. After each fault these must hold: a name that a list has
is found, one that no list has is not, the list of the package is in use, a page has the badges it ought to have and no
other, settings are what was last chosen, and the next version of the list comes through. A private list that was being
made is there wholly or not at all.

The disk is a small one that is filled to its last byte. While it is full Chromium may refuse all that is stored, lists
and what tabs know of them, or lose it: then names and badges may be missing, but none may be wrong. A background that is
started then has the list of the package alone. With room again all has to be back, without another start, an added list once it is
asked for. Of IndexedDB the files are taken away in which Chromium keeps great values. The clock is that of the extension's scripts, in its own
pages and in others'. What has to be refused the options must say in words, and no alarm may be set for sooner than a minute.
Every way in which a list's files can be wrong is tried by \`tests/e2e/sync.chromium.spec.ts\`.

This table is written by the run. Where a service worker is ended, "running" is how often there was one to end.

| Fault | Times | Outcome | Took | Date |
|---|---|---|---|---|
${rows.join('\n')}
`;
  writeFileSync(file, page);
}

await main();
