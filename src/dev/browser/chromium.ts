import { writeFile } from 'node:fs/promises';
import {
  type BrowserContext,
  type CDPSession,
  chromium,
  type Page,
  type Worker,
} from '@playwright/test';
import { until } from './badges.ts';
import { closedDoor } from './closed-door.ts';
import { asCall, asText } from './code.ts';
import type { DeepNode, Session, SessionOptions, Tab } from './session.ts';

/** A Chromium session shows more than both browsers have in common. */
export interface ChromiumSession extends Session {
  readonly browser: 'chromium';
  readonly context: BrowserContext;
  open(address: string): Promise<ChromiumTab>;
  openOwnPage(path: string): Promise<ChromiumTab>;
  /**
   * Ends the extension's service worker as the browser would; it starts again when it is needed. Gives whether one was
   * running.
   */
  killServiceWorker(): Promise<boolean>;
  /** Installs the extension again, as an update does: its pages close, and what runs in tabs is orphaned. */
  updateExtension(): Promise<void>;
}

export interface ChromiumTab extends Tab {
  readonly page: Page;
}

export interface ChromiumOptions extends SessionOptions {
  /** The folder for the profile, which stays there; without it a fresh one that goes with the session. */
  readonly profile?: string;
  /** Folders of other extensions that are there too. */
  readonly others?: readonly string[];
}

/** Starts Chromium, with a fresh profile if none is named. */
export async function startChromium(options: ChromiumOptions): Promise<ChromiumSession> {
  const door = await closedDoor();
  const size = options.size ?? { width: 1280, height: 900 };
  const extensions = [options.extension, ...(options.others ?? [])].join(',');
  const context = await chromium.launchPersistentContext(options.profile ?? '', {
    executablePath: options.program,
    // Playwright's own headless mode is a browser without extensions.
    headless: false,
    // What people's browsers do with a page that they leave is tested too.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    viewport: options.visible ? null : size,
    args: [
      ...(options.visible ? [`--window-size=${size.width},${size.height}`] : ['--headless=new']),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--proxy-server=127.0.0.1:${door.port}`,
      `--disable-extensions-except=${extensions}`,
      `--load-extension=${extensions}`,
      '--disable-quic',
      // For installing the extension again while it runs.
      '--enable-unsafe-extension-debugging',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(options.language ? [`--lang=${options.language}`] : []),
    ],
    // On Linux the environment says it, and the argument nothing.
    ...(options.language ? { env: { ...process.env, LANGUAGE: options.language } } : {}),
  });
  const refused: string[] = [];
  await context.route('**/*', async (route) => {
    const address = new URL(route.request().url());
    if (address.protocol === 'chrome-extension:') return route.continue();
    const answer = await options.world(address);
    if (answer === null) {
      refused.push(address.href);
      return route.abort();
    }
    return route.fulfill({
      status: answer.status ?? 200,
      headers: { 'content-type': 'text/html; charset=utf-8', ...answer.headers },
      body: answer.body,
    });
  });
  const worker = await serviceWorkerOf(context);
  await untilListening(worker);
  // Node gives no origin for addresses of this scheme.
  const origin = `chrome-extension://${new URL(worker.url()).host}/`;
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));

  return {
    browser: 'chromium',
    context,
    refused,
    knocked: door.knocks,
    closed,
    async open(address) {
      // The window opens with one blank tab.
      const blank = context.pages().find((page) => page.url() === 'about:blank');
      const tab = tabOf(context, blank ?? (await context.newPage()));
      await tab.go(address);
      return tab;
    },
    async openOwnPage(path) {
      const front = context.pages().at(-1);
      const tab = tabOf(context, await context.newPage());
      await front?.bringToFront();
      await tab.go(new URL(path, origin).href);
      return tab;
    },
    async killServiceWorker() {
      const devtools = await context.browser()?.newBrowserCDPSession();
      if (devtools === undefined) throw new Error('this Chromium has no debugger of its own');
      const { targetInfos } = await devtools.send('Target.getTargets');
      const own = targetInfos.filter(
        ({ type, url }) => type === 'service_worker' && url.startsWith(origin),
      );
      for (const { targetId } of own) {
        await devtools.send('Target.closeTarget', { targetId }).catch((error: Error) => {
          // It was on its way out by itself.
          if (!/No target with given id/.test(error.message)) throw error;
        });
      }
      await devtools.detach();
      return own.length > 0;
    },
    async updateExtension() {
      const devtools = await context.browser()?.newBrowserCDPSession();
      if (devtools === undefined) throw new Error('this Chromium has no debugger of its own');
      const started = context.waitForEvent('serviceworker');
      // Newer than the types of the protocol that Playwright brings.
      const send = devtools.send.bind(devtools) as (
        method: string,
        parameters: unknown,
      ) => Promise<unknown>;
      await send('Extensions.loadUnpacked', { path: options.extension });
      await untilListening(await started);
      await devtools.detach();
    },
    async close() {
      await context.close();
      door.close();
    },
  };
}

/**
 * A worker that is ended before it ever listened is not started again by anything: the browser knows of no event
 * that it would hear.
 */
async function untilListening(worker: Worker): Promise<void> {
  await until(
    () =>
      worker.evaluate(() => {
        const { chrome } = globalThis as unknown as {
          chrome: { runtime: { onMessage: { hasListeners(): boolean } } };
        };
        return chrome.runtime.onMessage.hasListeners();
      }),
    (listening) => listening,
  );
}

async function serviceWorkerOf(context: BrowserContext): Promise<Worker> {
  // Another extension's may be there as well.
  const isOurs = (worker: Worker) => worker.url().endsWith('/background.js');
  const there = context.serviceWorkers().find(isOurs);
  if (there !== undefined) return there;
  try {
    return await context.waitForEvent('serviceworker', { predicate: isOurs, timeout: 45_000 });
  } catch (error) {
    await context.close();
    throw new Error('the extension did not start: Chromium reports no service worker of it', {
      cause: error,
    });
  }
}

function tabOf(context: BrowserContext, page: Page): ChromiumTab {
  let session: Promise<CDPSession> | undefined;
  const devtools = () => {
    session ??= context.newCDPSession(page);
    return session;
  };
  return {
    page,
    address: async () => page.url(),
    async go(address) {
      await page.goto(address, { waitUntil: 'domcontentloaded' });
    },
    async back() {
      await page.goBack();
    },
    toFront: () => page.bringToFront(),
    run: (code, ...args) => page.evaluate(asCall(code, args)),
    async tree() {
      const { root } = await (await devtools()).send('DOM.getDocument', {
        depth: -1,
        pierce: true,
      });
      return deepNode(root);
    },
    async runOn(node, code, ...args) {
      const client = await devtools();
      const { object } = await client.send('DOM.resolveNode', {
        backendNodeId: node.reference as number,
      });
      const { result, exceptionDetails } = await client.send('Runtime.callFunctionOn', {
        // The element comes as `this`, because arguments would have to be objects of the debugger.
        functionDeclaration: `function (args) { return (${asText(code)})(this, ...JSON.parse(args)); }`,
        ...(object.objectId === undefined ? {} : { objectId: object.objectId }),
        arguments: [{ value: JSON.stringify(args) }],
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result.value;
    },
    press: (key) => page.keyboard.press(key),
    clickAt: (x, y) => page.mouse.click(x, y),
    async screenshot(file) {
      await writeFile(file, await page.screenshot());
    },
    resize: (width, height) => page.setViewportSize({ width, height }),
    close: () => page.close(),
  };
}

type DomNode = Awaited<ReturnType<typeof domOf>>['root'];
const domOf = (client: CDPSession) => client.send('DOM.getDocument', { depth: -1, pierce: true });

function deepNode(node: DomNode): DeepNode {
  // An image's or an input's own shadow root belongs to the browser, not to the page.
  const shadow = node.shadowRoots?.find((root) => root.shadowRootType !== 'user-agent');
  const attributes: Record<string, string> = {};
  const pairs = node.attributes ?? [];
  for (let i = 0; i + 1 < pairs.length; i += 2) attributes[pairs[i] ?? ''] = pairs[i + 1] ?? '';
  return {
    name: node.nodeName.toLowerCase(),
    text: node.nodeValue,
    attributes,
    children: (node.children ?? []).map(deepNode),
    shadow: shadow
      ? {
          closed: shadow.shadowRootType === 'closed',
          children: (shadow.children ?? []).map(deepNode),
        }
      : null,
    reference: node.backendNodeId,
  };
}
