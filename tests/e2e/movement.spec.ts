import { badgesOn, badgesOnce } from '../../src/dev/browser/badges.ts';
import { asListed, expect, settledBadges, test } from './lens.ts';

// X changes the page under its address and gives old rows new content; badges must follow both.

const names = (badges: readonly { beside: string }[]) => badges.map(({ beside }) => beside);

test('client-side navigation to a profile and back keeps every badge where it belongs', async ({
  timeline,
}) => {
  const before = asListed(await badgesOn(timeline));
  await timeline.run(() =>
    document.querySelector<HTMLElement>('[data-testid="User-Name"] a[href="/TEN_GOP"]')!.click(),
  );
  expect(await timeline.address()).toContain('/TEN_GOP');
  const onProfile = await badgesOnce(
    timeline,
    (badges) => names(badges).includes('TEN_GOP') && !names(badges).includes('RobbyDelaware'),
  );
  expect(names(onProfile)).toContain('TEN_GOP');
  expect(names(onProfile)).not.toContain('RobbyDelaware');
  await timeline.back();
  const after = await badgesOnce(timeline, (badges) => badges.length === before.length);
  expect(asListed(after)).toEqual(before);
});

test('a profile that names nobody listed shows no badge in its head', async ({ timeline }) => {
  await timeline.run(() =>
    document
      .querySelector<HTMLElement>('[data-testid="User-Name"] a[href="/mara_q_sample"]')!
      .click(),
  );
  const badges = await badgesOnce(timeline, (seen) => !names(seen).includes('RobbyDelaware'));
  expect(names(badges)).not.toContain('mara_q_sample');
});

/** What X's virtual list does with a row that has scrolled out: the same nodes, another account. */
function giveRowTo(from: string, to: string): void {
  const row = [...document.querySelectorAll('article')].find((article) =>
    article.querySelector(`[data-testid="UserAvatar-Container-${from}"]`),
  )!;
  row
    .querySelector(`[data-testid="UserAvatar-Container-${from}"]`)!
    .setAttribute('data-testid', `UserAvatar-Container-${to}`);
  for (const link of row.querySelectorAll(`a[href^="/${from}"]`)) {
    link.setAttribute('href', link.getAttribute('href')!.replace(from, to));
    for (const span of link.querySelectorAll('span')) {
      if (span.textContent === `@${from}`) span.firstChild!.nodeValue = `@${to}`;
    }
  }
}

test('a recycled row loses the badge of the account it held before', async ({ timeline }) => {
  expect(names(await badgesOn(timeline))).toContain('Crystal1Johnson');
  await timeline.run(giveRowTo, 'Crystal1Johnson', 'somebody_sample');
  const badges = await badgesOnce(timeline, (seen) => !names(seen).includes('Crystal1Johnson'));
  expect(names(badges)).not.toContain('Crystal1Johnson');
  expect(names(badges)).not.toContain('somebody_sample');
});

test('a recycled row gets the badge of the account it holds now', async ({ timeline }) => {
  await timeline.run(giveRowTo, 'tomi_sample', 'Jenn_Abrams');
  const badges = await badgesOnce(
    timeline,
    (seen) => names(seen).filter((name) => name === 'Jenn_Abrams').length === 3,
  );
  expect(names(badges).filter((name) => name === 'Jenn_Abrams')).toHaveLength(3);
});

test('rows added later are read too', async ({ timeline }) => {
  const count = (await settledBadges(timeline)).length;
  await timeline.run(() => {
    const cells = [...document.querySelectorAll('[data-testid="cellInnerDiv"]')];
    cells.at(-1)!.after(cells[0]!.cloneNode(true));
  });
  const badges = await badgesOnce(timeline, (seen) => seen.length > count);
  expect(badges.length).toBeGreaterThan(count);
});

test('a name in a link that has no box of its own has its badge, one in a draft has none', async ({
  timeline,
}) => {
  const count = (await settledBadges(timeline)).length;
  await timeline.run(() => {
    const cell = document.querySelector('[data-testid="cellInnerDiv"]')!;
    const link = document.createElement('a');
    link.href = '/TEN_GOP';
    link.textContent = '@TEN_GOP';
    const draft = document.createElement('div');
    draft.contentEditable = 'true';
    draft.append(link.cloneNode(true));
    link.style.display = 'contents';
    cell.after(link, draft);
  });
  const badges = await badgesOnce(timeline, (seen) => seen.length > count);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await badgesOn(timeline)).toHaveLength(count + 1);
  expect(names(badges)).toContain('TEN_GOP');
});

test('the name in a profile’s head follows when only its letters change', async ({ timeline }) => {
  await timeline.run(() =>
    document
      .querySelector<HTMLElement>('[data-testid="User-Name"] a[href="/mara_q_sample"]')!
      .click(),
  );
  await badgesOnce(timeline, (seen) => !names(seen).includes('RobbyDelaware'));
  await timeline.run(() => {
    history.pushState(null, '', '/TEN_GOP');
    document.body.append(document.createElement('p'));
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await timeline.run(() => {
    const texts = document.createTreeWalker(
      document.querySelector('[data-testid="UserName"]')!,
      NodeFilter.SHOW_TEXT,
    );
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (text.nodeValue === '@mara_q_sample') text.nodeValue = '@TEN_GOP';
    }
  });
  const badges = await badgesOnce(timeline, (seen) => names(seen).includes('TEN_GOP'));
  expect(names(badges)).toContain('TEN_GOP');
});
