/**
 * What checking a file of names takes: on the command line (time of 10^6, memory of 10^5 to 10^7) and in the research
 * page in Chromium (time of 10^6, and for how long the page does not answer meanwhile).
 * `npm run bench -- check`; with `quick` without the 10^7.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startBrowser } from '../../src/dev/browser/start.ts';
import { findBrowser } from '../../src/dev/browsers.ts';
import { buildIfStale, extensionFolder } from '../../src/dev/extension.ts';
import { inRoot } from '../../src/dev/root.ts';
import { strangers } from './support/names.ts';
import { benchArguments, type Figure, report } from './support/report.ts';

const MILLION = 1_000_000;
/** One row in so many has a listed name. */
const LISTED_EVERY = 1000;

interface Cost {
  readonly seconds: number;
  /** The most memory the process had, MiB. */
  readonly peak: number;
}

async function writeNames(file: string, rows: number): Promise<void> {
  const out = createWriteStream(file);
  const names = strangers(100_000, 7).map((name) => name.slice(1));
  for (let from = 0; from < rows; from += names.length) {
    const some = names.slice(0, rows - from).map((name, at) => {
      if (at % LISTED_EVERY === 0) return 'TEN_GOP';
      // Other names each time, so that nothing is remembered of the last ones.
      return `${name.slice(0, 8)}${(from / names.length).toString(36)}`;
    });
    if (!out.write(`${some.join('\n')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

/** Runs the command in a process of its own; its output goes nowhere. */
async function cost(file: string): Promise<Cost> {
  const script = inRoot('tests/bench/support/measured-check-command.ts');
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', script, file, '--platform', 'x'], {
    cwd: inRoot(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await once(child, 'close');
  if (child.exitCode !== 1) throw new Error(said);
  return {
    seconds: (performance.now() - started) / 1000,
    peak: Number(/peak (\d+) KiB/.exec(said)?.[1]) / 1024,
  };
}

/** In the page: how long from the press of the button to the result, and the page's longest silence. */
async function costInPage(rows: number): Promise<{ seconds: number; silence: number }> {
  const program = await findBrowser('chromium');
  if (program === null) throw new Error('There is no Chromium to measure in.');
  const built = await buildIfStale('chromium');
  if (built?.ok === false) throw new Error('The extension could not be built.');
  const session = await startBrowser('chromium', {
    program,
    extension: extensionFolder('chromium'),
    world: () => null,
  });
  try {
    const page = await session.openOwnPage('research.html');
    await page.toFront();
    return await page.run(
      async (count, every) => {
        const parts: string[] = [];
        for (let row = 0; row < count; row++) {
          parts.push(row % every === 0 ? 'TEN_GOP\n' : `${(row * 7919).toString(36)}_name\n`);
        }
        const transfer = new DataTransfer();
        transfer.items.add(new File([parts.join('')], 'names.txt'));
        const files = document.querySelector<HTMLInputElement>('#files');
        const platform = document.querySelector<HTMLSelectElement>('#platform');
        const button = document.querySelector<HTMLElement>('button[type="submit"]');
        if (!files || !platform || !button) throw new Error('This is not the research page.');
        files.files = transfer.files;
        files.dispatchEvent(new Event('change', { bubbles: true }));
        platform.value = 'x';
        platform.dispatchEvent(new Event('change', { bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve, 1000));
        let [last, silence] = [performance.now(), 0];
        const beat = setInterval(() => {
          const now = performance.now();
          silence = Math.max(silence, now - last);
          last = now;
        }, 5);
        const started = performance.now();
        button.click();
        while (!document.querySelector('.table-box tbody tr')) {
          if (document.querySelector('[role="alert"]')?.textContent) throw new Error('It failed.');
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        clearInterval(beat);
        return { seconds: (performance.now() - started) / 1000, silence };
      },
      rows,
      LISTED_EVERY,
    );
  } finally {
    await session.close();
  }
}

const folder = await mkdtemp(path.join(tmpdir(), 'lens-bench-check-'));
const figures: Figure[] = [];
try {
  const costs = new Map<number, Cost>();
  for (const rows of [
    MILLION / 10,
    MILLION,
    ...(benchArguments().includes('quick') ? [] : [MILLION * 10]),
  ]) {
    const file = path.join(folder, `${rows}.txt`);
    await writeNames(file, rows);
    costs.set(rows, await cost(file));
    await rm(file);
  }
  const million = costs.get(MILLION);
  const peaks = [...costs.values()].map(({ peak }) => peak);
  const inPage = await costInPage(MILLION);
  const growth = Math.max(...peaks) / (peaks[0] ?? 0);
  figures.push(
    {
      what: '10^6 names checked on the command line, from its start to its end',
      goal: '≤ 5 s',
      measured: `${million?.seconds.toFixed(1)} s`,
      reached: (million?.seconds ?? 99) <= 5,
    },
    {
      what: `memory for ${[...costs.keys()].map((rows) => `10^${Math.log10(rows)}`).join(', ')} names`,
      goal: 'flat (≤ 1.5 of the first)',
      measured: `${peaks.map((peak) => peak.toFixed(0)).join(', ')} MiB`,
      reached: growth <= 1.5,
    },
    {
      what: '10^6 names checked in the research page, from the button to the table',
      goal: '≤ 10 s',
      measured: `${inPage.seconds.toFixed(1)} s`,
      reached: inPage.seconds <= 10,
    },
    {
      what: 'longest time in which the page did not answer meanwhile',
      goal: '≤ 100 ms',
      measured: `${inPage.silence.toFixed(0)} ms`,
      reached: inPage.silence <= 100,
    },
  );
} finally {
  await rm(folder, { recursive: true });
}
report('check', figures, 'research');
