import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ScanRoot } from '../readers/core/scan.ts';
import { PageWatcher } from './watch.ts';

const FRAME_MS = 16;

let document: Document;
let read: ScanRoot[];
let watcher: PageWatcher;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const { window } = new JSDOM('<!doctype html><main></main>', { url: 'https://x.com/home' });
  document = window.document;
  for (const name of ['Node', 'Element', 'MutationObserver'] as const) {
    vi.stubGlobal(name, window[name]);
  }
  // A page that has time at the end of each frame.
  vi.stubGlobal('requestIdleCallback', (work: () => void) => setTimeout(work, FRAME_MS));
  vi.stubGlobal('cancelIdleCallback', clearTimeout);
  read = [];
  watcher = new PageWatcher(
    document,
    {
      onChange: () => {},
      *read(root) {
        read.push(root);
        yield;
      },
      onPause: () => {},
    },
    { attributes: [], rows: 'article', blocks: '', shadowHosts: undefined, isOwn: () => false },
  );
});

afterEach(() => {
  watcher.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const addRow = () => {
  const row = document.createElement('article');
  document.querySelector('main')?.append(row);
  return row;
};

test('reads the whole page first, then what is added, at the next idle moment', async () => {
  watcher.start();
  await vi.advanceTimersByTimeAsync(FRAME_MS);
  expect(read).toEqual([document]);
  const row = addRow();
  await vi.advanceTimersByTimeAsync(FRAME_MS);
  expect(read).toEqual([document, row]);
});

test('rows that a person scrolls to are read at once, one after the other', async () => {
  watcher.start();
  await vi.advanceTimersByTimeAsync(FRAME_MS);
  for (let count = 0; count < 10; count++) {
    const row = addRow();
    await vi.advanceTimersByTimeAsync(FRAME_MS);
    expect(read).toContain(row);
    await vi.advanceTimersByTimeAsync(50);
  }
});

test('rows that are flung past are not read, those that come to rest are, within a tenth of a second', async () => {
  watcher.start();
  await vi.advanceTimersByTimeAsync(FRAME_MS);
  const rows: Element[] = [];
  for (let frame = 0; frame < 60; frame++) {
    rows.push(addRow(), addRow(), addRow());
    for (const gone of rows.slice(0, -12)) gone.remove();
    await vi.advanceTimersByTimeAsync(FRAME_MS);
  }
  const flungPast = rows.slice(30, -12);
  expect(read.filter((root) => flungPast.includes(root as Element))).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(rows.slice(-12).every((row) => read.includes(row))).toBe(true);
});

test('a page that changes without end is still read', async () => {
  watcher.start();
  await vi.advanceTimersByTimeAsync(FRAME_MS);
  const rows: Element[] = [];
  for (let frame = 0; frame < 30; frame++) {
    rows.push(addRow());
    await vi.advanceTimersByTimeAsync(FRAME_MS);
  }
  expect(rows.slice(0, 20).every((row) => read.includes(row))).toBe(true);
});

// What was learned in one slice can have the whole page read again, which takes several.
test('a page that is to be read again is read to its end', async () => {
  let [steps, ms, readings] = [0, 0, 0];
  const { now } = performance;
  vi.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + ms);
  const slow = new PageWatcher(
    document,
    {
      onChange: () => {},
      *read() {
        readings++;
        for (let left = readings === 1 ? 2 : 40; left > 0; left--) {
          steps++;
          ms += 2;
          yield;
        }
      },
      onPause: () => {
        if (readings === 1) slow.enqueue(document);
      },
    },
    { attributes: [], rows: 'article', blocks: '', shadowHosts: undefined, isOwn: () => false },
  );
  slow.start();
  await vi.advanceTimersByTimeAsync(2000);
  slow.stop();
  expect(steps).toBe(42);
});

// What arrived late, a reader or an id, may be about names in there too.
test('a page that is read again is read with its shadow roots', async () => {
  const host = document.createElement('div');
  host.className = 'host';
  const shadow = host.attachShadow({ mode: 'open' });
  document.body.append(host);
  watcher.start({
    ...{ attributes: [], rows: 'article', blocks: '', isOwn: () => false },
    shadowHosts: '.host',
  });
  await vi.advanceTimersByTimeAsync(100);
  expect(read).toEqual([document, shadow]);
  host.setAttribute('href', 'changed');
  await vi.advanceTimersByTimeAsync(100);
  expect(read).toEqual([document, shadow, host]);
  watcher.enqueue(document);
  await vi.advanceTimersByTimeAsync(100);
  expect(read).toEqual([document, shadow, host, document, shadow]);
});

test('reads nothing after it was stopped', async () => {
  watcher.start();
  await vi.advanceTimersByTimeAsync(FRAME_MS);
  addRow();
  watcher.stop();
  addRow();
  await vi.advanceTimersByTimeAsync(1000);
  expect(read).toEqual([document]);
});
