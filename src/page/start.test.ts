import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import '../readers/core/all.ts';

// The browser, in memory. It has to be there before the modules under test look for it.
Reflect.set(globalThis, 'browser', fakeBrowser);
const { startPage } = await import('./start.ts');
const { RULES_KEY } = await import('../store/reader-rule-storage.ts');
const { changeSettings } = await import('../store/settings.ts');

type Listener = (message: unknown, sender: unknown, respond: (answer: unknown) => void) => void;
let listeners: Listener[];

beforeEach(() => {
  const { window } = new JSDOM('<a href="/somebody">@somebody</a>', { url: 'https://x.com/home' });
  vi.stubGlobal('document', window.document);
  vi.stubGlobal('window', window);
  vi.stubGlobal('requestIdleCallback', setTimeout);
  vi.stubGlobal('cancelIdleCallback', clearTimeout);
  for (const name of ['Node', 'Element', 'MutationObserver'] as const) {
    vi.stubGlobal(name, window[name]);
  }
  fakeBrowser.reset();
  listeners = [];
  Reflect.set(fakeBrowser.runtime, 'onConnect', { addListener: () => {} });
  fakeBrowser.runtime.onMessage.addListener = (listener) => void listeners.push(listener as never);
  Reflect.deleteProperty(globalThis, 'takedownLens');
});

afterEach(() => vi.unstubAllGlobals());

function summary(): unknown {
  let answer: unknown;
  const respond = (given: unknown) => {
    answer = given;
  };
  for (const listener of listeners) listener({ type: 'page-summary' }, {}, respond);
  return answer;
}

const moment = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));

test('what a person switches off while a page starts stays off', async () => {
  // The rules of a long list take their time.
  const { get } = fakeBrowser.storage.local;
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  fakeBrowser.storage.local.get = async (key: never) => {
    if (key === RULES_KEY) await given;
    return get.call(fakeBrowser.storage.local, key);
  };
  const started = startPage();
  await moment();
  await changeSettings((old) => ({ ...old, sitesOff: ['x'] }));
  await moment();
  give();
  await started;
  fakeBrowser.storage.local.get = get;
  expect(summary()).toMatchObject({ site: 'x', enabled: false });
});

test('a script that its extension left behind in a pause does not begin again', async () => {
  await changeSettings((old) => ({ ...old, pausedUntil: Date.now() + 100 }));
  await startPage();
  expect(summary()).toMatchObject({ enabled: false });
  const { id } = fakeBrowser.runtime;
  Reflect.set(fakeBrowser.runtime, 'id', undefined);
  await moment(200);
  Reflect.set(fakeBrowser.runtime, 'id', id);
  expect(summary()).toMatchObject({ enabled: false });
});

test('a pause that is over is over', async () => {
  await changeSettings((old) => ({ ...old, pausedUntil: Date.now() + 100 }));
  await startPage();
  expect(summary()).toMatchObject({ enabled: false });
  await vi.waitFor(() => expect(summary()).toMatchObject({ enabled: true }));
});
