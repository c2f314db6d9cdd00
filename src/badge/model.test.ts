import { describe, expect, it } from 'vitest';
import type { DisclosureBrief } from '../messaging/messages.ts';
import { AccountEntry, type EntryStatus } from '../records/entry.ts';
import type { Evidence } from '../records/evidence.ts';
import type { Dispute } from '../records/source.ts';
import { badgeModel, badgeText, type WeighedEntry } from './model.ts';

const SAME: Evidence = { level: 'same-account', reason: 'id-equal', asOf: null };
const TIME: Evidence = {
  level: 'same-name-in-time',
  reason: 'dated-before-removal',
  asOf: Date.UTC(2016, 4, 3),
};
const NAME: Evidence = { level: 'same-name', reason: 'name-equal', asOf: null };
const OTHER: Evidence = { level: 'different-account', reason: 'id-differs', asOf: null };

const twitter: DisclosureBrief = {
  id: 'twitter-2019',
  shortName: 'Twitter',
  date: '2019-01-31',
  kind: 'network-takedown',
  disputes: 0,
};
const meta: DisclosureBrief = {
  ...twitter,
  id: 'meta-2023',
  shortName: 'Meta',
  date: '2023-Q1',
};

const dispute = (kind: Dispute['kind']): Dispute => ({
  kind,
  by: 'Somebody',
  date: null,
  summary: 'Said so.',
  quote: null,
  confirmed: true,
  source: { title: 'Where', publisher: null, url: null, archivedUrl: null, date: null },
});

interface Case {
  status?: EntryStatus;
  evidence?: Evidence;
  disclosures?: readonly DisclosureBrief[];
  disputes?: readonly Dispute['kind'][];
  list?: string;
  expires?: string;
}

function entry(facts: Case = {}): WeighedEntry {
  const { status, disclosures = [twitter], list = 'base' } = facts;
  const { expires = '2099-01-01T00:00:00Z' } = facts;
  return {
    evidence: facts.evidence ?? SAME,
    found: {
      key: '@example',
      disclosures,
      list: { id: list, name: list, version: 1, expires },
      entry: AccountEntry.parse({
        platform: 'x',
        handle: 'Example',
        namedIn: disclosures.map(({ id }) => ({ disclosure: id })),
        history:
          status === undefined
            ? []
            : [{ status, date: '2019-03', summary: 'Changed.', source: null }],
        disputes: (facts.disputes ?? []).map(dispute),
      }),
    },
  };
}

const text = (...weighed: WeighedEntry[]) => {
  const model = badgeModel(weighed);
  return model && badgeText(model.words);
};
const short = (...weighed: WeighedEntry[]) => {
  const model = badgeModel(weighed);
  return model && badgeText(model.shortWords);
};

describe('a badge says', () => {
  it.each([
    ['Named · Twitter 2019', 'Twitter 2019', {}],
    ['Named · Twitter 2019 +1', 'Twitter 2019', { disclosures: [meta, twitter] }],
    ['Named · Twitter 2019 · disputed', 'Twitter 2019 · disputed', { disputes: ['denial'] }],
    [
      'Named · Twitter 2019 · disputed',
      'Twitter 2019 · disputed',
      { disclosures: [{ ...twitter, disputes: 2 }] },
    ],
    ['Named · Twitter 2019 · disputed', 'Twitter 2019 · disputed', { status: 'disputed' }],
    ['Named · Twitter 2019 · as of 3 May 2016', 'Twitter 2019 · as of 2016', { evidence: TIME }],
    ['Named · Twitter 2019 · name match only', 'Twitter 2019 · name only', { evidence: NAME }],
    ['Reinstated · named by Twitter 2019', 'Reinstated · Twitter 2019', { status: 'reinstated' }],
    [
      'Named · Twitter 2019 · attribution changed',
      'Twitter 2019 · attr. changed',
      { status: 'reattributed' },
    ],
    [
      'Acted on · Twitter 2019',
      'Twitter 2019',
      { disclosures: [{ ...twitter, kind: 'account-action' }] },
    ],
    ['Named · Meta 2023', 'Meta 2023', { disclosures: [meta] }],
  ] satisfies [string, string, Case][])('%s (%s)', (full, compact, facts) => {
    expect(text(entry(facts))).toBe(full);
    expect(short(entry(facts))).toBe(compact);
  });
});

describe('there is no badge', () => {
  it('for another account', () => {
    expect(badgeModel([entry({ evidence: OTHER })])).toBeNull();
  });

  it('for an entry that its discloser withdrew, whatever the evidence', () => {
    for (const evidence of [SAME, TIME, NAME, OTHER]) {
      expect(badgeModel([entry({ status: 'delisted', evidence })])).toBeNull();
    }
  });

  it('for nothing found, or an entry whose disclosure is missing', () => {
    expect(badgeModel([])).toBeNull();
    expect(badgeModel([entry({ disclosures: [twitter] })].map(withoutDisclosures))).toBeNull();
  });
});

function withoutDisclosures(weighed: WeighedEntry): WeighedEntry {
  return { ...weighed, found: { ...weighed.found, disclosures: [] } };
}

describe('in every combination of status, evidence, number of disclosures and disputes', () => {
  const statuses = [undefined, 'listed', 'reinstated', 'disputed', 'reattributed'] as const;
  const combinations = statuses.flatMap((status) =>
    [SAME, TIME, NAME].flatMap((evidence) =>
      [[twitter], [twitter, meta]].flatMap((disclosures) =>
        [[], ['denial' as const]].map((disputes) => ({ status, evidence, disclosures, disputes })),
      ),
    ),
  );

  it.each(combinations)('$status, $evidence.level, $disclosures.length, $disputes', (facts) => {
    const { status, evidence, disclosures, disputes } = facts;
    const model = badgeModel([
      entry({ evidence, disclosures, disputes, ...(status === undefined ? {} : { status }) }),
    ])!;
    const disputed = status === 'disputed' || disputes.length > 0;
    for (const words of [badgeText(model.words), badgeText(model.shortWords)]) {
      expect(words).toContain('Twitter 2019');
      expect(words.startsWith('Reinstated')).toBe(status === 'reinstated');
      expect(words.includes('disputed')).toBe(disputed);
      expect(/name (match )?only/.test(words)).toBe(evidence === NAME);
      expect(words.includes('2016')).toBe(evidence === TIME);
      expect(/attr.* changed/.test(words)).toBe(status === 'reattributed');
    }
    expect(badgeText(model.words).includes('+1')).toBe(disclosures.length > 1);
    expect(model.tone).toBe(evidence === NAME ? 'light' : 'full');
    expect(model.name).toContain('Twitter named Example, 31 January 2019');
    expect(model.name).toMatch(disputed ? /1 dispute on record|Disputed/ : /No dispute on record/);
    if (status === 'reinstated') expect(model.name).toMatch(/^Reinstated\. /);
    if (disclosures.length > 1) expect(model.name).toContain('1 more disclosure names it');
  });
});

it.each([
  [{ evidence: NAME, disputes: ['denial'] }, 'disputed', 'name-only'],
  [{ evidence: TIME, disputes: ['denial'] }, 'disputed', 'in-time'],
  [{ evidence: NAME, status: 'reinstated' }, 'reinstated', 'name-only'],
  [{ evidence: NAME }, 'name-only', null],
  [{ evidence: TIME }, 'in-time', null],
  [{ evidence: SAME, disputes: ['denial'] }, 'disputed', null],
  [{ evidence: SAME }, 'named', null],
] satisfies [Case, string, string | null][])(
  'a symbol says how well it matches where the first one says something else: %j',
  (facts, symbol, levelSymbol) => {
    expect(badgeModel([entry(facts)])).toMatchObject({ symbol, levelSymbol });
  },
);

describe('several entries make one badge', () => {
  it('that counts a disclosure of two lists once', () => {
    expect(text(entry(), entry({ list: 'other' }))).toBe('Named · Twitter 2019');
  });

  it('that takes only the best evidence', () => {
    const byId = entry({ disclosures: [meta] });
    const byName = entry({ evidence: NAME, disputes: ['denial'] });
    expect(text(byName, byId)).toBe('Named · Meta 2023');
    expect(badgeModel([byName, byId])!.tone).toBe('full');
  });

  it('and one that is another account takes no part', () => {
    expect(text(entry({ evidence: OTHER, disclosures: [meta] }), entry({ evidence: NAME }))).toBe(
      'Named · Twitter 2019 · name match only',
    );
  });

  it('that says reinstated first when any list knows of it', () => {
    expect(text(entry(), entry({ list: 'other', status: 'reinstated' }))).toBe(
      'Reinstated · named by Twitter 2019',
    );
  });

  it('that says disputed when one list has it withdrawn and another still names it', () => {
    expect(badgeModel([entry({ status: 'delisted' }), entry({ list: 'other' })])).toMatchObject({
      disputes: 0,
      disputed: true,
    });
    expect(text(entry({ status: 'delisted' }), entry({ list: 'other' }))).toBe(
      'Named · Twitter 2019 · disputed',
    );
  });
});

it('a reinstatement recorded as a dispute is not told twice', () => {
  const facts: Case = { status: 'reinstated', disputes: ['reinstatement'] };
  expect(text(entry(facts))).toBe('Reinstated · named by Twitter 2019');
  expect(text(entry({ ...facts, disputes: ['reinstatement', 'denial'] }))).toBe(
    'Reinstated · named by Twitter 2019 · disputed',
  );
});

describe('lists that are out of date', () => {
  const old = entry({ expires: '2020-01-01T00:00:00Z' });
  it('say so on the badge, in its name and where it is narrow', () => {
    expect(text(old)).toMatch(/ · list out of date$/);
    expect(short(old)).toMatch(/ · old list$/);
    expect(badgeModel([old])?.name).toContain('The list is out of date');
  });
  it('are not spoken of where a current list names the account too', () => {
    expect(text(old, entry({ list: 'other' }))).not.toContain('out of date');
  });
  it('are not yet out of date in the weeks after their day', () => {
    const day = Date.parse('2020-02-01');
    expect(badgeModel([old], day)?.words.notes).toEqual([]);
    expect(badgeModel([old], day + 90 * 86_400_000)?.words.notes).toEqual(['list out of date']);
  });
});
