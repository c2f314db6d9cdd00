import type { PageSummary } from '../../messaging/messages.ts';
import type { BrowserName } from '../extension.ts';

/** What a page's address answers with; headers are lower-case names. */
export interface Answer {
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
}

/** The whole network of a session: what an address answers, or null for "there is nothing here". */
export type World = (address: URL) => Answer | null | Promise<Answer | null>;

export interface SessionOptions {
  /** The browser's program. */
  readonly program: string;
  /** The unpacked extension. */
  readonly extension: string;
  readonly world: World;
  /** Show a window; without a display that fails. */
  readonly visible?: boolean;
  readonly size?: { readonly width: number; readonly height: number };
  /** The language of the browser, English without it. Firefox has no other one than it was installed with. */
  readonly language?: string | undefined;
}

/** A browser that has only our extension and no network but the world it was given. */
export interface Session {
  readonly browser: BrowserName;
  /** Addresses that a page asked for and the world did not have, as asked. */
  readonly refused: readonly string[];
  /**
   * `host:port` or address of what left the browser all the same and met a closed door: what an
   * extension's background asks for, and also the browser's own preconnects and update checks.
   */
  readonly knocked: readonly string[];
  /** A new tab at an address of the world. */
  open(address: string): Promise<Tab>;
  /** A new tab at a page of the extension (`popup.html`), behind the tab that is in front. */
  openOwnPage(path: string): Promise<Tab>;
  /** Resolves when the person has closed the browser. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** One node as the browser itself sees it, closed shadow roots included. */
export interface DeepNode {
  /** Lower-case element name, or `#text`, `#document`, … */
  readonly name: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly DeepNode[];
  /** What hangs in the element's shadow root, when it has one. */
  readonly shadow: { readonly closed: boolean; readonly children: readonly DeepNode[] } | null;
  /** How this browser finds the node again. */
  readonly reference: unknown;
}

/** Anything that survives JSON. */
type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** A tab. Functions given to `run` and `runOn` are sent as text: they see nothing of their surroundings. */
export interface Tab {
  address(): Promise<string>;
  go(address: string): Promise<void>;
  back(): Promise<void>;
  toFront(): Promise<void>;
  /** Runs in the page's own world. Arguments and answer pass through JSON. */
  run<A extends readonly Plain[], R>(code: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** The document with everything in it, as a debugger sees it. */
  tree(): Promise<DeepNode>;
  /** Runs in the page's world on a node of `tree()`, whichever shadow root it is in. */
  runOn<A extends readonly Plain[], R>(
    node: DeepNode,
    code: (element: Element, ...args: A) => R,
    ...args: A
  ): Promise<Awaited<R>>;
  /** A real key press: `Enter`, `Escape`, `Space`, `Tab`, `a`. */
  press(key: string): Promise<void>;
  /** A real click, in pixels of the viewport. */
  clickAt(x: number, y: number): Promise<void>;
  screenshot(file: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * What the extension says of a tab, asked from one of its own pages as the popup does. Null where no
 * content script answers.
 */
export function summaryOf(ownPage: Tab, address: string): Promise<PageSummary | null> {
  return ownPage.run(askForSummary, address);
}

/** How many names the extension's lists hold, asked from one of its own pages; 0 while it imports them. */
export function namesKnown(ownPage: Tab): Promise<number> {
  return ownPage.run(askForNames);
}

interface Api {
  runtime: { sendMessage(message: object): Promise<unknown> };
  tabs: {
    query(about: object): Promise<{ id?: number; url?: string }[]>;
    sendMessage(tab: number, message: object): Promise<unknown>;
  };
}

async function askForNames(): Promise<number> {
  const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
  const answer = await (browser ?? chrome).runtime.sendMessage({ type: 'lists' });
  const { lists } = (answer ?? { lists: [] }) as { lists: { entries: number }[] };
  return lists.reduce((sum, { entries }) => sum + entries, 0);
}

async function askForSummary(address: string): Promise<PageSummary | null> {
  const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
  const api = browser ?? chrome;
  const here = location.href;
  for (const tab of await api.tabs.query({})) {
    // The address is only shown to us where the extension may read the page.
    if (tab.id === undefined || tab.url === here) continue;
    if (tab.url !== undefined && tab.url.split('#')[0] !== address.split('#')[0]) continue;
    const answer = await api.tabs.sendMessage(tab.id, { type: 'page-summary' }).catch(() => null);
    if (answer) return answer as PageSummary;
  }
  return null;
}
