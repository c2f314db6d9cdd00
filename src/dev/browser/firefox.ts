import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import puppeteer, {
  type Browser,
  type HTTPRequest,
  type KeyInput,
  type Page,
} from 'puppeteer-core';
import { z } from 'zod';
import { geckoId } from '../extension.ts';
import { closedDoor } from './closed-door.ts';
import { asCall, asText } from './code.ts';
import type { DeepNode, Session, SessionOptions, Tab } from './session.ts';

/** Starts Firefox with a fresh profile, spoken to over WebDriver BiDi. */
export async function startFirefox(options: SessionOptions): Promise<Session> {
  const door = await closedDoor();
  const size = options.size ?? { width: 1280, height: 900 };
  const uuid = randomUUID();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: options.program,
    headless: !options.visible,
    defaultViewport: options.visible ? null : size,
    // Pages of an extension may only be opened by the browser's own window, which this lets us ask.
    args: ['--remote-allow-system-access', `--width=${size.width}`, `--height=${size.height}`],
    extraPrefsFirefox: {
      // The address of the extension's own pages is drawn by lot unless it is told here.
      'extensions.webextensions.uuids': JSON.stringify({ [geckoId(options.extension)]: uuid }),
      // Its own question about a permission stands outside of any page: here it is answered with yes.
      'extensions.webextOptionalPermissionPrompts': false,
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': door.port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': door.port,
    },
  });
  await browser.installExtension(options.extension);
  const refused: string[] = [];
  const closed = new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));

  return {
    browser: 'firefox',
    refused,
    knocked: door.knocks,
    closed,
    async open(address) {
      const page = await browser.newPage();
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        answer(request, options.world, refused).catch((error: unknown) => {
          // A page that is being closed can't be answered any more, nor a request that it gave up.
          if (!page.isClosed() && !/no such request/.test(String(error))) throw error;
        });
      });
      const tab = tabOf(browser, page);
      await tab.go(address);
      return tab;
    },
    async openOwnPage(path) {
      return tabOf(browser, await openFromWindow(browser, `moz-extension://${uuid}/${path}`));
    },
    async close() {
      await browser.close();
      door.close();
    },
  };
}

async function answer(
  request: HTTPRequest,
  world: SessionOptions['world'],
  refused: string[],
): Promise<void> {
  const address = new URL(request.url());
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return request.continue();
  const found = await world(address);
  if (found === null) {
    refused.push(address.href);
    return request.abort();
  }
  return request.respond({
    status: found.status ?? 200,
    headers: { 'content-type': 'text/html; charset=utf-8', ...found.headers },
    body: found.body,
  });
}

/** Puppeteer speaks BiDi but hides the words we need: reading closed shadow roots, the window's scope. */
function bidi(browser: Browser, method: string, params: object): Promise<unknown> {
  const { connection } = browser as unknown as {
    connection: { send(method: string, params: object): Promise<{ result: unknown }> };
  };
  return connection.send(method, params).then(({ result }) => result);
}

/** BiDi's name of a tab. */
const contextOf = (page: Page): string =>
  z
    .object({ _id: z.string() })
    .parse({ _id: (page.mainFrame() as unknown as { _id: unknown })._id })._id;

const Contexts = z.object({
  contexts: z.array(z.object({ context: z.string() })),
});

/**
 * The protocol refuses an extension's address, so the window itself is asked to load it. The tab
 * is made by the protocol before: of one that the window makes it does not always tell.
 */
async function openFromWindow(browser: Browser, address: string): Promise<Page> {
  // Behind the others: what a page of the extension says depends on which tab is in front.
  const page = await browser.newPage({ background: true });
  const chrome = Contexts.parse(
    await bidi(browser, 'browsingContext.getTree', { 'moz:scope': 'chrome' }),
  ).contexts[0];
  if (chrome === undefined) throw new Error('Firefox has no window');
  await bidi(browser, 'script.evaluate', {
    expression: `gBrowser.tabs.at(-1).linkedBrowser.loadURI(Services.io.newURI(${JSON.stringify(address)}), {
      triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
    })`,
    awaitPromise: false,
    target: { context: chrome.context },
  });
  for (let patience = 200; patience > 0; patience--) {
    const loaded = await page
      .evaluate(
        `location.href === ${JSON.stringify(address)} && document.readyState === 'complete'`,
      )
      .catch(() => false);
    if (loaded) return page;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Firefox did not open ${address}`);
}

/** A new tab may still be on its way to about:blank, and that ends what was begun meanwhile: begin again. */
async function goThrough(page: Page, address: string, attempts = 3): Promise<void> {
  try {
    await page.goto(address, { waitUntil: 'domcontentloaded' });
  } catch (error) {
    const interrupted = /new navigation interrupted/i.test(String(error));
    if (!interrupted || attempts === 1) throw error;
    await goThrough(page, address, attempts - 1);
  }
}

function tabOf(browser: Browser, page: Page): Tab {
  const call = async (functionDeclaration: string, args: readonly object[], depth: object) =>
    Result.parse(
      await bidi(browser, 'script.callFunction', {
        functionDeclaration,
        arguments: args,
        awaitPromise: true,
        target: { context: contextOf(page) },
        serializationOptions: depth,
      }),
    );
  return {
    // Puppeteer does not learn the address of an extension's page.
    address: () => page.evaluate('location.href') as Promise<string>,
    go: (address) => goThrough(page, address),
    async back() {
      await page.goBack();
    },
    toFront: () => page.bringToFront(),
    run: (code, ...args) => page.evaluate(asCall(code, args)) as never,
    async tree() {
      const { result } = await call('() => document', [], {
        maxDomDepth: null,
        includeShadowTree: 'all',
      });
      return deepNode(RemoteNode.parse(result));
    },
    async runOn(node, code, ...args) {
      const { result, exceptionDetails } = await call(
        `async (element, args) => JSON.stringify([await (${asText(code)})(element, ...JSON.parse(args))])`,
        [{ sharedId: node.reference }, { type: 'string', value: JSON.stringify(args) }],
        {},
      );
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(z.object({ value: z.string() }).parse(result).value)[0];
    },
    // BiDi names the space bar by its character.
    press: (key) => page.keyboard.press((key === 'Space' ? ' ' : key) as KeyInput),
    clickAt: (x, y) => page.mouse.click(x, y),
    async screenshot(file) {
      await writeFile(file, await page.screenshot());
    },
    resize: (width, height) => page.setViewport({ width, height }),
    close: () => page.close(),
  };
}

const Result = z.object({
  result: z.unknown().optional(),
  exceptionDetails: z.object({ text: z.string() }).optional(),
});

const RemoteNode = z.object({
  sharedId: z.string().optional(),
  value: z.object({
    nodeType: z.number(),
    localName: z.string().optional(),
    nodeValue: z.string().optional(),
    attributes: z.record(z.string(), z.string()).optional(),
    get children() {
      return z.array(RemoteNode).optional();
    },
    get shadowRoot() {
      return ShadowRoot.nullish();
    },
  }),
});
type RemoteNode = z.infer<typeof RemoteNode>;
const ShadowRoot = z.object({
  value: z.object({
    mode: z.string(),
    get children() {
      return z.array(RemoteNode).optional();
    },
  }),
});

const TEXT_NODE = 3;

function deepNode({ sharedId, value }: RemoteNode): DeepNode {
  return {
    name: value.localName ?? (value.nodeType === TEXT_NODE ? '#text' : '#other'),
    text: value.nodeValue ?? '',
    attributes: value.attributes ?? {},
    children: (value.children ?? []).map(deepNode),
    shadow: value.shadowRoot
      ? {
          closed: value.shadowRoot.value.mode === 'closed',
          children: (value.shadowRoot.value.children ?? []).map(deepNode),
        }
      : null,
    reference: sharedId,
  };
}
