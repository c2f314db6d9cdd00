import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { PageSummary } from '../messaging/messages.ts';
import { eventually } from './browser/badges.ts';
import { namesKnown, type Session, summaryOf, type Tab, type World } from './browser/session.ts';
import { startBrowser } from './browser/start.ts';
import { BrowserMissing, provideBrowser } from './browsers.ts';
import { BROWSERS, type BrowserName, buildIfStale, extensionFolder } from './extension.ts';
import { inRoot } from './root.ts';
import { printResult } from './steps.ts';
import { BadRequest, demonstration, savedPage, webAddress } from './worlds.ts';

const USAGE = `npm start -- [options]

  --page FILE --url ADDRESS   a saved page, shown under its original address
  --browser chromium|firefox
  --theme light|dim|dark      of the demonstration page
  --headless                  no window; the default where there is no display
  --out FILE.png              where the screenshot goes (implies --headless)`;

interface Wish {
  readonly browser: BrowserName;
  readonly address: string;
  readonly world: World;
  /** What the page is called in the screenshot's name. */
  readonly title: string;
  readonly headless: boolean;
  readonly screenshot: string | null;
}

/** `npm start`: the extension at work on a page, in a window or, without a display, in a table. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const wish = read(args);
    if (wish === null) {
      console.log(USAGE);
      return 0;
    }
    const program = await provideBrowser(wish.browser);
    const built = await buildIfStale(wish.browser);
    if (built !== null) printResult(built);
    if (built?.ok === false) return 1;
    const session = await startBrowser(wish.browser, {
      program,
      extension: extensionFolder(wish.browser),
      world: wish.world,
      visible: !wish.headless,
      size: { width: 1280, height: 1000 },
    });
    try {
      await (wish.headless ? report(session, wish) : stayOpen(session, wish));
    } finally {
      await session.close();
    }
    return 0;
  } catch (error) {
    if (error instanceof BadRequest) {
      console.error(error.message);
      return 2;
    }
    if (error instanceof BrowserMissing) {
      console.error(error.message);
      return 1;
    }
    throw error;
  }
}

/**
 * What the command line asks for; null for help.
 * @throws BadRequest
 */
function read(args: readonly string[]): Wish | null {
  const { page, url, browser, theme, headless, out, help } = values(args);
  if (help) return null;
  const chosen = BROWSERS.find((name) => name === browser);
  if (chosen === undefined)
    throw new BadRequest(`no such browser: ${browser}; chromium or firefox`);
  if ((page === undefined) !== (url === undefined)) {
    throw new BadRequest(
      '--page and --url go together: the file, and the address it was saved from',
    );
  }
  if (theme !== undefined && !['light', 'dim', 'dark'].includes(theme)) {
    throw new BadRequest(`no such theme: ${theme}; light, dim or dark`);
  }
  const common = {
    browser: chosen,
    headless: headless === true || out !== undefined || !hasDisplay(),
    screenshot: out === undefined ? null : path.resolve(out),
  };
  if (page !== undefined && url !== undefined) {
    const world = savedPage(page, url);
    return { ...common, world, address: webAddress(url), title: path.parse(page).name };
  }
  const address = `https://x.com/home${theme === undefined ? '' : `?theme=${theme}`}`;
  return { ...common, world: demonstration, address, title: `timeline-${theme ?? 'light'}` };
}

function values(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        page: { type: 'string' },
        url: { type: 'string' },
        browser: { type: 'string', default: 'chromium' },
        theme: { type: 'string' },
        headless: { type: 'boolean' },
        out: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new BadRequest(error instanceof Error ? error.message : String(error));
  }
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return !process.env.CI;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function stayOpen(session: Session, wish: Wish): Promise<void> {
  await session.open(wish.address);
  console.log(`${wish.address} is open with the extension. Close the window to end.`);
  await session.closed;
}

async function report(session: Session, wish: Wish): Promise<void> {
  const ownPage = await session.openOwnPage('popup.html');
  await eventually(
    () => namesKnown(ownPage),
    (names) => names > 0,
  );
  const tab = await session.open(wish.address);
  const summary = await settledSummary(ownPage, wish.address);
  await ownPage.close();
  await tab.toFront();
  console.log(`${wish.address} in ${session.browser}\n`);
  console.log(
    summary === null ? 'The extension does not read pages of this address.' : table(summary),
  );
  const file =
    wish.screenshot ?? inRoot('.cache/screenshots', `${wish.title}-${session.browser}.png`);
  mkdirSync(path.dirname(file), { recursive: true });
  await tab.screenshot(file);
  console.log(`\nScreenshot: ${file}`);
}

/** Longer than what is brought to a page takes, once the first listed name is met. */
const SETTLED_MS = 1000;

/** What the extension says of the page once that has stayed the same for a while; null where it reads none. */
async function settledSummary(ownPage: Tab, address: string): Promise<PageSummary | null> {
  const ask = () => summaryOf(ownPage, address);
  const first = await eventually(ask, (answer) => answer !== null, 3000);
  if (first === null) return null;
  let before = '';
  let since = 0;
  return eventually(ask, (answer) => {
    const now = JSON.stringify(answer);
    if (now !== before) {
      before = now;
      since = Date.now();
    }
    return answer !== null && answer.looked > 0 && Date.now() - since >= SETTLED_MS;
  });
}

function table({ looked, matches }: PageSummary): string {
  const rows = matches.map((match) => [
    `${match.platform} ${match.handle}`,
    match.evidence,
    match.status,
    match.label,
    String(match.disputes),
    String(match.places),
  ]);
  const all = [['account', 'evidence', 'status', 'badge', 'disputes', 'places'], ...rows];
  const widths = (all[0] ?? []).map((_, column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length)),
  );
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [
    ...(rows.length > 0 ? lines : ['No listed name on this page.']),
    '',
    `${looked} names looked at.`,
  ].join('\n');
}
