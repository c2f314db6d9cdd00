import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { generateKey } from './keyfile.ts';

test('no public key begins as an option does: one in 64 could not be named on a command line', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lens-keys-'));
  const keys = await Promise.all(
    Array.from({ length: 600 }, (_, at) => generateKey(path.join(folder, `${at}`))),
  );
  const names = keys.map(({ privateKey }) => privateKey.export({ format: 'jwk' }).x);
  rmSync(folder, { recursive: true });
  expect(new Set(names).size).toBe(600);
  expect(names.filter((name) => name?.startsWith('-'))).toEqual([]);
});
