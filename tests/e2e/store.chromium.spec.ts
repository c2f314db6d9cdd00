import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import linter from 'addons-linter';
import { z } from 'zod';
import { extensionFolder } from '../../src/dev/extension.ts';
import { pack } from '../../src/dev/pack.ts';

// What the browsers' stores look at first.

test('Mozilla’s linter has nothing to say of the build', async () => {
  test.setTimeout(120_000);
  const folder = extensionFolder('firefox');
  if (!existsSync(folder)) throw new Error('not built: npm run e2e builds first');
  const { errors, notices, warnings } = await linter
    .createInstance({ config: { _: [folder], logLevel: 'fatal' }, runAsBinary: false })
    .run();
  expect([...errors, ...notices, ...warnings].map(({ code, file }) => `${code} ${file}`)).toEqual(
    [],
  );
});

test('the same build is packed into the same bytes', () => {
  expect(pack('firefox').sha256).toBe(pack('firefox').sha256);
});

test('the icon is there in every size, and Firefox is told that nothing is collected', () => {
  const folder = extensionFolder('firefox');
  const manifest = Manifest.parse(
    JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')),
  );
  expect(Object.keys(manifest.icons)).toEqual(['16', '32', '48', '96', '128']);
  for (const icon of Object.values(manifest.icons)) {
    expect(existsSync(path.join(folder, icon))).toBe(true);
  }
  expect(manifest.browser_specific_settings.gecko.data_collection_permissions).toEqual({
    required: ['none'],
  });
});

const Manifest = z.object({
  icons: z.record(z.string(), z.string()),
  browser_specific_settings: z.object({
    gecko: z.object({ data_collection_permissions: z.unknown() }),
  }),
});
