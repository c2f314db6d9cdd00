import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, test as base, chromium, expect, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { findBrowser } from '../../../src/dev/browsers.ts';
import { inRoot } from '../../../src/dev/root.ts';
import { BADGES, CARDS, LOOK_UPS, POPUPS } from './samples.ts';

// What a person sees, in every state: pictures to look at (test-results/gallery), and what can be
// told without eyes. Chromium alone, since Playwright can't drive a system's Firefox; what differs
// between browsers is tested with the extension itself.

const test = base.extend<object, { site: string; browser: Browser }>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
    async ({}, use, worker) => {
      const program = process.env.TAKEDOWN_LENS_WITHOUT_CHROMIUM
        ? null
        : await findBrowser('chromium');
      if (program === null) throw new Error(`no Chromium for ${worker.project.name}`);
      const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const outDir = mkdtempSync(path.join(os.tmpdir(), 'gallery-'));
      const configFile = inRoot('tests/e2e/gallery/vite.config.ts');
      await build({ configFile, build: { outDir }, logLevel: 'error' });
      const server = await preview({
        configFile,
        build: { outDir },
        preview: { port: 0, host: '127.0.0.1' },
      });
      await use(server.resolvedUrls?.local[0] ?? '');
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
});
test.skip(Boolean(process.env.TAKEDOWN_LENS_WITHOUT_CHROMIUM), 'no chromium on this machine');

const WIDE = { width: 1100, height: 860 };
const NARROW = { width: 360, height: 700 };
const SIZES = { wide: WIDE, narrow: NARROW };

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`,
  );
  expect(found).toEqual([]);
}

const picture = (page: Page, name: string, fullPage = false) =>
  page.screenshot({ path: inRoot(`test-results/gallery/${name}.png`), fullPage });

// ── Pictures, and axe on each ───────────────────────────────────────────────────────────────────────

for (const theme of ['light', 'dim', 'dark']) {
  test(`badges on a ${theme} page`, async ({ page, site }) => {
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const more of ['', '&compact', '&dir=rtl']) {
        await page.goto(`${site}?view=badges&theme=${theme}${more}`);
        await expect(page.locator(`button[data-theme="${theme}"]`)).toHaveCount(
          2 * Object.keys(BADGES).length,
        );
        // Colours depend on the theme, and nothing else that axe looks for on the size.
        if (size === 'wide') await expectNoViolations(page);
        await picture(page, `badges-${theme}-${size}${more.replaceAll(/[&=]/g, '-')}`, true);
      }
    }
  });
}

for (const state of Object.keys(CARDS)) {
  test(`card: ${state}`, async ({ page, site }) => {
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const theme of ['light', 'dim', 'dark']) {
        await page.goto(`${site}?view=card&state=${state}&theme=${theme}&open`);
        const card = page.getByRole('dialog');
        await expect(card).toBeVisible();
        if (size === 'wide' ? theme !== 'dim' : theme === 'light') await expectNoViolations(page);
        const box = (await card.boundingBox())!;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
        expect(box.y + box.height).toBeLessThanOrEqual(viewport.height);
        // Nothing sticks out at the side: long words break, long quotations wrap.
        expect(await card.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
        await picture(page, `card-${state}-${theme}-${size}`);
      }
    }
  });
}

for (const state of Object.keys(POPUPS)) {
  test(`popup: ${state}`, async ({ page, site }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const [size, viewport] of Object.entries({
        wide: { width: 360, height: 300 },
        narrow: { width: 260, height: 300 },
      })) {
        await page.setViewportSize(viewport);
        await page.goto(`${site}?view=popup&state=${state}`);
        await expect(page.getByRole('heading', { name: 'Takedown Lens' })).toBeVisible();
        if (size === 'narrow') await expectNoViolations(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          viewport.width,
        );
        await picture(page, `popup-${state}-${colorScheme}-${size}`, true);
      }
    }
  });
}

/** A view of ours at the widths at which browsers show it. */
async function lookAt(page: Page, address: string, name: string, widths: readonly number[]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 600 });
      await page.goto(address);
      await expect(page.getByRole('heading', { name: 'Takedown Lens' })).toBeVisible();
      if (width === widths[0]) await expectNoViolations(page);
      const { scrollWidth } = await page.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
      }));
      expect(scrollWidth).toBeLessThanOrEqual(width);
      await picture(page, `${name}-${colorScheme}-${width}`, true);
    }
  }
}

for (const state of Object.keys(POPUPS)) {
  test(`panel: ${state}`, async ({ page, site }) => {
    await lookAt(page, `${site}?view=panel&state=${state}`, `panel-${state}`, [320, 450]);
  });
}

test('panel: grouped', async ({ page, site }) => {
  await lookAt(page, `${site}?view=panel&state=found&grouped`, 'panel-grouped', [320, 450]);
});

for (const state of Object.keys(LOOK_UPS)) {
  test(`look-up: ${state}`, async ({ page, site }) => {
    await lookAt(page, `${site}?view=look-up&state=${state}`, `look-up-${state}`, [320, 450, 900]);
  });
}

test('every state in Arabic', async ({ page, site }) => {
  test.setTimeout(120_000);
  const states = {
    card: [...Object.keys(CARDS)].map((state) => `view=card&state=${state}&open`),
    popup: Object.keys(POPUPS).map((state) => `view=popup&state=${state}`),
    panel: Object.keys(POPUPS).map((state) => `view=panel&state=${state}`),
    'look-up': Object.keys(LOOK_UPS).map((state) => `view=look-up&state=${state}`),
  };
  for (const [view, addresses] of Object.entries(states)) {
    await page.setViewportSize(view === 'card' ? WIDE : NARROW);
    for (const address of addresses) {
      await page.goto(`${site}?${address}&lang=ar`);
      await expect(page.locator('[lang=ar]').first()).toHaveAttribute('dir', 'rtl');
      // What axe looks for does not depend on the language: once for each view is enough.
      if (address === addresses[0]) await expectNoViolations(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        page.viewportSize()!.width,
      );
      await picture(page, `ar-${address.replaceAll(/view=|&open/g, '').replace('&state=', '-')}`);
    }
  }
});

test('the panel’s rows are one stop of the Tab key and are gone through with arrows', async ({
  page,
  site,
}) => {
  await page.goto(`${site}?view=panel&state=found`);
  const rows = page.getByRole('list', { name: 'Found on this page' }).getByRole('button');
  await expect(rows).toHaveCount(3);
  await page.getByRole('switch').focus();
  await page.keyboard.press('Tab');
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(rows.nth(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle('jumped to 2');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('switch')).toBeFocused();
  // The Tab key comes back to where it left.
  await page.keyboard.press('Tab');
  await expect(rows.nth(2)).toBeFocused();
});

test('forced colours, high contrast and print leave everything readable', async ({
  page,
  site,
}) => {
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ forcedColors: 'active' });
  for (const view of [
    'badges',
    'card&state=reinstated&open',
    'popup&state=found',
    'panel&state=found',
  ]) {
    await page.goto(`${site}?view=${view}`);
    await expect(page.locator('button').first()).toBeVisible();
    await picture(page, `forced-colors-${view.split('&')[0]}`);
  }
  await page.emulateMedia({ forcedColors: 'none', contrast: 'more' });
  await page.goto(`${site}?view=card&state=disputed&open`);
  await expectNoViolations(page);
  await picture(page, 'more-contrast-card');
  await page.emulateMedia({ contrast: null, media: 'print' });
  await page.goto(`${site}?view=badges&theme=dark`);
  const badge = page.locator('[data-row="disputed"] button');
  await expect(badge).toHaveCSS('color', 'rgb(0, 0, 0)');
  await expect(badge).toContainText('Twitter');
  await picture(page, 'print-badges');
});

// ── The badge in a page that is not ours ────────────────────────────────────────────────────────────

test('a badge tells the page nothing of itself', async ({ page, site }) => {
  await page.goto(`${site}?view=badges&closed`);
  const hosts = page.locator('[data-row] a > *');
  await expect(hosts).toHaveCount(Object.keys(BADGES).length);
  for (const host of await hosts.all()) {
    expect(await host.evaluate((it) => [it.outerHTML, it.shadowRoot])).toEqual([
      '<span></span>',
      null,
    ]);
  }
});

test('rows and lines keep the height they have without a badge', async ({ page, site }) => {
  for (const theme of ['', '&compact']) {
    await page.setViewportSize({ width: 1600, height: 800 });
    await page.goto(`${site}?view=badges${theme}`);
    // Wide enough for no line to wrap: a badge may take room to its side, never above or below.
    await page.addStyleTag({ content: '.feed { max-width: none !important }' });
    const heights = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll((all) => all.map((it) => it.getBoundingClientRect().height));
    expect(new Set(await heights('[data-row]'))).toEqual(new Set([20]));
    const before = await page
      .locator('li')
      .evaluateAll((all) => all.map((it) => it.getBoundingClientRect().height));
    await page.evaluate(() => {
      for (const host of document.querySelectorAll('[data-row] a > *, [data-line] > a + *')) {
        host.remove();
      }
    });
    expect(await heights('li')).toEqual(before);
  }
});

test('no style of the page reaches a badge', async ({ page, site }) => {
  const looks = () =>
    page.locator('[data-row="disputed"] button').evaluate((button) => {
      const { color, backgroundColor, fontSize, visibility } = getComputedStyle(button);
      const { width, height } = button.getBoundingClientRect();
      return { color, backgroundColor, fontSize, visibility, width, height };
    });
  await page.goto(`${site}?view=badges`);
  const before = await looks();
  await page.goto(`${site}?view=badges&hostile`);
  expect(await looks()).toEqual(before);
});

test('a badge follows the page when that changes its theme, or the window its width', async ({
  page,
  site,
}) => {
  await page.goto(`${site}?view=badges&theme=light`);
  const badge = page.locator('[data-row="disputed"] button');
  await expect(badge).toHaveAttribute('data-theme', 'light');
  await page.evaluate(() => {
    document.body.className = 'dark';
  });
  await expect(badge).toHaveAttribute('data-theme', 'dark');
  await page.setViewportSize(NARROW);
  const line = page.locator('[data-line="disputed"] button');
  await page.addStyleTag({ content: '.feed { width: 90px }' });
  const before = await line.getAttribute('data-tight');
  await page.setViewportSize({ ...NARROW, width: 320 });
  await expect(line).not.toHaveAttribute('data-tight', String(before));
});

/** Lets the page note every event it hears of, and swallow keys as early as a page can. */
async function listenAsSite(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    for (const type of ['click', 'mousedown', 'mouseup', 'pointerdown', 'keydown', 'keyup']) {
      document.body.addEventListener(type, (event) => heard.push(event.type));
    }
    const swallow = (event: Event) => {
      heard.push(`${event.type} at the top`);
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', swallow, true);
    document.addEventListener('keyup', swallow, true);
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
}

test('a click on a badge opens it, and neither link nor row hears of it', async ({
  page,
  site,
}) => {
  await page.goto(`${site}?view=badges`);
  const heard = await listenAsSite(page);
  const badge = page.locator('[data-row="disputed"] button');
  await badge.click();
  await expect(page).toHaveTitle('opened disputed');
  await badge.click({ button: 'middle' });
  expect(new URL(page.url()).hash).toBe('');
  expect(page.context().pages()).toHaveLength(1);
  expect(await heard()).toEqual([]);
});

for (const key of ['Enter', 'Space']) {
  test(`${key} opens a badge on a page that swallows keys`, async ({ page, site }) => {
    await page.goto(`${site}?view=badges`);
    const heard = await listenAsSite(page);
    await page.locator('[data-row="reinstated"] button').focus();
    await page.keyboard.press(key);
    await expect(page).toHaveTitle('opened reinstated');
    expect(await heard()).toEqual([]);
    // A key that is not the badge's is the page's, as before.
    await page.keyboard.press('j');
    expect(await heard()).toContain('keydown at the top');
  });
}

test('the text of a badge is no part of what is copied', async ({ page, site }) => {
  await page.goto(`${site}?view=badges`);
  await page.keyboard.press('Control+a');
  const copied = await page.evaluate(() => String(getSelection()));
  expect(copied).toContain('@Example');
  expect(copied).not.toContain('Twitter');
});

test('a narrow row cuts words, and what they said is still there as a symbol', async ({
  page,
  site,
}) => {
  await page.goto(`${site}?view=badges&compact`);
  // Badges are fitted together in the next frame.
  const fitted = () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
        ),
    );
  await fitted();
  const symbols = (name: string) =>
    page.locator(`[data-row="${name}"] button svg`).evaluateAll(
      (all) =>
        all.filter((svg) => {
          const badge = svg.closest('button')!.getBoundingClientRect();
          const { width, right } = svg.getBoundingClientRect();
          return width > 0 && right <= badge.right;
        }).length,
    );
  expect(await symbols('name only, disputed')).toBe(1);
  for (const width of [140, 110, 60]) {
    await page.addStyleTag({
      content: `[data-row] { width: ${width}px } [data-row] a { display: flex; min-width: 0 }`,
    });
    // The page changes; a badge looks for its room when it is told of that.
    await page.evaluate(() => dispatchEvent(new Event('gallery-update')));
    await fitted();
    expect(await symbols('disputed')).toBe(1);
    expect(await symbols('name only')).toBe(1);
    for (const name of ['name only, disputed', 'in its time, disputed', 'name only, reinstated']) {
      expect(await symbols(name)).toBe(2);
      await expect(page.locator(`[data-row="${name}"] button`)).toHaveAccessibleName(
        /Twitter named .+, .+ 20/,
      );
    }
  }
});

// ── The card by keyboard and mouse ──────────────────────────────────────────────────────────────────

const badgeOf = (page: Page) => page.locator('.row button');
const inCard = (page: Page) =>
  page.getByRole('dialog').evaluate((card) => {
    const at = (card.getRootNode() as ShadowRoot).activeElement;
    return at === null ? null : at === card ? 'card' : card.contains(at) ? 'inside' : 'outside';
  });

test('the focus goes into the card, stays there, and comes back', async ({ page, site }) => {
  await page.goto(`${site}?view=card&state=disputed`);
  await badgeOf(page).focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('dialog', { name: '@ExampleRadio' });
  await expect(card).toBeVisible();
  expect(await inCard(page)).toBe('card');
  const stops = await card.locator('a[href], button').count();
  for (let step = 0; step < stops + 2; step++) {
    await page.keyboard.press('Tab');
    expect(await inCard(page)).toBe('inside');
  }
  await page.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Shift+Tab');
  await expect(
    page.getByRole('group', { name: 'Hide badges' }).getByRole('button').last(),
  ).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await expect(badgeOf(page)).toBeFocused();
});

test('every control is in sight when it has the focus', async ({ page, site }) => {
  await page.setViewportSize({ width: 900, height: 420 });
  await page.goto(`${site}?view=card&state=several-lists&open`);
  const card = page.getByRole('dialog');
  const stops = await card.locator('a[href], button').count();
  for (let step = 0; step < stops; step++) {
    await page.keyboard.press('Tab');
    const hidden = await card.evaluate((it) => {
      const root = it.getRootNode() as ShadowRoot;
      const { bottom, top } = root.activeElement!.getBoundingClientRect();
      const caution = it.querySelector('.caution')!.getBoundingClientRect();
      return bottom > caution.top + 1 || top < it.getBoundingClientRect().top;
    });
    expect(hidden).toBe(false);
  }
});

test('keys pressed in the card are not the site’s', async ({ page, site }) => {
  await page.goto(`${site}?view=card&state=claim&open`);
  await expect(page.getByRole('dialog')).toBeVisible();
  const heard = await listenAsSite(page);
  await page.keyboard.press('j');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await heard()).toEqual([]);
});

test('the close button, a second click on the badge and a click outside close the card', async ({
  page,
  site,
}) => {
  await page.goto(`${site}?view=card&state=claim`);
  const card = page.getByRole('dialog');
  await badgeOf(page).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(card).toHaveCount(0);
  await expect(badgeOf(page)).toBeFocused();
  await badgeOf(page).click();
  await expect(card).toBeVisible();
  await badgeOf(page).click();
  await expect(card).toHaveCount(0);
  await badgeOf(page).click();
  await card.getByText('Reason as stated').click();
  await expect(card).toBeVisible();
  await page.mouse.click(1000, 600);
  await expect(card).toHaveCount(0);
});

test('the card follows its badge, and closes when that leaves the window', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 1100, height: 1000 });
  await page.goto(`${site}?view=card&state=claim&open`);
  const card = page.getByRole('dialog');
  const gap = async () => (await card.boundingBox())!.y - (await badgeOf(page).boundingBox())!.y;
  const before = await gap();
  await page.evaluate(() => scrollBy(0, 40));
  await expect.poll(gap).toBe(before);
  await page.evaluate(() => scrollBy(0, 400));
  await expect(card).toHaveCount(0);
});

test('a card opened inside a modal dialog of the site can be used', async ({ page, site }) => {
  await page.goto(`${site}?view=card&state=claim`);
  await page.evaluate(() => {
    const dialog = document.createElement('dialog');
    dialog.append(document.querySelector('.feed')!);
    document.body.append(dialog);
    dialog.showModal();
  });
  await badgeOf(page).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(badgeOf(page)).toBeFocused();
});

test('what comes from a list is text, and only evidence is linked', async ({ page, site }) => {
  await page.goto(`${site}?view=card&state=markup&open`);
  const card = page.getByRole('dialog');
  await expect(card).toContainText('<img src=x');
  expect(await card.locator('img, script').count()).toBe(0);
  await expect(page).toHaveTitle('Gallery');
  for (const link of await card.locator('a').all()) {
    await expect(link).toHaveAttribute('href', /^https:\/\/(?!user)/);
    await expect(link).toHaveAttribute('rel', 'noreferrer noopener');
    await expect(link).toHaveAttribute('target', '_blank');
  }
});

const citationStatus = (page: Page) =>
  page.getByRole('group', { name: 'Copy citation' }).getByRole('status');

test('a citation is copied, and said to be', async ({ page, site, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${site}?view=card&state=disputed&open`);
  await page.getByRole('button', { name: 'BibTeX' }).click();
  await expect(citationStatus(page)).toHaveText('Citation copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^@misc\{twitter-2019-01-31-example,/,
  );
});

test('a citation is copied where the page forbids the clipboard', async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await page.goto(`${site}?view=card&state=claim&open`);
  const copied = page.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener('copy', () => resolve('copied'), { once: true }),
      ),
  );
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await expect(citationStatus(page)).toHaveText('Citation copied');
  expect(await copied).toBe('copied');
});
