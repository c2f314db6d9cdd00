import type { DeepNode, Tab } from './session.ts';

// The extension's marks as a person meets them. They live in closed shadow roots, which the page
// can't look into; the browser's own debugger can.

/** A badge on the page. */
export interface SeenBadge {
  /** The name it stands beside, as the page spells it, without `@`; empty where there is none near. */
  readonly beside: string;
  /** What a person reads: `Named · Twitter 2019 · disputed`. */
  readonly text: string;
  /** What a screen reader says. */
  readonly name: string;
  /** `full`, or `light` for a match of the name only. */
  readonly tone: string;
  /** Which background it takes the page to have: `light`, `dim` or `dark`. */
  readonly theme: string;
  /** In pixels of the viewport; a width of 0 means that it is not shown. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; height: number };
  readonly host: DeepNode;
  readonly button: DeepNode;
}

/** Every badge in the document, in its order. */
export async function badgesOn(tab: Tab): Promise<SeenBadge[]> {
  const badges: SeenBadge[] = [];
  for (const { host, button } of findBadges(await tab.tree())) {
    const [{ beside }, box] = await Promise.all([
      tab.runOn(host, nameBeside),
      tab.runOn(button, boxOf),
    ]);
    badges.push({
      beside,
      box,
      text: textOfPieces(button),
      name: button.attributes['aria-label'] ?? '',
      tone: button.attributes['data-tone'] ?? '',
      theme: button.attributes['data-theme'] ?? '',
      host,
      button,
    });
  }
  return badges;
}

/** Asks again until the badges are as wanted; gives the last answer when they don't become so. */
export async function badgesOnce(
  tab: Tab,
  wanted: (badges: readonly SeenBadge[]) => boolean,
): Promise<SeenBadge[]> {
  return eventually(() => badgesOn(tab), wanted);
}

export type Opening = 'click' | 'Enter' | 'Space';

/** Opens the card of the first badge beside a name as a person does, and waits until it stands there. */
export async function openCard(tab: Tab, beside: string, how: Opening = 'click'): Promise<void> {
  const isHere = (badge: SeenBadge) => badge.beside.toLowerCase() === beside.toLowerCase();
  const found = (await badgesOnce(tab, (badges) => badges.some(isHere))).find(isHere);
  if (found === undefined) throw new Error(`there is no badge beside ${beside}`);
  await tab.runOn(found.button, scrollIntoView);
  if (how === 'click') {
    const { x, y, width, height } = await tab.runOn(found.button, boxOf);
    await tab.clickAt(x + width / 2, y + height / 2);
  } else {
    await tab.runOn(found.button, focus);
    await tab.press(how);
  }
  const text = await eventually(
    () => cardText(tab),
    (shown) => shown !== null,
  );
  if (text === null) throw new Error(`${how} on the badge beside ${beside} opened no card`);
}

/** The open card's text as it is laid out, or null when none is open. */
export async function cardText(tab: Tab): Promise<string | null> {
  const card = findCard(await tab.tree());
  return card === null ? null : tab.runOn(card, innerText);
}

/** The open card's place, or null when none is open. */
export async function cardBox(tab: Tab): Promise<SeenBadge['box'] | null> {
  const card = findCard(await tab.tree());
  return card === null ? null : tab.runOn(card, boxOf);
}

/** Whether a node of the extension, or something inside it, has the keyboard's focus. */
export function hasFocus(tab: Tab, node: DeepNode): Promise<boolean> {
  return tab.runOn(node, isFocused);
}

/** The card's own element, or null when none is open. */
export function findCard(tree: DeepNode): DeepNode | null {
  return inClosedRoots(tree).find((node) => node.attributes.role === 'dialog') ?? null;
}

/** Asks until the answer is as wanted or patience (ms) is at its end; gives the last answer. */
export async function eventually<T>(
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
  patience = 10_000,
): Promise<T> {
  const end = Date.now() + patience;
  for (let pause = 20; ; pause = Math.min(100, pause * 1.5)) {
    const answer = await ask();
    if (wanted(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** The same for what has to be so before anything else makes sense: throws, with the last answer, when it never is. */
export async function until<T>(
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
  patience?: number,
): Promise<T> {
  const answer = await eventually(ask, wanted, patience);
  if (wanted(answer)) return answer;
  throw new Error(
    `It never was as wanted (${wanted}); at the end it was ${JSON.stringify(answer)}.`,
  );
}

function findBadges(node: DeepNode): { host: DeepNode; button: DeepNode }[] {
  const own = node.shadow?.closed
    ? node.shadow.children.filter(
        (child) => child.name === 'button' && child.attributes['aria-haspopup'] === 'dialog',
      )
    : [];
  return [
    ...own.map((button) => ({ host: node, button })),
    ...[...node.children, ...(node.shadow?.children ?? [])].flatMap(findBadges),
  ];
}

/** Every node below a closed shadow root. */
function inClosedRoots(node: DeepNode, inside = false): DeepNode[] {
  const below = node.children.flatMap((child) => inClosedRoots(child, inside));
  const shadow = node.shadow;
  const hidden = shadow?.children.flatMap((child) => inClosedRoots(child, shadow.closed)) ?? [];
  return [...(inside ? [node] : []), ...below, ...hidden];
}

/** The pieces joined as the badge's own text is. */
function textOfPieces(button: DeepNode): string {
  const pieces = button.children.filter((child) => child.attributes['data-piece'] !== undefined);
  const of = (kind: string) =>
    pieces.filter((piece) => piece.attributes['data-piece'] === kind).map(textOf);
  return [...of('lead'), [...of('who'), ...of('when')].join(' '), ...of('note')].join(' · ');
}

function textOf(node: DeepNode): string {
  return node.text + node.children.map(textOf).join('');
}

// What follows runs in the page.

/**
 * The last account name before the host, in the smallest surrounding that has one: `@name` in the
 * text, or a link that is nothing but `/name` around or beside the host.
 */
function nameBeside(host: Element): { beside: string } {
  let around: Element | null = host;
  for (let steps = 0; around !== null && steps < 8; steps++, around = around.parentElement) {
    let beside = '';
    const walker = document.createTreeWalker(
      around,
      NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    );
    for (let node: Node | null = around; node !== null && node !== host; node = walker.nextNode()) {
      const link = node instanceof Element ? node.getAttribute('href') : null;
      const inLink = link === null ? null : /^\/([A-Za-z0-9_]{1,20})$/.exec(link);
      const inText = node instanceof Text ? /.*[@＠]([A-Za-z0-9_]{1,20})/su.exec(node.data) : null;
      beside = inLink?.[1] ?? inText?.[1] ?? beside;
    }
    if (beside !== '') return { beside };
  }
  return { beside: '' };
}

function boxOf(element: Element): { x: number; y: number; width: number; height: number } {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}

function scrollIntoView(element: Element): void {
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
}

function focus(element: Element): void {
  (element as HTMLElement).focus();
}

function innerText(element: Element): string {
  // biome-ignore lint/performance/useDomNodeTextContent: lines as they are laid out are what is wanted
  return (element as HTMLElement).innerText;
}

function isFocused(element: Element): boolean {
  const root = element.getRootNode() as Document | ShadowRoot;
  return root.activeElement !== null && element.contains(root.activeElement);
}
