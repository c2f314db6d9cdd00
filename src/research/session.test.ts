import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fetchFrom, memoryArea, someEntry, someList } from '../../tests/unit/list-fixture.ts';
import { openListStore } from '../store/list-store.ts';
import { memoryDatabase } from '../store/memory-database.ts';
import { ListKeeper } from '../sync/keeper.ts';
import { markdownSummary } from './export/markdown.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { WHOLE_VIEW } from './results.ts';
import { CheckSession } from './session.ts';

// The worker's side, asking a real store as the page does for it.

async function start() {
  const area = memoryArea();
  const keeper = new ListKeeper({
    fetchBundled: fetchFrom(someList([someEntry({ handle: 'mara_q' })])),
    area,
    release: '1.0.0',
    onChange: () => {},
    openStore: (options) => openListStore({ ...options, database: memoryDatabase() }),
  });
  const store = await keeper.ready();
  const said: FromWorker[] = [];
  const session = new CheckSession((message) => {
    said.push(message);
    if (message.type !== 'ask') return;
    const { id, question } = message;
    const answer =
      question.kind === 'stored'
        ? area.get([...question.keys])
        : store.lookup(question.platform, question.keys);
    void answer.then((value) => session.take({ type: 'answer', id, value }));
  });
  const lists = await store.cited();
  const check = (text: string, more: Partial<Extract<ToWorker, { type: 'check' }>> = {}) =>
    session.take({
      type: 'check',
      inputs: [{ name: 'names.txt', content: new Blob([text]) }],
      wishes: { column: undefined, idColumn: undefined, platform: 'x' },
      lists,
      ...more,
    });
  const last = <T extends FromWorker['type']>(type: T) =>
    said.findLast((message) => message.type === type) as
      | Extract<FromWorker, { type: T }>
      | undefined;
  return { session, check, last, lists };
}

describe('a check', () => {
  test('looks up in the lists that are in use, and gives rows of a view', async () => {
    const { session, check, last } = await start();
    await check('nobody\n@Mara_Q\n');
    expect(last('done')?.outcome).toMatchObject({
      failures: [],
      cancelled: false,
      inputs: [
        {
          name: 'names.txt',
          bytes: 15,
          sha256: createHash('sha256').update('nobody\n@Mara_Q\n').digest('hex'),
          counts: { rows: 2, rowsMatched: 1 },
        },
      ],
      facets: { platforms: ['x'] },
    });
    await session.take({ type: 'view', view: WHOLE_VIEW });
    expect(last('viewed')?.count).toBe(1);
    await session.take({ type: 'rows', from: 0, count: 10 });
    expect(last('rows')?.rows.map(({ row, match }) => [row, match.input])).toEqual([
      [2, '@Mara_Q'],
    ]);
  });

  test('ends where the lists have changed meanwhile, rather than mix two versions', async () => {
    const { check, last, lists } = await start();
    await check('mara_q\n', { lists: { ...lists, generation: 'another' } });
    expect(last('done')?.outcome.failures).toEqual([{ name: 'names.txt', fault: 'lists-changed' }]);
  });

  test('that is cancelled says so', async () => {
    const { session, check, last } = await start();
    const checking = check('nobody\n'.repeat(200_000));
    await session.take({ type: 'cancel' });
    await checking;
    expect(last('done')?.outcome).toMatchObject({ cancelled: true, failures: [] });
  });
});

test('exports have the same bytes each time and cite the list', async () => {
  const { session, check, last, lists } = await start();
  await check('mara_q\n');
  for (const format of ['csv', 'ndjson', 'json', 'xlsx'] as const) {
    const bytes: string[] = [];
    for (let turn = 0; turn < 2; turn++) {
      await session.take({ type: 'export', format, version: '1.2.3', time: '2026-11-25' });
      bytes.push(Buffer.from(await last('exported')!.content.arrayBuffer()).toString('latin1'));
    }
    expect(bytes[0]).toBe(bytes[1]);
    if (format !== 'xlsx') expect(bytes[0]).toContain(lists.lists[0]!.sha256);
  }
  await session.take({ type: 'export', format: 'markdown', version: '1.2.3', time: '2026-11-25' });
  const { provenance, tally } = structuredClone(last('summed')!);
  expect(markdownSummary(provenance, tally)).toContain(lists.lists[0]!.sha256);
});
