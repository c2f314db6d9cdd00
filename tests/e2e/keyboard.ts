import { expect } from '@playwright/test';
import { eventually } from '../../src/dev/browser/badges.ts';
import type { Tab } from '../../src/dev/browser/session.ts';

// One of our own pages as a person reads it and goes through it by keyboard alone.

// biome-ignore lint/performance/useDomNodeTextContent: what a person reads, line by line
export const textOf = (tab: Tab) => tab.run(() => document.body.innerText);

/** Waits until the page says so. */
export const reads = (tab: Tab, words: string) =>
  eventually(
    () => textOf(tab),
    (text) => text.includes(words),
  ).then((text) => expect(text).toContain(words));

/** Waits until the page no longer says so. */
export const readsNot = (tab: Tab, words: string) =>
  eventually(
    () => textOf(tab),
    (text) => !text.includes(words),
  ).then((text) => expect(text).not.toContain(words));

/** What has the focus, as it is called to a person. */
export const focused = (tab: Tab) =>
  tab.run(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0] : null;
    return ((label ?? element)?.textContent ?? '').trim();
  });

/** Waits until what is called so has the focus. */
export const hasFocus = (tab: Tab, name: string) =>
  eventually(
    () => focused(tab),
    (here) => here === name,
  ).then((here) => expect(here).toBe(name));

/** Goes on with the Tab key until something called so has the focus. */
export async function tabTo(tab: Tab, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  // From the top: behind the last place comes the browser's own window, which is not ours to go through.
  await tab.run(() => document.querySelector<HTMLElement>('nav a')?.focus());
  for (let presses = 0; presses < 60; presses++) {
    const here = await focused(tab);
    if (typeof name === 'string' ? here === name : name.test(here)) return;
    passed.push(here);
    await tab.press('Tab');
  }
  throw new Error(`Tab never came to ${name}; it came by ${passed.join(' | ')}`);
}

/** Types letter by letter. */
export async function type(tab: Tab, text: string): Promise<void> {
  for (const letter of text) await tab.press(letter);
}

/** From now on what is handed to the browser to be saved can be read. */
export const catchFiles = (tab: Tab) =>
  tab.run(() => {
    const made = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      (globalThis as unknown as { saved: Blob }).saved = blob;
      return made(blob);
    };
  });

/** What was handed over last. */
export const savedText = (tab: Tab) =>
  tab.run(() => (globalThis as unknown as { saved: Blob }).saved.text());
