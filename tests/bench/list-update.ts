/**
 * What an update costs on the wire, between the extension in Chromium and the list server: when nothing has
 * changed, and when a thousand entries have.
 * `npm run bench -- list-update [names]`, by default 100000.
 */
import { utf8 } from '../../src/lists/bytes.ts';
import { readCatalogue } from '../../src/lists/catalogue.ts';
import { fileName, unpackFile } from '../../src/lists/files.ts';
import type { BuiltList, VersionBefore } from '../../src/publish/build.ts';
import type { AccountEntry } from '../../src/records/entry.ts';
import { startPublisher } from '../unit/publisher-fixture.ts';
import { countingProxy, type Traffic } from './support/counting-proxy.ts';
import { syntheticEntries } from './support/entries.ts';
import { benchArguments, type Figure, report } from './support/report.ts';
import { publishEntries, withSubscriber } from './support/subscriber.ts';

const CHANGES = 1000;
const COUNT = Number(benchArguments()[0] ?? 100_000);

async function beforeOf(
  { manifest, files }: BuiltList,
  entries: readonly AccountEntry[],
): Promise<VersionBefore> {
  const ref = manifest.files.catalogue;
  const bytes = Uint8Array.from(files.get(fileName(ref)) ?? utf8(''));
  const { catalogue } = readCatalogue(await unpackFile(ref, bytes));
  return { manifest, catalogue, entries, corrections: null, deltas: [] };
}

/** Subscribes to one version, asks again, then fetches the next. */
async function update(
  first: readonly AccountEntry[],
  second: readonly AccountEntry[],
): Promise<{ idle: Traffic; changed: Traffic; ms: number }> {
  const publisher = await startPublisher();
  const proxy = await countingProxy(publisher.address);
  try {
    const built = await publishEntries(publisher, first, { version: 1, before: null });
    return await withSubscriber(async ({ timed }) => {
      const { publicKey } = publisher.key;
      await timed({ type: 'add-list', address: proxy.address, publicKey });
      proxy.take();
      const ask = () => timed({ type: 'update-list', listId: 'lab', acceptShrink: false });
      await ask();
      const idle = proxy.take();
      await publishEntries(publisher, second, { version: 2, before: await beforeOf(built, first) });
      const ms = await ask();
      return { idle, changed: proxy.take(), ms };
    });
  } finally {
    proxy.close();
    await publisher.stop();
  }
}

const delisted = {
  ...{ status: 'delisted' as const, date: '2026-11-20', summary: 'Taken off the list.' },
  ...{ source: null, confirmed: true },
};
const all = syntheticEntries(COUNT + CHANGES);
const base = all.slice(0, COUNT);
const changes = {
  added: all,
  withdrawn: base.slice(CHANGES),
  delisted: base.map((entry, at) => (at < CHANGES ? { ...entry, history: [delisted] } : entry)),
};
const figures: Figure[] = [];
for (const [name, next] of Object.entries(changes)) {
  const { idle, changed, ms } = await update(base, next);
  const { requests, statuses, conditional, received, bodies } = idle;
  if (figures.length === 0) {
    figures.push({
      what: 'update of a list that has not changed',
      goal: '1 conditional request, no body',
      measured: `${requests.join(', ')}${conditional ? ' with If-None-Match' : ''} → ${statuses.join(', ')}, ${bodies} B of body, ${received} B of head`,
      reached: requests.length === 1 && conditional && bodies === 0,
    });
  }
  const limit = 12 * 1024;
  figures.push({
    what: `update: ${CHANGES.toLocaleString('en')} of ${COUNT.toLocaleString('en')} entries ${name}`,
    goal: '≤ 12 KB (12,288 B) on the wire',
    measured: `${changed.received.toLocaleString('en')} B with ${(changed.received - changed.bodies).toLocaleString('en')} B of heads, ${changed.requests.length} requests, in use after ${ms.toFixed(0)} ms`,
    reached: changed.received <= limit,
  });
}
report('list-update', figures);
