import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Worker } from '@playwright/test';
import { badgesOnce, eventually, until } from '../../src/dev/browser/badges.ts';
import { startChromium } from '../../src/dev/browser/chromium.ts';
import { namesKnown } from '../../src/dev/browser/session.ts';
import { findBrowser } from '../../src/dev/browsers.ts';
import { extensionFolder } from '../../src/dev/extension.ts';
import { inRoot } from '../../src/dev/root.ts';
import { demonstration } from '../../src/dev/worlds.ts';
import type { BackgroundRequest } from '../../src/messaging/requests.ts';
import { expect, TIMELINE, test } from './lens.ts';

// Another extension in the same browser, allowed whatever an extension can be allowed: it says to our background what
// our own pages say.

const REQUESTS: readonly BackgroundRequest[] = [
  { type: 'lookup', platform: 'x', keys: ['@ten_gop'] },
  { type: 'card', platform: 'x', key: '@ten_gop' },
  { type: 'lists' },
  { type: 'subscriptions' },
  { type: 'journal' },
  { type: 'add-list', address: 'http://127.0.0.1:1/', publicKey: 'A'.repeat(43) },
  { type: 'wipe', what: ['settings', 'lists', 'own-lists'] },
];

function otherExtension(name: string): string {
  const folder = inRoot('.cache/e2e-builds', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = {
    manifest_version: 3,
    name: 'Another extension',
    version: '1.0',
    background: { service_worker: 'other.js' },
    permissions: ['management', 'scripting', 'storage', 'tabs'],
    host_permissions: ['<all_urls>'],
  };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'other.js'), 'addEventListener("install", () => {});');
  return folder;
}

interface Chrome {
  runtime: {
    lastError?: { message: string };
    sendMessage(to: string, message: unknown, answered: (answer: unknown) => void): void;
    connect(
      to: string,
      info: { name: string },
    ): {
      postMessage(message: unknown): void;
      onMessage: { addListener(listener: (message: unknown) => void): void };
      onDisconnect: { addListener(listener: () => void): void };
    };
  };
}

/** What the other extension is answered, or what the browser says of it. */
const say = (other: Worker, to: string, request: object) =>
  other.evaluate(
    ([id, text]) =>
      new Promise<string>((resolve) => {
        const { runtime } = (globalThis as unknown as { chrome: Chrome }).chrome;
        runtime.sendMessage(id, JSON.parse(text), (answer) =>
          resolve(runtime.lastError?.message ?? `answered ${JSON.stringify(answer)}`),
        );
      }),
    [to, JSON.stringify(request)] as const,
  );

/** The same over a connection. */
const connectAndSay = (other: Worker, to: string, name: string, request: object) =>
  other.evaluate(
    ([id, portName, text]) =>
      new Promise<string>((resolve) => {
        const { runtime } = (globalThis as unknown as { chrome: Chrome }).chrome;
        const port = runtime.connect(id, { name: portName });
        port.onMessage.addListener((answer) => resolve(`answered ${JSON.stringify(answer)}`));
        port.onDisconnect.addListener(() => resolve(runtime.lastError?.message ?? 'disconnected'));
        try {
          port.postMessage(JSON.parse(text));
        } catch (error) {
          resolve((error as Error).message);
        }
      }),
    [to, name, JSON.stringify(request)] as const,
  );

test('another extension that says what our pages say gets no answer and changes nothing', async () => {
  const program = await findBrowser('chromium');
  test.skip(program === null, 'no chromium on this machine');
  const otherFolder = otherExtension(`other-${test.info().parallelIndex}`);
  const session = await startChromium({
    program: program ?? '',
    extension: extensionFolder('chromium'),
    others: [otherFolder],
    world: demonstration,
  });
  try {
    const own = await session.openOwnPage('options.html');
    await until(
      () => namesKnown(own),
      (names) => names > 100,
    );
    const ownId = new URL(await own.address()).host;
    const isOther = (worker: Worker) => worker.url().endsWith('/other.js');
    const workers = await eventually(
      async () => session.context.serviceWorkers(),
      (all) => all.some(isOther),
    );
    const other = workers.find(isOther)!;
    const before = await namesKnown(own);
    for (const request of REQUESTS) {
      expect(await say(other, ownId, request)).toMatch(/Could not establish connection/);
    }
    for (const name of ['', 'page', 'panel']) {
      for (const request of REQUESTS) {
        expect(await connectAndSay(other, ownId, name, request)).toMatch(
          /Could not establish connection/,
        );
      }
    }
    // Our own page is answered all the while: it is not for want of a background.
    expect(await namesKnown(own)).toBe(before);
    const tab = await session.open(TIMELINE);
    const isThere = (badges: readonly { beside: string }[]) =>
      badges.some(({ beside }) => beside === 'TEN_GOP');
    expect(isThere(await badgesOnce(tab, isThere))).toBe(true);
  } finally {
    await session.close();
  }
});
