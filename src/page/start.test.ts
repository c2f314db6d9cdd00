import { JSDOM } from 'jsdom';
import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import '../readers/core/all.ts';

// The browser, in memory. It has to be there before the modules under test look for it.
Reflect.set(globalThis, 'browser', fakeBrowser);
const { startPage } = await import('./start.ts');
const { RULES_KEY } = await import('../store/reader-rule-storage.ts');
const { changeSettings } = await import('../store/settings.ts');

test('what a person switches off while a page starts stays off', async () => {
  const { window } = new JSDOM('<a href="/somebody">@somebody</a>', { url: 'https://x.com/home' });
  const asked: ((message: unknown, sender: unknown, respond: (answer: unknown) => void) => void)[] =
    [];
  vi.stubGlobal('document', window.document);
  vi.stubGlobal('window', window);
  vi.stubGlobal('requestIdleCallback', setTimeout);
  vi.stubGlobal('cancelIdleCallback', clearTimeout);
  for (const name of ['Node', 'Element', 'MutationObserver'] as const) {
    vi.stubGlobal(name, window[name]);
  }
  Reflect.set(fakeBrowser.runtime, 'onConnect', { addListener: () => {} });
  fakeBrowser.runtime.onMessage.addListener = (listener) => void asked.push(listener as never);
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
  await new Promise((resolve) => setTimeout(resolve, 5));
  await changeSettings((old) => ({ ...old, sitesOff: ['x'] }));
  await new Promise((resolve) => setTimeout(resolve, 5));
  give();
  await started;
  let summary: unknown;
  for (const ask of asked) ask({ type: 'page-summary' }, {}, (answer) => (summary = answer));
  expect(summary).toMatchObject({ site: 'x', enabled: false });
  vi.unstubAllGlobals();
});
