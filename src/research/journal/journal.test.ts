import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { someLookup } from '../../../tests/unit/check-fixture.ts';
import type { JournalNote } from '../../messaging/messages.ts';

// The extension's storage, in memory. It has to be there before the modules under test look for it.
Reflect.set(globalThis, 'browser', fakeBrowser);
const { JournalDatabase } = await import('./database.ts');
const { writeRecording } = await import('../../store/recording.ts');
const { JournalRecorder } = await import('./recorder.ts');
const { journalText } = await import('./export.ts');
const { byRole, byTime, disputesIn, journalRows, statusIn, WHOLE_JOURNAL } = await import(
  './view.ts'
);

const note = (handle: string, more: Partial<JournalNote> = {}): JournalNote => ({
  ...{ platform: 'x', handle, id: null, role: 'author', page: 'https://x.com/home' },
  ...{ post: `https://x.com/${handle}/status/1`, postedAt: 5 },
  entries: [
    {
      ...{ list: 'one', handle, platformId: null, evidence: 'same-name', reason: 'name-equal' },
      disclosures: ['first'],
    },
  ],
  ...more,
});

async function aJournal(limit?: number) {
  const lookup = await someLookup(['mara_q', 'plain_name']);
  const [list] = lookup.lists;
  let barred = false;
  const told: boolean[] = [];
  const database = new JournalDatabase(limit);
  // As a background does that was ended in between: nothing is held but what is stored.
  const recorder = () =>
    new JournalRecorder({
      database,
      lists: async () => ({
        lookup: async (platform, keys) => ({
          generation: '',
          found: [...(await lookup.find(platform, keys as never))],
        }),
        cited: async () => ({ generation: '', lists: lookup.lists, platforms: ['x'] }),
      }),
      isBarred: async () => barred,
      onChange: (switched) => told.push(switched),
    });
  await recorder().act({ kind: 'start' });
  told.length = 0;
  const { session } = await recorder().state();
  const of = (handle: string, more: Partial<JournalNote> = {}) => {
    const one = note(handle, more);
    return {
      ...one,
      entries: one.entries.map((entry) => ({ ...entry, list: list!.id })),
    };
  };
  return {
    ...{ database, recorder, of, told, id: session!.id, lists: lookup.lists },
    bar: () => {
      barred = true;
    },
  };
}

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
});

describe('the recorder', () => {
  it('keeps a row for each account, role and post, and no name that the lists lack', async () => {
    const { recorder, of, id, database } = await aJournal();
    const notes = [of('mara_q'), of('mara_q', { role: 'mention' }), of('nobody')];
    await recorder().note(id, notes, 1000);
    await recorder().note(id, [...notes, of('Mara_Q'.toLowerCase(), { post: null })], 2000);
    const rows = await database.rows(id);
    expect(rows.map(({ role, post, seen }) => [role, post === null, seen])).toEqual([
      ['author', false, 1000],
      ['mention', false, 1000],
      ['author', true, 2000],
    ]);
    expect((await recorder().state()).session?.rows).toBe(3);
  });

  it('takes stronger evidence for a row, and no weaker one', async () => {
    const { recorder, of, id, database } = await aJournal();
    const as = (evidence: 'same-name' | 'same-name-in-time') => {
      const one = of('mara_q');
      return { ...one, entries: one.entries.map((entry) => ({ ...entry, evidence })) };
    };
    const evidence = async () => (await database.rows(id)).map((row) => row.matches[0]?.evidence);
    await recorder().note(id, [as('same-name')], 1);
    await recorder().note(id, [as('same-name-in-time')], 2);
    expect(await evidence()).toEqual(['same-name-in-time']);
    await recorder().note(id, [as('same-name')], 3);
    expect(await evidence()).toEqual(['same-name-in-time']);
  });

  it('takes back a row that went by a name alone, once the account is another one', async () => {
    const { recorder, of, id, database } = await aJournal();
    const by = (evidence: 'same-account' | 'same-name', post: string) => {
      const one = of('mara_q', { post });
      return { ...one, entries: one.entries.map((entry) => ({ ...entry, evidence })) };
    };
    const [first, second] = ['https://x.com/mara_q/status/1', 'https://x.com/mara_q/status/2'];
    const posts = async () => (await database.rows(id)).map(({ post }) => post);
    await recorder().note(id, [by('same-name', first), by('same-account', second)], 1);
    const back = [first, second].map((post) => ({ ...of('mara_q', { post }), entries: [] }));
    await recorder().note(id + 1, back, 2);
    expect(await posts()).toEqual([first, second]);
    // What was seen with the listed account's own id stays.
    await recorder().note(id, back, 3);
    expect(await posts()).toEqual([second]);
    expect((await recorder().state()).session?.rows).toBe(1);
  });

  it('does not call a session open whose end a background did not live to write', async () => {
    const { recorder, of, id, database } = await aJournal();
    await recorder().note(id, [of('mara_q')], 7);
    await writeRecording(null);
    expect((await recorder().state()).sessions).toMatchObject([{ id, ended: 7 }]);
    await database.begin(Date.now());
    await recorder().act({ kind: 'start' });
    const { sessions, recording } = await recorder().state();
    expect(recording).toBe('on');
    expect(sessions.map(({ ended }) => ended !== null)).toEqual([false, true, true]);
  });

  it('records nothing while it is paused, off, of another session, or barred', async () => {
    const { recorder, of, id, database, bar } = await aJournal();
    await recorder().act({ kind: 'pause' });
    await recorder().note(id, [of('mara_q')], 1);
    await recorder().act({ kind: 'resume' });
    await recorder().note(id + 1, [of('mara_q')], 1);
    bar();
    await recorder().note(id, [of('mara_q')], 1);
    expect((await recorder().state()).recording).toBe('off');
    await recorder().heedPolicy();
    expect((await recorder().state()).sessions[0]?.ended).not.toBe(null);
    await expect(recorder().act({ kind: 'start' })).rejects.toThrow('organisation');
    expect(await database.count()).toBe(0);
  });

  it('says how much found no room, and lets nothing make way', async () => {
    const { recorder, of, id, database } = await aJournal(1);
    await recorder().note(id, [of('mara_q'), of('plain_name')], 1);
    expect((await database.rows(id)).map(({ matches }) => matches[0]?.handle)).toEqual(['mara_q']);
    expect((await recorder().state()).session).toMatchObject({ rows: 1, missed: 1 });
  });

  it('wipes one session or all, and stops recording the one that is gone', async () => {
    const { recorder, of, id, database } = await aJournal();
    await recorder().note(id, [of('mara_q')], 1);
    await recorder().act({ kind: 'new-session' });
    const { session, sessions } = await recorder().state();
    expect(sessions.map((one) => one.id)).toEqual([session!.id, id]);
    await recorder().note(session!.id, [of('mara_q')], 2);
    await recorder().act({ kind: 'wipe', session: id });
    expect((await database.rows(null)).map((row) => row.session)).toEqual([session!.id]);
    expect((await recorder().state()).recording).toBe('on');
    await recorder().act({ kind: 'wipe', session: null });
    expect(await recorder().state()).toMatchObject({ recording: 'off', sessions: [], rows: 0 });
    expect(await database.lists()).toEqual([]);
  });

  it('wipes with a session the lists that only it cites', async () => {
    const { recorder, of, id, database, lists } = await aJournal();
    await recorder().note(id, [of('mara_q')], 1);
    const older = { ...lists[0]!, version: lists[0]!.version - 1 };
    await database.add(id, [], [older]);
    const other = await database.begin(2);
    const [row] = await database.rows(id);
    await database.add(other, [{ ...row!, session: other }], []);
    await recorder().act({ kind: 'wipe', session: id });
    expect(await database.lists()).toEqual([lists[0]]);
    await recorder().act({ kind: 'wipe', session: other });
    expect(await database.lists()).toEqual([]);
  });

  it('tells of new rows and of stronger evidence, and not of what is there already', async () => {
    const { recorder, of, id, told } = await aJournal();
    await recorder().note(id, [of('mara_q')], 1);
    expect(told.splice(0)).toEqual([false]);
    await recorder().note(id, [of('mara_q')], 2);
    expect(told).toEqual([]);
    const stronger = of('mara_q');
    const entries = stronger.entries.map((one) => ({
      ...{
        ...one,
        evidence: 'same-name-in-time' as const,
        reason: 'dated-before-removal' as const,
      },
    }));
    await recorder().note(id, [{ ...stronger, entries }], 3);
    expect(told.splice(0)).toEqual([false]);
    await recorder().note(id, [of('plain_name', { entries: [] })], 4);
    expect(told).toEqual([]);
  });
});

describe('what was recorded', () => {
  async function rows() {
    const { recorder, of, id, database, lists } = await aJournal();
    const hour = 3_600_000;
    await recorder().note(id, [of('mara_q'), of('plain_name', { role: 'mention' })], hour);
    await recorder().note(id, [of('mara_q', { post: 'https://x.com/mara_q/status/2' })], 4 * hour);
    await recorder().act({ kind: 'rename', session: id, name: '=1+1' });
    const { sessions } = await recorder().state();
    return { rows: await database.rows(id), sessions, lists };
  }

  it('is narrowed down and put in order', async () => {
    const all = (await rows()).rows;
    const handles = (view: object) =>
      journalRows(all, { ...WHOLE_JOURNAL, ...view }).map((row) => row.matches[0]?.handle);
    expect(handles({})).toEqual(['mara_q', 'mara_q', 'plain_name']);
    expect(handles({ role: 'mention' })).toEqual(['plain_name']);
    expect(handles({ text: 'STATUS/2' })).toEqual(['mara_q']);
    expect(handles({ sort: 'name', descending: true })[0]).toBe('plain_name');
  });

  it('is shown with what speaks for the account, whichever of the lists says it', async () => {
    const [row] = (await rows()).rows;
    const [match] = row!.matches;
    const listed = { ...match!, status: 'listed', disputes: 1 } as const;
    const later = { ...match!, status: 'reinstated', disputes: 2 } as const;
    const two = { ...row!, matches: [listed, later] };
    expect([statusIn(two), disputesIn(two)]).toEqual(['reinstated', 2]);
    const sorted = journalRows([{ ...row!, matches: [listed] }, two], {
      ...{ ...WHOLE_JOURNAL, sort: 'status', descending: false },
    });
    expect(sorted[0]).toBe(two);
  });

  it('is counted by role, and by time with the hours that had nothing', async () => {
    const all = (await rows()).rows;
    expect(byRole(all)).toEqual([
      { key: 'author', rows: 2, names: 1 },
      { key: 'mention', rows: 1, names: 1 },
    ]);
    expect(byTime(all).map(({ key, names }) => [key, names])).toEqual([
      ['1970-01-01T01', 2],
      ['1970-01-01T02', 0],
      ['1970-01-01T03', 0],
      ['1970-01-01T04', 1],
    ]);
  });

  it('is saved with what it rests on, and no cell is a formula', async () => {
    const all = await rows();
    const provenance = {
      tool: { name: 'Takedown Lens', version: '1.2.3' },
      ...{ time: '2026-11-25', lists: all.lists, inputs: [] },
    };
    const text = (format: 'csv' | 'ndjson' | 'json' | 'markdown') =>
      journalText(format, { ...all, provenance });
    expect(text('csv').split('\r\n')[1]).toMatch(
      /^"'=1\+1",1,"author","https:\/\/x\.com\/home","https:\/\/x\.com\/mara_q\/status\/1","1970-01-01T00:00:00\.005Z","1970-01-01T01:00:00\.000Z","mara_q","x",/,
    );
    expect(text('csv')).toBe(text('csv'));
    const lines = text('ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toHaveLength(4);
    expect(lines[3]).toMatchObject({ provenance: { sessions: [{ name: '=1+1', rows: 3 }] } });
    expect(JSON.parse(text('json'))).toMatchObject({ sightings: [{}, {}, {}] });
    expect(text('markdown')).toContain('| Mentioned | 1 | 1 |');
    for (const format of ['csv', 'ndjson', 'json'] as const) {
      expect(text(format)).toContain(all.lists[0]!.sha256);
    }
  });
});
