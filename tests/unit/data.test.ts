import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { accountCreatedAt } from '../../src/accounts/births.ts';
import { normalHandle, spelledHandle } from '../../src/accounts/handles.ts';
import { isHashedIdentifier, isRoundedId, normalId } from '../../src/accounts/ids.ts';
import { keysOf } from '../../src/accounts/keys.ts';
import { Disclosure } from '../../src/records/disclosure.ts';
import { AccountEntry, AccountsFile } from '../../src/records/entry.ts';
import { spanOf } from '../../src/records/span.ts';
import { statusOf } from '../../src/records/status.ts';

const ROOT = new URL('../../', import.meta.url);
const SHARED = new URL('../shared/data/', ROOT);
const DAY = 86_400_000;

interface JsonFile {
  readonly name: string;
  readonly text: string;
}

function jsonFiles(folder: string): JsonFile[] {
  const url = new URL(folder, ROOT);
  return readdirSync(url)
    .sort()
    .map((file) => {
      if (!file.endsWith('.json')) throw new Error(`${folder}${file} is not a .json file`);
      return { name: file.slice(0, -5), text: readFileSync(new URL(file, url), 'utf8') };
    });
}

/** What is wrong with a file, one line a field: `data/x.json: field.path: message`. */
function problems(folder: string, file: JsonFile, schema: z.ZodType): string[] {
  const where = `${folder}${file.name}.json`;
  let json: unknown;
  try {
    json = JSON.parse(file.text);
  } catch (error) {
    return [`${where}: ${String(error)}`];
  }
  const result = schema.safeParse(json);
  if (result.success) return [];
  return result.error.issues.map(
    (issue) => `${where}: ${issue.path.join('.') || '(file)'}: ${issue.message}`,
  );
}

const disclosureFiles = jsonFiles('data/disclosures/');
const accountFiles = jsonFiles('data/accounts/');
const schemaProblems = [
  ...disclosureFiles.flatMap((file) => problems('data/disclosures/', file, Disclosure)),
  ...accountFiles.flatMap((file) => problems('data/accounts/', file, AccountsFile)),
];

const disclosures = new Map<string, Disclosure>();
for (const file of disclosureFiles) {
  const parsed = Disclosure.safeParse(safeJson(file.text));
  if (parsed.success) disclosures.set(file.name, parsed.data);
}

interface Placed {
  /** Where a reader finds the entry: `data/accounts/name.json: entries.3 (x TEN_GOP)`. */
  readonly where: string;
  readonly entry: AccountEntry;
  readonly file: string;
}

const accounts = new Map<string, AccountsFile>();
const entries: Placed[] = [];
for (const file of accountFiles) {
  const parsed = AccountsFile.safeParse(safeJson(file.text));
  if (!parsed.success) continue;
  accounts.set(file.name, parsed.data);
  parsed.data.entries.forEach((listed, index) => {
    const entry = {
      ...listed,
      namedIn: [
        { disclosure: parsed.data.disclosure, source: parsed.data.source },
        ...listed.namedIn,
      ],
    };
    const label = entry.handle ?? entry.platformId ?? entry.displayName;
    const where = `data/accounts/${file.name}.json: entries.${index} (${entry.platform} ${label})`;
    entries.push({ where, entry, file: file.name });
  });
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function disclosure(id: string): Disclosure {
  const found = disclosures.get(id);
  if (!found) throw new Error(`no disclosure ${id}`);
  return found;
}

function entryOf(platform: string, handle: string): AccountEntry {
  const found = entries.find(
    (one) => one.entry.platform === platform && one.entry.handle === handle,
  );
  if (!found) throw new Error(`no entry ${platform} ${handle}`);
  return found.entry;
}

function entryNamed(platform: string, displayName: string): AccountEntry {
  const found = entries.find(
    (one) => one.entry.platform === platform && one.entry.displayName === displayName,
  );
  if (!found) throw new Error(`no entry ${platform} “${displayName}”`);
  return found.entry;
}

/** The number claimed or published for the whole disclosure: a count with a note is only a part. */
function whole(record: Disclosure, where: 'claimed' | 'published', of = 'account') {
  return record.counts[where].find((count) => count.of === of && count.note === null)?.number;
}

describe('every file', () => {
  it('follows its schema', () => {
    expect(schemaProblems).toEqual([]);
  });

  it('has the disclosure’s id as its name', () => {
    const wrong = [...disclosures].filter(([name, { id }]) => name !== id).map(([name]) => name);
    expect(wrong).toEqual([]);
    const stray = [...accounts]
      .filter(([name, file]) => name !== file.disclosure && !name.startsWith(`${file.disclosure}-`))
      .map(([name]) => name);
    expect(stray).toEqual([]);
  });

  it('leaves out what a schema supplies: no empty notes, sources or dates', () => {
    const empty = [...disclosureFiles, ...accountFiles]
      .filter(({ text }) => /"(?:notes|namesNote|note|archivedUrl)": (?:null|"")/.test(text))
      .map(({ name }) => name);
    expect(empty).toEqual([]);
  });

  it('speaks of the product’s sources alone', () => {
    const inside = [...disclosureFiles, ...accountFiles]
      .filter(({ text }) => /corpus|\/work\/|shared\/|seed article/i.test(text))
      .map(({ name }) => name);
    expect(inside).toEqual([]);
  });
});

describe('disclosures', () => {
  it('are 204 or more', () => {
    expect(disclosures.size).toBeGreaterThanOrEqual(204);
  });

  it('each have a source, and each date lies in 2017 or later and not in the future', () => {
    const wrong = [...disclosures.values()].filter(({ sources, date }) => {
      const span = spanOf(date);
      return (
        sources.length === 0 ||
        span === null ||
        span.from < Date.UTC(2017, 0) ||
        span.from > Date.now()
      );
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('carry the discloser’s name at that time', () => {
    const wrong = [...disclosures.values()].filter(({ disclosedBy: { shortName }, date }) => {
      const from = spanOf(date)?.from ?? 0;
      if (/^X\b/.test(shortName)) return from < Date.UTC(2023, 6);
      if (/Twitter/.test(shortName)) return from >= Date.UTC(2023, 6);
      if (/Facebook/.test(shortName)) return from >= Date.UTC(2021, 9, 28);
      return /Meta/.test(shortName) && from < Date.UTC(2021, 9, 28);
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('name as unconfirmed only fields that exist', () => {
    const known = Object.keys(Disclosure.shape);
    const wrong = [...disclosures.values()].flatMap(({ id, confirmation }) =>
      confirmation.unconfirmedFields
        .filter((field) => !known.includes(field.replace(/[[.].*$/, '')))
        .map((field) => `${id}: ${field}`),
    );
    expect(wrong).toEqual([]);
  });

  it('quote a reason without quotation marks of ours around it', () => {
    const wrong = [...disclosures.values()].filter(
      ({ statedReason: reason }) => reason.kind === 'quote' && /^["“”]|["“”]$/.test(reason.text),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('count each thing once for the whole', () => {
    const wrong = [...disclosures.values()].filter(({ counts }) =>
      [counts.claimed, counts.published].some((list) => {
        const wholes = list.filter(({ note }) => note === null).map(({ of }) => of);
        return new Set(wholes).size !== wholes.length;
      }),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

describe('account entries', () => {
  it('are 230 or more, over 8 platforms or more, of which 200 can be matched', () => {
    expect(entries.length).toBeGreaterThanOrEqual(230);
    const matchable = entries.filter(({ entry }) => keysOf(entry).length > 0);
    expect(matchable.length).toBeGreaterThanOrEqual(200);
    expect(new Set(matchable.map(({ entry }) => entry.platform)).size).toBeGreaterThanOrEqual(8);
  });

  it('pass the schema of an entry by themselves', () => {
    const wrong = entries.filter(({ entry }) => !AccountEntry.safeParse(entry).success);
    expect(wrong.map(({ where }) => where)).toEqual([]);
  });

  it('refer to disclosures that exist, each once, and live on a platform of theirs', () => {
    const wrong = entries.flatMap(({ where, entry }) => {
      const ids = entry.namedIn.map((named) => named.disclosure);
      const found = [];
      if (new Set(ids).size !== ids.length) found.push(`${where}: the same disclosure twice`);
      for (const id of ids) {
        const record = disclosures.get(id);
        if (!record) found.push(`${where}: no disclosure ${id}`);
        else if (!record.platforms.includes(entry.platform)) {
          found.push(`${where}: ${id} is not about ${entry.platform}`);
        }
      }
      return found;
    });
    expect(wrong).toEqual([]);
  });

  it('have handles that are handles and ids that are ids', () => {
    const wrong = entries.flatMap(({ where, entry }) => {
      const { platform, handle, earlierHandles, platformId } = entry;
      const names = handle === null ? earlierHandles : [handle, ...earlierHandles];
      const found = names
        .filter(
          (name) => normalHandle(platform, name) === null || spelledHandle(platform, name) !== name,
        )
        .map((name) => `${where}: ${JSON.stringify(name)} is no handle there, plainly spelled`);
      if (platformId !== null && normalId(platform, platformId) !== platformId) {
        found.push(`${where}: ${platformId} is no id there in its normal form`);
      }
      return found;
    });
    expect(wrong).toEqual([]);
  });

  it('hold nothing hashed and nothing rounded', () => {
    const wrong = entries.filter(({ entry }) =>
      [entry.handle, entry.platformId, entry.displayName, ...entry.earlierHandles].some(
        (text) => text !== null && (isHashedIdentifier(text) || isRoundedId(text)),
      ),
    );
    expect(wrong.map(({ where }) => where)).toEqual([]);
  });

  it('stand in one place each: no name, earlier name or id twice on a platform', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const { where, entry } of entries) {
      const keys = keysOf(entry).map((key) => `${entry.platform} ${key}`);
      if (keys.length === 0) keys.push(`${entry.platform} “${entry.displayName?.toLowerCase()}”`);
      for (const key of keys) {
        const before = seen.get(key);
        if (before !== undefined) twice.push(`${where}: also ${before}`);
        seen.set(key, where);
      }
    }
    expect(twice).toEqual([]);
  });

  it('agree with the creation time that an id carries', () => {
    const wrong = entries.filter(({ entry }) => {
      if (entry.platformId === null || entry.created === null) return false;
      const said = spanOf(entry.created);
      const carried = accountCreatedAt(entry.platform, entry.platformId);
      if (said === null || carried === null) return false;
      return carried.from > said.to + DAY || carried.to < said.from - DAY;
    });
    expect(wrong.map(({ where }) => where)).toEqual([]);
  });

  it('were created before what names them, and have their history oldest first', () => {
    const wrong = entries.flatMap(({ where, entry }) => {
      const found = [];
      const created = entry.created === null ? null : spanOf(entry.created);
      for (const { disclosure: id } of entry.namedIn) {
        const named = spanOf(disclosures.get(id)?.date ?? '');
        if (created && named && created.from > named.to) found.push(`${where}: younger than ${id}`);
      }
      const times = entry.history.map(({ date }) => (date === null ? null : spanOf(date)));
      const dated = times.filter((time) => time !== null).map((time) => time.from);
      if (dated.some((time, index) => index > 0 && time < (dated[index - 1] ?? 0))) {
        found.push(`${where}: history is not oldest first`);
      }
      return found;
    });
    expect(wrong).toEqual([]);
  });

  it('are a selection: under a tenth of any list that is not tiny', () => {
    const wrong = [...new Set(entries.map(({ entry }) => entry.namedIn[0]?.disclosure))]
      .map((id) => disclosure(id ?? ''))
      .flatMap(({ id, counts, namesPublished }) => {
        const of = namesPublished === 'off-platform-only' ? 'account-on-other-services' : 'account';
        const list = [...counts.claimed, ...counts.published].filter((count) => count.of === of);
        const size = Math.max(0, ...list.map(({ number }) => number));
        const chosen = entries.filter(({ entry }) => entry.namedIn[0]?.disclosure === id).length;
        return size >= 80 && chosen * 10 >= size ? [`${id}: ${chosen} of ${size}`] : [];
      });
    expect(wrong).toEqual([]);
  });

  it('named by Meta on other services are marked as Meta’s word alone', () => {
    const own = ['facebook', 'instagram', 'threads'];
    const wrong = entries
      .filter(({ entry }) => !own.includes(entry.platform))
      .flatMap(({ entry }) => entry.namedIn.map((named) => disclosure(named.disclosure)))
      .filter(({ disclosedBy }) => disclosedBy.shortName === 'Meta')
      .filter(({ notes }) => !notes?.includes('no word of those services'));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

describe('our own words', () => {
  const NEVER = /\b(?:bots?|trolls?|trolling|fakes?|faked|propagand\w*|foreign agents?)\b/i;
  const unquoted = (text: string) => text.replace(/“[^”]*”|"[^"]*"/g, '');

  /** What we wrote ourselves: not quotations, names of sources, names of accounts. */
  function* ownWords(): Generator<readonly [string, string | null]> {
    for (const d of disclosures.values()) {
      const where = `data/disclosures/${d.id}.json`;
      yield [`${where}: title`, d.title];
      yield [`${where}: attributedTo`, d.attributedTo];
      yield [`${where}: namesNote`, d.namesNote];
      yield [`${where}: notes`, d.notes];
      if (d.statedReason.kind === 'summary') yield [`${where}: statedReason`, d.statedReason.text];
      for (const { note } of [...d.counts.claimed, ...d.counts.published]) {
        yield [`${where}: counts`, note];
      }
      for (const { summary } of d.revisions) yield [`${where}: revisions`, summary];
      for (const { by, summary } of d.disputes) yield [`${where}: disputes`, `${by}: ${summary}`];
    }
    for (const { where, entry } of entries) {
      yield [`${where}: note`, entry.note];
      for (const { summary } of entry.history) yield [`${where}: history`, summary];
      for (const { by, summary } of entry.disputes)
        yield [`${where}: disputes`, `${by}: ${summary}`];
    }
  }

  it('never judge an account', () => {
    const wrong = [...ownWords()]
      .filter(([, text]) => text !== null && NEVER.test(unquoted(text)))
      .map(([where, text]) => `${where}: ${text}`);
    expect(wrong).toEqual([]);
  });
});

describe('the story this began with', () => {
  const BLOG =
    'https://blog.twitter.com/en_us/topics/company/2019/further_research_information_operations.html';

  it('Twitter, 31 January 2019: Venezuela, first set', () => {
    const d = disclosure('twitter-2019-01-31-venezuela-1');
    expect(d).toMatchObject({
      date: '2019-01-31',
      kind: 'network-takedown',
      disclosedBy: { shortName: 'Twitter' },
      platforms: ['x'],
      namesPublished: 'some-hashed',
      statedReason: {
        kind: 'quote',
        text: 'appear to be engaged in a state-backed influence campaign targeting domestic audiences',
        source: { url: BLOG },
      },
    });
    expect(whole(d, 'claimed')).toBe(1196);
    expect(d.counts.published.map(({ number }) => number)).toEqual([1196]);
    expect(d.confirmation.unconfirmedFields).toContain('disputes[].date');
  });

  it('Twitter, 31 January 2019: Venezuela, second set', () => {
    const d = disclosure('twitter-2019-01-31-venezuela-2');
    expect(d.date).toBe('2019-01-31');
    expect(d.attributedTo).toMatch(/^Undetermined/);
    expect(d.statedReason.kind).toBe('quote');
    if (d.statedReason.kind !== 'quote') return;
    expect(d.statedReason.text).toContain(
      'unable to definitively tie the accounts located in Venezuela',
    );
    expect(d.statedReason.text).toContain('foreign campaign of spammy content focused on divisive');
    expect(d.statedReason.text).toContain('out of an abundance of caution');
    expect(whole(d, 'claimed')).toBe(764);
    expect(d.counts.published.map(({ number }) => number)).toEqual([755]);
    expect(d.notes).toContain('228');
    expect(d.notes).toContain('33');
  });

  it('Abby Martin’s and Ben Norton’s criticism stands in both', () => {
    for (const set of ['1', '2']) {
      const { disputes } = disclosure(`twitter-2019-01-31-venezuela-${set}`);
      const martin = disputes.find(({ by }) => by.startsWith('Abby Martin'));
      const norton = disputes.find(({ by }) => by.startsWith('Ben Norton'));
      expect(martin).toMatchObject({
        kind: 'criticism',
        date: '2019-02-01',
        quote: { text: 'pro-coup Venezuelans & right-wing exiles dominate the media sphere.' },
      });
      expect(norton).toMatchObject({
        kind: 'criticism',
        date: '2019-02-01',
        quote: { text: 'extension of US government interests.' },
      });
      for (const dispute of [martin, norton]) {
        expect(dispute?.source.url).toContain('twitter-just-purged-2000-accounts');
      }
    }
  });

  it('Twitter, 31 January 2019: Iran, Russia, Bangladesh', () => {
    const iran = disclosure('twitter-2019-01-31-iran');
    expect(whole(iran, 'claimed')).toBe(2617);
    expect(iran.counts.published.map(({ number }) => number)).toEqual([2311]);
    const russia = disclosure('twitter-2019-01-31-russia');
    expect(whole(russia, 'claimed')).toBe(418);
    expect(russia.counts.published.map(({ number }) => number)).toEqual([416]);
    const bangladesh = disclosure('twitter-2019-01-31-bangladesh');
    expect(whole(bangladesh, 'claimed')).toBe(15);
    expect(bangladesh.statedReason).toMatchObject({ kind: 'quote' });
    for (const d of [iran, russia, bangladesh]) {
      expect(d.date).toBe('2019-01-31');
      expect(d.sources[0]?.url).toBe(BLOG);
    }
  });

  it('the withdrawal of 228 accounts from the Russian data in February 2019', () => {
    for (const id of ['twitter-2018-10-17-ira-iran', 'twitter-2019-01-31-russia']) {
      const d = disclosure(id);
      const revision = d.revisions.find(({ date }) => date === '2019-02');
      expect(revision?.summary).toContain('228 accounts');
      expect(revision?.summary).toContain('Venezuela');
      // Which set they were in is an inference, and says so.
      expect(d.confirmation.unconfirmedFields).toContain('revisions');
    }
    const corrections = disclosure('twitter-2018-10-17-ira-iran').disputes.filter(
      ({ kind }) => kind === 'correction',
    );
    expect(corrections.map(({ by }) => by)).toEqual(['Twitter (Yoel Roth)', 'Bloomberg']);
  });

  it('the 33 accounts of June 2019, once thought Russian', () => {
    const d = disclosure('twitter-2019-06-13-venezuela');
    expect(whole(d, 'claimed')).toBe(33);
    expect(d.attributedTo).toBe('Commercial entity in Venezuela');
    expect(d.statedReason).toMatchObject({
      kind: 'quote',
      text: 'our further analysis suggests that they were operated by a commercial entity originating in Venezuela',
    });
  });

  it('Facebook, 31 January 2019: Iran, 783', () => {
    const d = disclosure('facebook-2019-01-31-iran');
    expect(d.date).toBe('2019-01-31');
    expect(d.disclosedBy.shortName).toBe('Facebook');
    expect(Object.fromEntries(d.counts.claimed.map(({ of, number }) => [of, number]))).toEqual({
      account: 356,
      page: 262,
      group: 3,
      'instagram-account': 162,
    });
    expect(d.counts.claimed.reduce((sum, { number }) => sum + number, 0)).toBe(783);
    expect(d.statedReason).toMatchObject({
      kind: 'quote',
      text: 'based on their behavior, not the content they post',
      source: { url: 'https://newsroom.fb.com/news/2019/01/removing-cib-iran/' },
    });
    expect(d.disputes.map(({ by, confirmed }) => [by, confirmed])).toEqual([['Press TV', false]]);
  });

  it('the restriction of @PresidencialVen in September 2018, without a reason', () => {
    const d = disclosure('twitter-2018-09-24-presidencialven');
    expect(d).toMatchObject({
      date: '2018-09-24',
      kind: 'account-action',
      attributedTo: null,
      statedReason: { kind: 'none-given' },
    });
    expect(d.notes).toContain('unusual activity');
    expect(d.notes).toContain('No hacemos comentarios de las cuentas');
    expect(d.disputes[0]).toMatchObject({ kind: 'criticism', date: '2018-09-25' });
    expect(d.disputes[0]?.by).toContain('Jorge Rodríguez');
    const entry = entryOf('x', 'PresidencialVen');
    expect(statusOf(entry)).toBe('reinstated');
    expect(entry.history[0]).toMatchObject({ status: 'reinstated', date: '2018-09-26' });
  });

  it('the removals of teleSUR English’s page in January and August 2018', () => {
    const first = disclosure('facebook-2018-01-telesur-english');
    expect(first).toMatchObject({ date: '2018-01', statedReason: { kind: 'none-given' } });
    expect(first.disputes[0]?.by).toBe('teleSUR English');
    const second = disclosure('facebook-2018-08-13-telesur-english');
    expect(second.statedReason).toMatchObject({
      kind: 'quote',
      text: 'removed for violating our Terms of Use',
    });
    expect(second.revisions[0]).toMatchObject({ date: '2018-08-15' });
    expect(second.revisions[0]?.summary).toContain('suspicious activity');
    expect(second.disputes.map(({ by }) => by)).toEqual([
      'teleSUR English',
      'Pablo Vivanco, former head of teleSUR English',
    ]);
    const entry = entryOf('facebook', 'telesurenglish');
    expect(entry).toMatchObject({ kind: 'page', platformId: '479681268841947' });
    expect(statusOf(entry)).toBe('reinstated');
    expect(entry.history.at(-1)?.date).toBe('2018-08-15');
    expect(entry.namedIn.map((named) => named.disclosure).sort()).toEqual([
      'facebook-2018-01-telesur-english',
      'facebook-2018-08-13-telesur-english',
    ]);
  });
});

describe('entries with a fate of their own', () => {
  it('reinstated by the platform', () => {
    const robby = entryOf('x', 'RobbyDelaware');
    expect(statusOf(robby)).toBe('reinstated');
    expect(robby.history[0]?.date).toBe('2017-11-06');
    for (const name of ['In the Now', 'Soapbox', 'Back Then', 'Waste-Ed', 'Press TV (English)']) {
      expect(statusOf(entryNamed('facebook', name))).toBe('reinstated');
    }
    expect(statusOf(entryOf('x', 'bcv_org_ve'))).toBe('reinstated');
    expect(entryNamed('facebook', 'Press TV (English)').history[0]?.confirmed).toBe(false);
  });

  it('disputed, with the dispute beside them', () => {
    for (const name of ['Beckster319', 'internalmemer', 'skatewake1994']) {
      const entry = entryOf('x', name);
      expect(statusOf(entry)).toBe('disputed');
      expect(entry.disputes.length).toBeGreaterThan(0);
    }
    for (const name of ['The Free Thought Project', 'The Anti-Media', 'Police the Police']) {
      expect(statusOf(entryNamed('facebook', name))).toBe('disputed');
    }
    expect(statusOf(entryNamed('facebook', 'Hands Off Our Children'))).toBe('disputed');
  });

  it('taken off its list by Reddit, 9 May 2018', () => {
    for (const name of ['RobbyDelaware', 'ajcrwl', 'stand-alone-shell', 'haaaaawke']) {
      const entry = entryOf('reddit', name);
      expect(statusOf(entry)).toBe('delisted');
      expect(entry.history.at(-1)?.date).toBe('2018-05-09');
    }
  });

  it('known by a display name alone, which can be matched by nothing', () => {
    const byName = entries.filter(({ entry }) => keysOf(entry).length === 0);
    expect(byName.length).toBeGreaterThan(0);
    expect(byName.every(({ entry }) => entry.displayName !== null)).toBe(true);
  });
});

describe('docs/DATA.md', () => {
  const THINGS = new Set([
    'account',
    'page',
    'group',
    'channel',
    'instagram-account',
    'account-or-page',
    'subreddit',
  ]);

  /** The coverage table as it must stand in docs/DATA.md. */
  function coverage(): string {
    const rows = new Map<string, { disclosures: number; claimed: number; names: number }>();
    const ofDiscloser = (id: string) => disclosures.get(id)?.disclosedBy.shortName ?? '';
    for (const { disclosedBy, counts } of disclosures.values()) {
      const row = rows.get(disclosedBy.shortName) ?? { disclosures: 0, claimed: 0, names: 0 };
      row.disclosures += 1;
      for (const { of, note, number } of counts.claimed) {
        if (note === null && THINGS.has(of)) row.claimed += number;
      }
      rows.set(disclosedBy.shortName, row);
    }
    // A name that a discloser named twice is one name.
    for (const { entry } of entries) {
      for (const name of new Set(entry.namedIn.map((named) => ofDiscloser(named.disclosure)))) {
        const row = rows.get(name);
        if (row) row.names += 1;
      }
    }
    const number = (n: number) => n.toLocaleString('en-US');
    return [...rows]
      .sort(([a, x], [b, y]) => y.disclosures - x.disclosures || a.localeCompare(b))
      .map(([name, r]) => `| ${name} | ${r.disclosures} | ${number(r.claimed)} | ${r.names} |`)
      .join('\n');
  }

  it('has the coverage that the data has', () => {
    const text = readFileSync(new URL('docs/DATA.md', ROOT), 'utf8');
    // The formatter pads the cells.
    expect(text.replace(/ {2,}/g, ' ')).toContain(coverage());
  });
});

describe('against the collected facts (the folder shared/ beside the repository)', () => {
  const facts = new URL('disclosures-facts.jsonl', SHARED);
  const fates = new URL('account-disputes.jsonl', SHARED);
  const missing = !existsSync(facts) || !existsSync(fates);
  const all = [...disclosureFiles, ...accountFiles].map(({ text }) => text).join('\n');

  interface Fact {
    readonly url?: string;
    readonly official_source_url?: string | null;
    readonly disputes?: readonly Fact[];
  }

  function lines(url: URL): Fact[] {
    return readFileSync(url, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }

  it.skipIf(missing)('lost no row and no address (skipped without that folder)', () => {
    const rows = lines(facts);
    expect(disclosures.size).toBeGreaterThanOrEqual(rows.length);
    const disputes = [...rows.flatMap((row) => row.disputes ?? []), ...lines(fates)];
    const urls = [...disputes.map(({ url }) => url), ...rows.map((row) => row.official_source_url)];
    // A repository's front page was narrowed down to the file in it: the address goes on.
    const lost = urls.filter((url) => url && !all.includes(JSON.stringify(url).slice(0, -1)));
    expect([...new Set(lost)]).toEqual([]);
  });
});
