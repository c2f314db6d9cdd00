import { existsSync, openAsBlob, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { assembleBundledList } from '../../src/publish/bundle.ts';
import { knownFrom, readPublished } from '../../src/publish/import-command.ts';
import { CheckError } from '../../src/research/check/errors.ts';
import type { FromImporter } from '../../src/research/import/file-protocol.ts';
import { FileSession } from '../../src/research/import/file-session.ts';
import type { KnownDisclosures } from '../../src/research/import/which-disclosure.ts';
import { type ListStore, openListStore } from '../../src/store/list-store.ts';
import { memoryDatabase } from '../../src/store/memory-database.ts';
import { PrivateFiles } from '../../src/store/private-files.ts';
import { ListKeeper } from '../../src/sync/keeper.ts';
import { fetchFrom, memoryArea } from './list-fixture.ts';

// A file that is dropped into the page is read as the command line reads it: through the page's own worker, which asks
// the lists in use where the command line has the data folder.

const PLANTED = fileURLToPath(new URL('../published/', import.meta.url));
/** Published files. The folder `shared/` stands beside the repository. */
const SHARED = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

const area = memoryArea();
let store: ListStore;
let known: KnownDisclosures;

beforeAll(async () => {
  const keeper = new ListKeeper({
    fetchBundled: fetchFrom(await assembleBundledList()),
    area,
    release: '1.0.0',
    onChange: () => {},
    openStore: (options) => openListStore({ ...options, database: memoryDatabase() }),
  });
  store = await keeper.ready();
  known = await knownFrom();
});

type Report = Extract<FromImporter, { type: 'read' }>['file']['report'];

async function inPage(folder: string, name: string): Promise<Report | string> {
  let result: Report | string | null = null;
  const session = new FileSession((message) => {
    if (message.type === 'read') result = message.file.report;
    if (message.type === 'failed') result = message.fault;
    if (message.type !== 'ask') return;
    const { id, question } = message;
    const answer =
      question.kind === 'stored'
        ? area.get([...question.keys])
        : store.lookup(question.platform, question.keys);
    void answer.then((value) => session.take({ type: 'answer', id, value }));
  }, new PrivateFiles());
  await session.take({
    ...{ type: 'read', name: name.replace(/^.*\//, ''), content: await openAsBlob(folder + name) },
    ...{ wishes: {}, lists: await store.cited(), catalogue: await store.catalogue() },
  });
  if (result === null) throw new Error('the worker said nothing');
  return result;
}

async function onCommandLine(folder: string, name: string): Promise<Report | string> {
  try {
    return (await readPublished(folder + name, {}, known)).report;
  } catch (error) {
    if (error instanceof CheckError) return error.fault;
    throw error;
  }
}

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map((one) => `${one.parentPath}/${one.name}`.slice(folder.length).replace(/^\//, ''))
        .sort()
    : [];

describe('planted files', () => {
  test.each(filesIn(PLANTED))('%s', async (name) => {
    expect(await inPage(PLANTED, name)).toEqual(await onCommandLine(PLANTED, name));
  });
});

const isThere = existsSync(SHARED);
const title = isThere
  ? 'published files'
  : 'published files (skipped: there is no folder shared/ beside the repository)';

describe.skipIf(!isThere)(title, () => {
  test.each(isThere ? filesIn(SHARED) : ['none'])('%s', async (name) => {
    const report = await inPage(SHARED, name);
    expect(report).toEqual(await onCommandLine(SHARED, name));
  });

  test('most of them are told apart by their names, in either way', async () => {
    const reports = await Promise.all(filesIn(SHARED).map((name) => inPage(SHARED, name)));
    const told = reports.filter((report) => typeof report !== 'string' && report.disclosure);
    expect(told.length).toBeGreaterThan(30);
  });
});
