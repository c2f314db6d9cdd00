import { type DOMWindow, JSDOM } from 'jsdom';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { JournalNote } from '../messaging/messages.ts';
import { BackgroundRequest } from '../messaging/requests.ts';
import { circumstancesOf } from '../readers/core/circumstances.ts';
import { openPage } from '../readers/core/page.ts';
import { scan, withIdentity } from '../readers/core/scan.ts';
import '../readers/core/all.ts';
import type { Verdict } from './judge.ts';

// The extension's storage and messages, in memory. They have to be there before the module under test looks for them.
Reflect.set(globalThis, 'browser', fakeBrowser);
const { JournalNotes } = await import('./journal-notes.ts');
const { writeRecording } = await import('../store/recording.ts');

let sent: JournalNote[][];

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', () => {});
  fakeBrowser.reset();
  sent = [];
  fakeBrowser.runtime.onMessage.addListener(async (message: unknown) => {
    const request = BackgroundRequest.parse(message);
    if (request.type === 'journal-note') sent.push([...request.notes]);
    // In this browser an answer of null is none.
    return {};
  });
  await writeRecording({ session: 1, paused: false });
});

/** By name alone, whoever it is. */
const VERDICT = {
  weighed: [
    {
      found: {
        entry: { handle: 'listed', platformId: null },
        list: { id: 'a-list' },
        disclosures: [{ id: 'a-disclosure' }],
      },
      evidence: { level: 'same-name', reason: 'name-equal', asOf: null },
    },
  ],
  evidence: { level: 'same-name', reason: 'name-equal', asOf: null },
} as unknown as Verdict;

async function notesOf(html: string, url: string, prepare = (_: DOMWindow) => {}) {
  const { window } = new JSDOM(html, { url });
  const { document } = window;
  prepare(window);
  const page = openPage(document, new URL(url));
  const notes = new JournalNotes({ addListener: () => {} });
  await notes.follow(() => {});
  for (const occurrence of scan(page, document)) {
    if (!occurrence) continue;
    const { reference } = circumstancesOf(page, occurrence);
    notes.note(page, occurrence, withIdentity(page, reference), VERDICT);
  }
  return { notes, flush: () => vi.advanceTimersByTimeAsync(1000) };
}

const QUOTING = (photo: string) => `<article data-testid="tweet">
  <div data-testid="User-Name"><a href="/quoting" role="link"><span>@quoting</span></a>
    <a href="/quoting/status/20"><time datetime="2020-05-05T00:00:00.000Z">May 5</time></a></div>
  <div><div role="link">
    <div><div data-testid="User-Name"><span>@quoted</span>
      <time datetime="2017-02-02T00:00:00.000Z">Feb 2, 2017</time></div></div>
    <div data-testid="tweetText">words</div>${photo}
  </div></div>
</article>`;

const quoted = () =>
  sent
    .flat()
    .filter(({ role }) => role === 'quoted')
    .map(({ handle, post, postedAt }) => [handle, post, postedAt]);

test('a quoted author has the date and address of the quoted post', async () => {
  const photo = '<a href="/quoted/status/10/photo/1"><img alt=""></a>';
  const { flush } = await notesOf(QUOTING(photo), 'https://x.com/home');
  await flush();
  const at = Date.parse('2017-02-02T00:00:00Z');
  expect(quoted()).toEqual([['quoted', 'https://x.com/quoted/status/10/photo/1', at]]);
  const author = sent.flat().find(({ role }) => role === 'author');
  expect(author).toMatchObject({
    post: 'https://x.com/quoting/status/20',
    postedAt: Date.parse('2020-05-05T00:00:00Z'),
  });
});

test('a quoted post that is a row of its own is dated by itself', async () => {
  const { flush } = await notesOf(
    `<div class="tweet"><div class="stream-item-header"><a class="account-group" href="/quoting">@quoting</a>
      <a href="/quoting/status/1262000000000000000">May 5</a></div>
      <div class="QuoteTweet"><a class="QuoteTweet-link" href="/quoted/status/827000000000000000"></a>
      <div class="QuoteTweet-innerContainer" data-screen-name="quoted" data-user-id="7">
        <div class="QuoteTweet-originalAuthor"><span class="username">@quoted</span></div></div></div></div>`,
    'https://twitter.com/quoting/status/1262000000000000000',
  );
  await flush();
  const [[handle, post, at] = []] = quoted();
  expect([handle, post]).toEqual([
    'quoted',
    'https://twitter.com/quoted/status/827000000000000000',
  ]);
  expect(new Date(Number(at)).toISOString()).toMatch(/^2017-02-0/);
});

test('a quoted post without an address is found by the one that quotes it, and not dated by it', async () => {
  const { flush } = await notesOf(
    QUOTING('').replace('<time datetime="2017-02-02T00:00:00.000Z">Feb 2, 2017</time>', ''),
    'https://x.com/home',
  );
  await flush();
  expect(quoted()).toEqual([['quoted', 'https://x.com/quoting/status/20', null]]);
});

test('a page on this computer is noted by its own address', async () => {
  const { flush } = await notesOf(
    '<p><a href="https://x.com/listed">a name</a></p>',
    'file:///home/me/a%20page.html#part',
  );
  await flush();
  expect(sent.flat().map(({ page }) => page)).toEqual(['file:///home/me/a%20page.html']);
});

test('of an address neither password nor place in the page is noted', async () => {
  const { flush } = await notesOf(
    '<p><a href="https://x.com/listed">a</a></p>',
    'https://me:secret@news.example/@a/b?c=@d#e@f',
  );
  await flush();
  expect(sent.flat().map(({ page }) => page)).toEqual(['https://news.example/@a/b?c=@d']);
});

test('what was noted of an account is taken back once, also before it was sent', async () => {
  const html = '<p><a href="https://x.com/listed">a</a><a href="https://x.com/other">b</a></p>';
  const { notes, flush } = await notesOf(html, 'https://news.example/');
  await flush();
  notes.takeBack('x @listed');
  notes.takeBack('x @listed');
  await flush();
  expect(sent.map((one) => one.map(({ handle, entries }) => [handle, entries.length]))).toEqual([
    [
      ['listed', 1],
      ['other', 1],
    ],
    [['listed', 0]],
  ]);
});

test('a name on a screen that is kept and not shown is not noted', async () => {
  const shown = vi.fn(function (this: Element) {
    return this.closest('#kept, [style]') === null;
  });
  const { flush } = await notesOf(
    `<div id="kept"><a href="https://x.com/kept">a</a></div>
     <p><a href="https://x.com/shown" style="display: contents">a</a></p>`,
    'https://news.example/',
    ({ Element, getComputedStyle }) => {
      Element.prototype.checkVisibility = shown;
      vi.stubGlobal('getComputedStyle', getComputedStyle);
    },
  );
  await flush();
  expect(sent.flat().map(({ handle }) => handle)).toEqual(['shown']);
});

test('a post in a page that an archive left as it was has its own address', async () => {
  const html = `<article data-testid="tweet"><div data-testid="User-Name"><a href="/listed" role="link">@listed</a>
    <a href="/listed/status/20"><time datetime="2017-01-01T00:00:00Z">Jan 1</time></a></div></article>`;
  const raw = 'https://web.archive.org/web/20180101000000id_/https://twitter.com/listed';
  const { flush } = await notesOf(html, raw);
  await flush();
  expect(sent.flat().map(({ post }) => post)).toEqual(['https://twitter.com/listed/status/20']);
});

test('a journal that could not be read is asked for again, and is heard once', async () => {
  const listeners: unknown[] = [];
  const notes = new JournalNotes({ addListener: (listener) => listeners.push(listener) });
  const { get } = fakeBrowser.storage.local;
  fakeBrowser.storage.local.get = async () => Promise.reject(new Error('storage is not there'));
  await expect(notes.follow(() => {})).rejects.toThrow();
  fakeBrowser.storage.local.get = get;
  await expect(notes.follow(() => {})).resolves.toBeUndefined();
  expect(listeners).toHaveLength(1);
});
