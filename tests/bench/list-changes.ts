/**
 * What a thousand changes of a list weigh on the wire.
 * `npx tsx tests/bench/list-changes.ts [names …]`, by default 100000.
 */
import { utf8 } from '../../src/lists/bytes.ts';
import { readCatalogue } from '../../src/lists/catalogue.ts';
import { fileName, unpackFile } from '../../src/lists/files.ts';
import { assembleList } from '../../src/publish/build.ts';
import { bundledIdentity } from '../../src/publish/bundle.ts';
import type { AccountEntry } from '../../src/records/entry.ts';
import { someDisclosure, someEntry } from '../unit/list-fixture.ts';

const CHANGES = 1000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789_';

let state = 1;
function next(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return Math.floor(((state >>> 8) / 2 ** 24) * below);
}

/** A name of 13 letters on average, and, when asked, an id, a display name and a date. */
function entryOf(rich: boolean): AccountEntry {
  const handle = Array.from({ length: 9 + next(9) }, () => LETTERS[next(37)]).join('');
  const removed = new Date(Date.UTC(2018, 0, 1 + next(500))).toISOString().slice(0, 10);
  if (!rich) return someEntry({ handle, removed });
  const platformId = `${1 + next(9)}${next(1e6)}${next(1e6)}${next(1e6)}`.slice(0, 19);
  const created = new Date(Date.UTC(2013, 0, next(2000))).toISOString().slice(0, 10);
  return someEntry({
    handle,
    removed,
    platformId,
    created,
    displayName: `Name ${handle.slice(0, 6)}`,
  });
}

const delisted = {
  ...{ status: 'delisted' as const, date: '2026-11-20', summary: 'Taken off the list.' },
  ...{ source: null, confirmed: true },
};

async function row(name: string, before: readonly AccountEntry[], after: readonly AccountEntry[]) {
  const identity = await bundledIdentity();
  const disclosures = [someDisclosure('first')];
  const first = assembleList(
    { disclosures, entries: before },
    { identity, version: 1, before: null },
  );
  const ref = first.manifest.files.catalogue;
  const bytes = Uint8Array.from(first.files.get(fileName(ref)) ?? utf8(''));
  const { catalogue } = readCatalogue(await unpackFile(ref, bytes));
  const { manifest, files } = assembleList(
    { disclosures, entries: after },
    {
      ...{ identity, version: 2 },
      before: {
        manifest: first.manifest,
        catalogue,
        entries: before,
        corrections: null,
        deltas: [],
      },
    },
  );
  const delta = manifest.files.deltas[0]?.file.bytes ?? Number.NaN;
  const corrections = manifest.files.corrections?.bytes ?? 0;
  return {
    change: name,
    'delta B': delta,
    'corrections B': corrections,
    'latest B': files.get('latest')?.length ?? 0,
    'B a change': (delta / CHANGES).toFixed(2),
  };
}

const counts = process.argv.slice(2).map(Number);
for (const count of counts.length > 0 ? counts : [100_000]) {
  const rows = [];
  for (const rich of [false, true]) {
    const all = Array.from({ length: count + CHANGES }, () => entryOf(rich));
    const base = all.slice(0, count);
    const what = rich ? ', id, name and dates' : '';
    rows.push(await row(`added${what}`, base, all));
    rows.push(await row(`withdrawn${what}`, base, base.slice(CHANGES)));
    const corrected = base.map((entry, at) =>
      at < CHANGES ? { ...entry, history: [delisted] } : entry,
    );
    rows.push(await row(`delisted${what}`, base, corrected));
  }
  console.log(`${CHANGES} changes of a list of ${count}`);
  console.table(rows);
}
