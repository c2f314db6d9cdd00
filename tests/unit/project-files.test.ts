import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from '../../src/dev/root.ts';

// What the files around the code say of it.

const read = (file: string) => readFileSync(inRoot(file), 'utf8');

test('CONTRIBUTING names every measurement, and none that is not there', () => {
  const [, section = ''] = /## Measure\n(.*?)\n## /s.exec(read('CONTRIBUTING.md')) ?? [];
  const named = [...section.matchAll(/^\| [a-z ]+ \| (.*) \|$/gm)]
    .flatMap(([, cell = '']) => [...cell.matchAll(/`([a-z-]+)`/g)])
    .map(([, name]) => name);
  const there = readdirSync(inRoot('tests/bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.parse(file).name);
  expect(named.sort()).toEqual(there.sort());
});

test('every file that the documents at the root link to is there', () => {
  for (const document of readdirSync(inRoot('.')).filter((file) => file.endsWith('.md'))) {
    for (const [, target = ''] of read(document).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
      expect(existsSync(inRoot(target)), `${document}: ${target}`).toBe(true);
    }
  }
});

test('only the job that uploads a release may write, and it runs nothing of the repository', () => {
  const workflow = read('.github/workflows/release.yml');
  const [head = '', publish = ''] = workflow.split(/^ {2}publish:$/m);
  expect(head).toMatch(/^permissions:\n {2}contents: read$/m);
  expect(head).not.toContain('write');
  expect(publish).toMatch(/^ {4}permissions:\n {6}contents: write$/m);
  expect(publish).not.toMatch(/npm|node |\.ci\/|actions\/checkout/);
});

test('every action is pinned to a commit, in every workflow', () => {
  for (const file of readdirSync(inRoot('.github/workflows'))) {
    for (const [, used] of read(`.github/workflows/${file}`).matchAll(/uses: (\S+)/g)) {
      expect(used).toMatch(/@[0-9a-f]{40}$/);
    }
  }
});
