import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { openCard, until } from '../../src/dev/browser/badges.ts';
import type { ChromiumSession } from '../../src/dev/browser/chromium.ts';
import type { Session, Tab, World } from '../../src/dev/browser/session.ts';
import { inRoot } from '../../src/dev/root.ts';
import { demonstration } from '../../src/dev/worlds.ts';
import { type Publisher, startPublisher } from '../unit/publisher-fixture.ts';
import { reads, textOf } from './keyboard.ts';
import { test as base, expect, settledBadges, TIMELINE } from './lens.ts';

// A day with the extension, with everything that it asks for written down by the server itself.

const REDDIT = 'https://www.reddit.com/r/conspiracy/comments/1';
const NEWS = `<!doctype html><title>News</title><p>Quoted: <a href="https://x.com/TEN_GOP">TEN_GOP</a></p>`;

const world: World = (address) => {
  if (address.hostname === 'www.reddit.com') {
    return { body: readFileSync(inRoot('tests/fixtures/reddit/comments-today.html')) };
  }
  if (address.hostname === 'www.facebook.com') return { body: NEWS };
  return demonstration(address);
};

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly bodyBytes: number;
}

/** A static host that remembers everything it is asked. */
async function startHost(
  folder: string,
): Promise<{ server: Server; asked: Asked[]; address: string }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let bodyBytes = 0;
    request.on('data', (chunk: Buffer) => {
      bodyBytes += chunk.length;
    });
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      asked.push({ method, url, headers, bodyBytes });
      try {
        const body = readFileSync(path.join(folder, path.basename(url)));
        // As a host would that wants to know people again.
        response.writeHead(200, {
          'access-control-allow-origin': '*',
          'set-cookie': 'who=1',
          etag: '"1"',
        });
        response.end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, asked, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

const test = base.extend<{ publisher: Publisher }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  world: async ({}, use) => {
    await use(world);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  publisher: async ({}, use) => {
    const publisher = await startPublisher();
    await publisher.publish(['mara_q_sample', 'private_name_one'], { version: 1 });
    await use(publisher);
    await publisher.stop();
  },
});

/**
 * Chromium's pages come from the test all the same, but what the extension asks of a host goes to that host by itself;
 * gives every address that the browser knows to have been asked for by the extension, its worker or its own pages.
 */
async function letThrough({ context }: ChromiumSession): Promise<string[]> {
  await context.unrouteAll();
  await context.route(
    ({ protocol, hostname }) => protocol === 'https:' && hostname !== '127.0.0.1',
    async (route) => {
      const answer = await world(new URL(route.request().url()));
      if (answer === null) return route.abort();
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: answer.body });
    },
  );
  const urls: string[] = [];
  context.on('request', (request) => {
    const isOwn =
      request.serviceWorker() !== null || request.frame().url().startsWith('chrome-extension://');
    if (isOwn) urls.push(request.url());
  });
  return urls;
}

const isChromium = (session: Session): session is ChromiumSession => session.browser === 'chromium';

const send = (own: Tab, message: object): Promise<unknown> =>
  own.run((text) => {
    type Api = { runtime: { sendMessage(message: object): Promise<unknown> } };
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    return (browser ?? chrome).runtime.sendMessage(JSON.parse(text));
  }, JSON.stringify(message));

/** Opens one of our pages that says what is on the tab in front, and waits until it says these words. */
async function readsBeside(session: Session, view: string, page: Tab, words: string) {
  const own = await session.openOwnPage(view);
  await page.toFront();
  await own.run(() => location.reload());
  await until(
    // Between two documents there is none to ask.
    () => textOf(own).catch(() => ''),
    (text) => text.includes(words),
  );
}

/** Names of the day; none may leave the computer. */
const NAMES =
  /ten_gop|robbydelaware|jenn_abrams|mara_q_sample|private_name|beckster|somebody_typed|reddit|facebook|x\.com|twitter/i;

test('a whole day asks for list files alone, without cookie, referrer or any name', async ({
  session,
  publisher,
}) => {
  test.setTimeout(120_000);
  const host = await startHost(publisher.folder);
  const own = isChromium(session) ? await letThrough(session) : [];
  try {
    const options = await session.openOwnPage('options.html#lists');
    await reads(options, '204 disclosures');
    const added = await send(options, {
      ...{ type: 'add-list', address: host.address, publicKey: publisher.key.publicKey },
    });
    expect(added).toMatchObject({ ok: true });

    const timeline = await session.open(TIMELINE);
    await settledBadges(timeline);
    await openCard(timeline, 'RobbyDelaware');
    await timeline.press('Escape');
    for (const address of [REDDIT, 'https://www.facebook.com/news']) {
      const tab = await session.open(address);
      await tab.run(() => new Promise((resolve) => setTimeout(resolve, 300)));
      await tab.close();
    }
    await readsBeside(session, 'popup.html', timeline, 'RobbyDelaware');
    await readsBeside(session, 'sidepanel.html', timeline, 'RobbyDelaware');
    const lookUp = await session.openOwnPage('look-up.html?q=somebody_typed');
    await reads(lookUp, 'is in none of the lists');
    const catalogue = await session.openOwnPage(
      'catalogue.html#/disclosure/house-intel-2017-11-01-ira',
    );
    await reads(catalogue, 'Show ');
    const research = await session.openOwnPage('research.html');
    await reads(research, 'Nothing of them is sent anywhere.');
    await research.run(() => {
      const field = document.querySelector('textarea')!;
      field.value = '@TEN_GOP\n@private_name_one\n@somebody_typed';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await research.run(() => {
      const buttons = [...document.querySelectorAll('button')];
      buttons.find((button) => button.textContent?.trim() === 'Check')?.click();
    });
    await reads(research, 'rows name an account in the lists.');
    const welcome = await session.openOwnPage('welcome.html');
    await welcome.close();
    for (const version of [2, 3]) {
      await publisher.publish(['mara_q_sample', 'private_name_one', `more_${version}`], {
        version,
      });
      const updated = await send(options, {
        ...{ type: 'update-list', listId: 'lab', acceptShrink: false },
      });
      expect(updated).toMatchObject({ ok: true });
    }
    await until(
      async () => host.asked.length,
      (count) => count > 8,
    );
  } finally {
    host.server.close();
    host.server.closeAllConnections();
  }

  expect(host.asked.length).toBeGreaterThan(8);
  for (const { method, url, headers, bodyBytes } of host.asked) {
    expect(method).toBe('GET');
    expect(url).toMatch(/^\/(?:latest|[0-9a-f]{64}\.bin)$/);
    expect(bodyBytes).toBe(0);
    expect(headers.cookie).toBeUndefined();
    expect(headers.referer).toBeUndefined();
    expect(headers.authorization).toBeUndefined();
    expect(JSON.stringify([url, headers])).not.toMatch(NAMES);
  }
  // What Chromium saw: nothing but the package's own files and that host.
  const strangers = own.filter(
    (url) =>
      !url.startsWith('chrome-extension://') &&
      !url.startsWith(host.address) &&
      !/^(?:data|blob):/.test(url),
  );
  expect(strangers).toEqual([]);
  // The browser itself connects beforehand to where a person goes, and to its own maker; nobody connects elsewhere.
  const gone = ['x.com:443', 'www.reddit.com:443', 'www.facebook.com:443'];
  const ofMaker =
    /^(?:https?:\/\/)?[\w.-]+\.(?:(?:google|googleapis|gstatic|firefox|mozilla)\.com|mozilla\.(?:org|net))[:/]/;
  expect(session.knocked.filter((door) => !gone.includes(door) && !ofMaker.test(door))).toEqual([]);
});
