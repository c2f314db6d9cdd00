import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PlatformId } from '../accounts/platforms.ts';
import type { FoundEntry } from '../messaging/messages.ts';
import { circumstancesOf } from '../readers/core/circumstances.ts';
import { AccountEntry } from '../records/entry.ts';
import { dropParts, offerPart } from './parts.ts';
import '../readers/core/all.ts';
import type { CardRequest, PageSession as Session, SessionOptions } from './session.ts';
import { remember, summarise } from './summary.ts';

// The extension's storage, in memory. It has to be there before the modules under test look for it.
Reflect.set(globalThis, 'browser', fakeBrowser);
const { BadgeChoices } = await import('./choices.ts');
const { BadgePlaces } = await import('./places.ts');
const { PageSession } = await import('./session.ts');

interface Noted {
  readonly page: string;
  readonly handle: string | null;
  readonly role: string;
}

const FRAME_MS = 16;

let dom: JSDOM;
let document: Document;
let session: Session;
/** Entries by platform and key, `x @name`. */
let listed: Map<string, FoundEntry[]>;
let noted: Noted[];
let cards: CardRequest[];
let unreadable: string[];
let counts: number;
/** What badges are drawn in. */
let drawn: ShadowRoot[];
/** Holds answers back while it is set. */
let held: Promise<void> | null;

/** A page without layout: what is not shown says so in its own style. */
function checkVisibility(this: Element): boolean {
  for (let box: Element | null = this; box; box = box.parentElement) {
    const { display } = dom.window.getComputedStyle(box);
    if (display === 'none' || (box === this && display === 'contents')) return false;
  }
  return true;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  listed = new Map();
  [noted, cards, unreadable, drawn, counts, held] = [[], [], [], [], 0, null];
});

afterEach(() => {
  session?.stop();
  dropParts();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function list(platform: PlatformId, handle: string, platformId: string | null = null): void {
  const entry = AccountEntry.parse({
    ...{ platform, handle, platformId },
    namedIn: [{ disclosure: 'a-disclosure' }],
  });
  const keys = [`@${handle.toLowerCase()}`, ...(platformId === null ? [] : [`#${platformId}`])];
  for (const key of keys) {
    const found: FoundEntry = {
      ...{ key, entry },
      disclosures: [
        {
          ...{ id: 'a-disclosure', shortName: 'Somebody', date: '2019-01-31' },
          ...{ kind: 'network-takedown', disputes: 0 },
        },
      ],
      list: { id: 'a-list', name: 'A list', version: 1, expires: '2099-01-01T00:00:00Z' },
    };
    listed.set(`${platform} ${key}`, [...(listed.get(`${platform} ${key}`) ?? []), found]);
  }
}

function open(url: string, html: string, options: Partial<SessionOptions> = {}): void {
  dom = new JSDOM(html, { url, pretendToBeVisual: true });
  document = dom.window.document;
  const globals = [
    'Node',
    'Element',
    'MutationObserver',
    'ShadowRoot',
    'getComputedStyle',
  ] as const;
  for (const name of globals) vi.stubGlobal(name, dom.window[name]);
  vi.stubGlobal('window', dom.window);
  vi.stubGlobal('requestIdleCallback', (work: () => void) => setTimeout(work, FRAME_MS));
  vi.stubGlobal('cancelIdleCallback', clearTimeout);
  dom.window.Element.prototype.checkVisibility = checkVisibility;
  const { attachShadow } = dom.window.Element.prototype;
  dom.window.Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    drawn.push(root);
    return root;
  };
  Reflect.set(dom.window, 'matchMedia', () => new dom.window.EventTarget());
  const notes = {
    note: (page: { shown: URL }, _: unknown, { handle, role }: Noted) =>
      noted.push({ page: page.shown.pathname, handle, role }),
    takeBack: () => {},
  };
  offerPart('badge', {
    choices: new BadgeChoices(),
    notes: notes as never,
    follow: async () => {},
    ...{ remember, summarise, circumstancesOf },
    createPlaces: (document, watched) => new BadgePlaces(document, watched, () => 'auto'),
  });
  session = new PageSession(document, {
    source: {
      readFilter: async (platform) => ({ mayHave: (key) => listed.has(`${platform} ${key}`) }),
      lookup: async (platform, keys) => {
        await held;
        return {
          generation: '1',
          found: keys.flatMap((key) => listed.get(`${platform} ${key}`) ?? []),
        };
      },
    },
    onOpenCard: (request) => cards.push(request),
    onCount: () => counts++,
    onRead: () => {},
    onUnreadable: (site) => unreadable.push(site),
    onMissing: () => {},
    isOrphan: () => false,
    ...options,
  });
  session.start();
}

const settled = (ms = 500) => vi.advanceTimersByTimeAsync(ms);

/** What the page does when it goes on without loading. */
const go = (path: string) => dom.window.history.pushState(null, '', path);

const matches = () => session.summary().matches;
const names = () => matches().map(({ handle, places }) => `${handle} ${places}`);

test('a listed name has its badge and is counted', async () => {
  list('x', 'listed');
  open('https://news.example/', '<p><a href="https://x.com/listed">@listed</a></p>');
  await settled();
  expect(names()).toEqual(['listed 1']);
  expect(document.querySelector('a + span')).not.toBeNull();
});

const ROW = (inside: string) => `<article data-testid="tweet">${inside}</article>`;
const NAMED = (name: string) =>
  ROW(`<div data-testid="User-Name"><a href="/${name}">@${name}</a></div>`);

test('rows without names are reported on a screen that a person comes to later, too', async () => {
  open('https://x.com/home', ROW('').repeat(5));
  await settled(15_000);
  expect(unreadable).toEqual(['x']);
  document.body.innerHTML = '';
  go('/explore');
  document.body.innerHTML = NAMED('somebody');
  await settled(15_000);
  document.body.innerHTML = '';
  go('/notifications');
  document.body.innerHTML = ROW('').repeat(5);
  await settled(15_000);
  expect(unreadable).toEqual(['x', 'x']);
});

test('a screen that was left in doubt does not have the next one judged early', async () => {
  open('https://x.com/home', ROW('').repeat(5));
  await settled(8000);
  go('/explore');
  document.body.innerHTML = ROW('').repeat(5);
  await settled(4000);
  expect(unreadable).toEqual([]);
});

test('rows that come one by one are counted, each once', async () => {
  open('https://www.threads.net/', '<main></main>');
  await settled();
  const row = () => {
    const made = document.createElement('div');
    made.dataset.pressableContainer = 'true';
    document.querySelector('main')?.append(made);
    return made;
  };
  const first = row();
  for (let change = 0; change < 10; change++) {
    first.append('text');
    await settled();
  }
  expect(session.summary().unreadable).toBe(false);
  for (let more = 0; more < 4; more++) {
    row();
    await settled();
  }
  expect(session.summary().unreadable).toBe(true);
});

test('a channel whose cards do not name it again is no sign of a redesign', async () => {
  const card = '<ytd-rich-item-renderer><a href="/watch?v=1">A film</a></ytd-rich-item-renderer>';
  open('https://www.youtube.com/@somebody/videos', card.repeat(6));
  await settled(15_000);
  expect([session.summary().unreadable, unreadable]).toEqual([false, []]);
});

test('a name for which a page gives two ids does not have it read without end', async () => {
  list('x', 'listed');
  let reads = 0;
  const row = (id: number) =>
    `<div class="tweet"><a href="/listed" data-user-id="${id}">@listed</a></div>`;
  open('https://twitter.com/home', row(1), { onRead: () => reads++ });
  await settled();
  document.body.insertAdjacentHTML('beforeend', row(2));
  await settled();
  reads = 0;
  await settled(5000);
  expect([names(), reads]).toEqual([['listed 2'], 0]);
});

test('an id that the page itself contradicts makes no match sure', async () => {
  list('x', 'listed', '42');
  open(
    'https://x.com/home',
    `${NAMED('listed')}<div data-testid="HoverCard"><button data-testid="42-follow" aria-label="Follow @listed"></button></div>`,
  );
  await settled();
  expect(matches()[0]?.evidence).toBe('same-account');
  document.body.insertAdjacentHTML(
    'beforeend',
    '<div data-testid="HoverCard"><button data-testid="7-follow" aria-label="Follow @listed"></button></div>',
  );
  await settled();
  expect(matches().map(({ evidence, places }) => [evidence, places])).toEqual([['same-name', 1]]);
});

test('an answer about a row that is gone is nothing to the page that came after', async () => {
  list('x', 'listed');
  let answer = () => {};
  held = new Promise((resolve) => {
    answer = resolve;
  });
  open('https://x.com/home', NAMED('listed'));
  await settled();
  go('/explore');
  document.body.innerHTML = NAMED('somebody');
  await settled();
  answer();
  await settled();
  expect([names(), noted]).toEqual([[], []]);
});

test('a post that was replaced by its frame while the lists were asked has been named all the same', async () => {
  list('x', 'listed');
  let answer = () => {};
  held = new Promise((resolve) => {
    answer = resolve;
  });
  open(
    'https://news.example/',
    `<blockquote class="twitter-tweet">&mdash; Name (@listed)
     <a href="https://twitter.com/listed/status/1">May 5</a></blockquote>`,
  );
  await settled();
  document.body.innerHTML = '<iframe></iframe>';
  answer();
  await settled();
  expect(names()).toEqual(['listed 0']);
});

test('a card says what its badge says after the page has told an id', async () => {
  list('x', 'listed', '42');
  open('https://twitter.com/home', '<div class="tweet"><a href="/listed">@listed</a></div>');
  await settled();
  expect(matches()[0]?.evidence).toBe('same-name');
  document.body.insertAdjacentHTML(
    'beforeend',
    '<div class="tweet"><a href="/listed" data-user-id="42">@listed</a></div>',
  );
  await settled();
  expect(matches()[0]?.evidence).toBe('same-account');
  const opened = openBadges();
  expect(opened.map(({ reference }) => reference.id)).toEqual(['42', '42']);
});

test('an account that was met by its id and by its name is one as soon as the page pairs them', async () => {
  list('x', 'listed', '42');
  open(
    'https://twitter.com/home',
    `<div class="tweet"><a href="/i/user/42">Somebody</a></div>
     <div class="tweet"><a href="/listed">@listed</a></div>`,
  );
  await settled();
  expect(names()).toEqual(['Listed 1', 'listed 1'].map((one) => one.toLowerCase()));
  counts = 0;
  document.body.insertAdjacentHTML(
    'beforeend',
    '<div class="tweet"><a href="/listed" data-user-id="42">@listed</a></div>',
  );
  await settled();
  expect(names()).toEqual(['listed 3']);
  expect(counts).toBeGreaterThan(0);
});

test('a name whose box is that of what it holds is shown', async () => {
  list('x', 'listed');
  open('https://x.com/home', ROW('<a href="/listed" style="display: contents"><b>@listed</b></a>'));
  await settled();
  expect(names()).toEqual(['listed 1']);
});

test('a badge on a screen that is kept and not shown is no place to go to', async () => {
  list('x', 'listed');
  open('https://x.com/home', `<div id="old">${NAMED('listed')}</div>`);
  await settled();
  expect(names()).toEqual(['listed 1']);
  go('/explore');
  document.querySelector('div')?.setAttribute('style', 'display: none');
  document.body.insertAdjacentHTML('beforeend', NAMED('somebody'));
  await settled();
  expect(names()).toEqual(['listed 0']);
  expect([session.show(1), session.show('x @listed')]).toEqual([false, false]);
});

test('a badge that was left to a frame comes back when the frame has none any more', async () => {
  list('facebook', 'listed');
  const frame =
    'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Flisted%2Fposts%2F1';
  open('https://news.example/', `<p><iframe src="${frame}"></iframe></p>`);
  await settled();
  expect(names()).toEqual(['listed 1']);
  session.leaveToFrames(['facebook @listed']);
  await settled();
  expect(names()).toEqual(['listed 0']);
  session.leaveToFrames([]);
  await settled();
  expect(names()).toEqual(['listed 1']);
  session.leaveToFrames(['facebook @listed']);
  session.stop();
  session.leaveToFrames([]);
  await settled();
  expect(names()).toEqual([]);
});

test('a badge stays under the pointer when a site writes its marks into the link', async () => {
  list('facebook', 'listed');
  open(
    'https://www.facebook.com/',
    '<div role="article"><h3><a href="/listed?__cft__[0]=A&__tn__=C">Listed</a></h3></div>',
  );
  await settled();
  const link = document.querySelector('a');
  const badge = document.querySelector('h3 span');
  expect(badge).not.toBeNull();
  link?.setAttribute('href', '/listed?__cft__[0]=B&__tn__=-UC&fref=nf');
  await settled(1);
  expect(badge?.isConnected).toBe(true);
  link?.setAttribute('href', '/other?__cft__[0]=B');
  await settled(1);
  expect(badge?.isConnected).toBe(false);
});

test('no badge gets into what a person is writing', async () => {
  list('x', 'listed');
  open(
    'https://news.example/',
    `<div contenteditable="true"><p><a href="https://x.com/listed">@listed</a></p></div>
     <div contenteditable="false"><a href="https://x.com/listed">@listed</a></div>`,
  );
  await settled();
  expect(names()).toEqual(['listed 1']);
  expect(document.querySelector('[contenteditable="true"] span')).toBeNull();
});

test('a head of which only the letters change is read again', async () => {
  list('instagram', 'listed');
  open('https://www.instagram.com/somebody/', '<main><header><h2>somebody</h2></header></main>');
  await settled();
  go('/listed/');
  document.body.append(document.createElement('p'));
  await settled();
  const text = document.querySelector('h2')?.firstChild;
  if (text) text.nodeValue = 'listed';
  await settled();
  expect(names()).toEqual(['listed 1']);
});

test('the head of a profile on X of which only the letters change is read again', async () => {
  list('x', 'listed');
  open('https://x.com/somebody', '<div data-testid="UserName"><span>@somebody</span></div>');
  await settled();
  go('/listed');
  document.body.append(document.createElement('p'));
  await settled();
  const text = document.querySelector('span')?.firstChild;
  if (text) text.nodeValue = '@listed';
  await settled();
  expect(names()).toEqual(['listed 1']);
});

test('a background that has nothing to count is left asleep', async () => {
  open('https://x.com/home', NAMED('somebody'));
  await settled();
  go('/explore');
  document.body.append(document.createElement('p'));
  await settled();
  session.restart();
  await settled();
  expect(counts).toBe(0);
});

const RENAMED = '<a class="tumblelog" href="https://newname.tumblr.com/">oldname</a>';

test('a blog that a theme names by its text is found though its link leads to another', async () => {
  list('tumblr', 'oldname');
  open('https://some.tumblr.com/post/1', `<ol class="notes"><li class="note">${RENAMED}</li></ol>`);
  await settled();
  expect(names()).toEqual(['oldname 1']);
});

test('a link is not passed over because another name beside it is in no list', async () => {
  list('tumblr', 'newname');
  open('https://some.tumblr.com/post/1', `<ol class="notes"><li class="note">${RENAMED}</li></ol>`);
  await settled();
  document.body.insertAdjacentHTML(
    'beforeend',
    '<p><a href="https://newname.tumblr.com/">n</a></p>',
  );
  await settled();
  expect(names()).toEqual(['newname 2']);
});

test('what a screen that was kept hidden names is found when it is shown again', async () => {
  list('youtube', 'listed');
  const card = '<ytd-video-renderer><a href="/@listed">Listed</a></ytd-video-renderer>';
  open('https://www.youtube.com/', `<ytd-browse hidden>${card}</ytd-browse>`);
  await settled();
  expect(names()).toEqual([]);
  document.querySelector('ytd-browse')?.removeAttribute('hidden');
  await settled();
  expect(names()).toEqual(['listed 1']);
});

const RULE = {
  list: 'a-list',
  rule: {
    ...{ site: 'x', reason: 'a redesign', until: null, off: false, reserved: [] },
    hooks: { quiet: 'nav' },
  },
};

test('a repaired site stays one and the same when the reader of another arrives', async () => {
  list('x', 'listed');
  open(
    'https://x.com/home',
    ROW('<a href="https://x.com/listed/media">media</a><a href="https://x.com/listed">@listed</a>'),
  );
  session.follow([RULE]);
  session.refresh();
  session.arrived([]);
  await settled();
  expect(names()).toEqual(['listed 1']);
  session.follow([]);
});

/** What a person gets who presses every badge there is. */
function openBadges(): CardRequest[] {
  cards = [];
  for (const root of drawn) if (root.host.isConnected) root.querySelector('button')?.click();
  return cards;
}
