import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { badgesOnce, eventually } from '../../src/dev/browser/badges.ts';
import { extensionFolder } from '../../src/dev/extension.ts';
import { asListed, expect, settledBadges, TIMELINE, test } from './lens.ts';

/** What a page may be given when it opens, bytes gzipped. */
const MOST_BYTES = 20_000;

test('what a page is given when it opens is no larger than it may be, on any site', () => {
  const inBuild = (name: string) =>
    readFileSync(path.join(extensionFolder('chromium'), name.replace(/^\//, '')));
  const { content_scripts } = Manifest.parse(JSON.parse(inBuild('manifest.json').toString()));
  const sizes = content_scripts.map(({ js }) => ({
    js,
    bytes: gzipSync(Buffer.concat(js.map(inBuild)), { level: 9 }).length,
  }));
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.filter(({ bytes }) => bytes > MOST_BYTES)).toEqual([]);
});

const Manifest = z.object({ content_scripts: z.array(z.object({ js: z.array(z.string()) })) });

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
