import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { eventually } from '../../src/dev/browser/badges.ts';
import { summaryOf } from '../../src/dev/browser/session.ts';
import { inRoot } from '../../src/dev/root.ts';
import { savedPage } from '../../src/dev/worlds.ts';
import { test as base, expect } from './lens.ts';

// Saved pages of other people are not part of the repository. They are read when the folder `shared/`
// stands beside it.

const FOLDER = inRoot('../shared/pages');
/** Sites whose pages the extension reads by itself. */
const READ_BY_ITSELF = /^x-\d+\.html$/;

const Expected = z.object({ url: z.url(), accounts: z.array(z.unknown()) });
const CliAnswer = z.object({
  accounts: z.array(z.object({ handle: z.string().nullish() })),
  matches: z.array(z.object({ handle: z.string(), evidence: z.string(), status: z.string() })),
});

const test = base.extend<{ file: string; url: string }>({
  file: ['', { option: true }],
  url: ['', { option: true }],
  world: async ({ file, url }, use) => {
    await use(savedPage(file, url));
  },
});

const files = existsSync(FOLDER)
  ? readdirSync(FOLDER).filter((name) => READ_BY_ITSELF.test(name))
  : [];

if (files.length === 0) {
  test('saved pages', () => {
    test.skip(true, 'the folder shared/pages is not beside the repository');
  });
}

for (const name of files) {
  const file = path.join(FOLDER, name);
  const { url } = Expected.parse(
    JSON.parse(readFileSync(file.replace(/\.html$/, '.expected.json'), 'utf8')),
  );
  test.describe(name, () => {
    test.use({ file, url });

    test('the extension and the command line find the same', async ({ session }) => {
      const { accounts, matches } = await readByCommandLine(file, url);
      await session.open(url);
      const popup = await session.openOwnPage('popup.html');
      const summary = await eventually(
        () => summaryOf(popup, url),
        (answer) => answer?.looked === accounts.length,
      );
      expect(summary?.looked).toBe(accounts.length);
      expect(
        summary?.matches.map(({ handle, evidence, status }) => ({ handle, evidence, status })),
      ).toEqual(matches.map(({ handle, evidence, status }) => ({ handle, evidence, status })));
    });
  });
}

async function readByCommandLine(file: string, url: string): Promise<z.infer<typeof CliAnswer>> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    inRoot('src/dev/run.mjs'),
    ...['cli', 'read', file, '--url', url, '--json'],
  ]);
  return CliAnswer.parse(JSON.parse(stdout));
}
