import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { badgesOnce, eventually } from '../../src/dev/browser/badges.ts';
import { extensionFolder } from '../../src/dev/extension.ts';
import { CONTENT_SCRIPT } from '../../src/page/registration.ts';
import { asListed, expect, settledBadges, TIMELINE, test } from './lens.ts';

/** What the content script may weigh, bytes gzipped; the figure to reach is 20,000. Lower it when it can be. */
const MOST_BYTES = 31_000;

test('the content script is no larger than it has to be', () => {
  const script = readFileSync(path.join(extensionFolder('chromium'), CONTENT_SCRIPT));
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(MOST_BYTES);
});

test('an extension updated under an open tab leaves no badge of its old script, and no name with two', async ({
  chromium,
  timeline,
}) => {
  const before = asListed(await settledBadges(timeline));
  const mark = () => {
    for (const span of document.querySelectorAll('span')) {
      if (span.attributes.length === 0 && span.childNodes.length === 0) span.id = 'of-old';
    }
  };
  await timeline.run(mark);
  await chromium.updateExtension();
  await timeline.run(() => document.body.append(document.createElement('p')));
  const left = () => timeline.run(() => document.querySelectorAll('#of-old').length);
  expect(await eventually(left, (count) => count === 0)).toBe(0);
  const after = asListed(await settledBadges(timeline));
  expect(after).toEqual(before);
});

test('after the update a page loaded anew has each badge once', async ({ chromium, timeline }) => {
  const before = asListed(await settledBadges(timeline));
  await chromium.updateExtension();
  await timeline.go(TIMELINE);
  const after = await badgesOnce(timeline, (badges) => badges.length >= before.length);
  expect(asListed(after)).toEqual(before);
});
