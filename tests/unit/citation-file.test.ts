import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from '../../src/dev/root.ts';

test('CITATION.cff says the version and licence of the package', () => {
  const { version, license } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const citation = readFileSync(inRoot('CITATION.cff'), 'utf8');
  expect(citation).toContain(`\nversion: ${version}\n`);
  expect(citation).toContain(`\nlicense: ${license}\n`);
});
