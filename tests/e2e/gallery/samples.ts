import type { Answer, AnsweredRecord } from '../../../entrypoints/look-up/answer.ts';
import type { LookUpState } from '../../../entrypoints/look-up/view.tsx';
import { PLATFORM_IDS } from '../../../src/accounts/platforms.ts';
import type { AccountReference } from '../../../src/accounts/reference.ts';
import type { WeighedEntry } from '../../../src/badge/model.ts';
import type {
  CardAnswer,
  DisclosureBrief,
  ListFacts,
  PageSummary,
} from '../../../src/messaging/messages.ts';
import { PLACES, type Place } from '../../../src/readers/core/places.ts';
import { Disclosure } from '../../../src/records/disclosure.ts';
import { AccountEntry } from '../../../src/records/entry.ts';
import type { Evidence } from '../../../src/records/evidence.ts';
import { DEFAULT_SETTINGS } from '../../../src/store/settings.ts';

// Invented accounts in the shape of real records. Nobody named here exists.

export const NOW = Date.UTC(2026, 10, 25, 12);

export const LIST: ListFacts = {
  id: 'base',
  name: 'Takedown Lens base list',
  version: 12,
  created: '2026-11-22T06:00:00Z',
  expires: '2099-01-01T00:00:00Z',
  publisher: 'Takedown Lens contributors',
  corrections: 'https://example.org/takedown-lens/issues/new',
  entries: 1412,
  disclosures: 204,
  disputes: 57,
};

export const OTHER_LIST: ListFacts = {
  ...LIST,
  id: 'university',
  name: 'University archive of disclosures',
  version: 3,
  created: '2026-05-02T06:00:00Z',
  publisher: 'An example university',
  corrections: 'mailto:corrections@example.edu',
  entries: 88,
  disclosures: 9,
  disputes: 4,
};

const source = (title: string, more: object = {}) => ({
  title,
  url: 'https://example.com/article',
  archivedUrl: 'https://web.archive.org/web/2019/https://example.com/article',
  ...more,
});

export const plainDisclosure = Disclosure.parse({
  id: 'twitter-2019-01-31-example',
  disclosedBy: { name: 'Twitter', shortName: 'Twitter' },
  platforms: ['x'],
  date: '2019-01-31',
  title: 'Example set 1: 1,196 accounts',
  kind: 'network-takedown',
  attributedTo: 'A state-backed campaign aimed at a domestic audience',
  statedReason: {
    kind: 'quote',
    text: 'appear to be engaged in a state-backed influence campaign targeting domestic audiences',
    language: 'en',
    source: null,
  },
  counts: {
    claimed: [{ of: 'account', number: 1196 }],
    published: [{ of: 'account', number: 1187, note: 'rows in the users file' }],
  },
  namesPublished: 'some-hashed',
  namesNote: 'Accounts under 5,000 followers were hashed.',
  sources: [
    source('Further research on information operations', {
      publisher: 'Twitter',
      date: '2019-01-31',
    }),
  ],
  confirmation: { confirmed: true },
});

export const disputedDisclosure = Disclosure.parse({
  ...plainDisclosure,
  disputes: [
    {
      kind: 'criticism',
      by: 'Ana Ejemplo, broadcaster',
      date: '2019-02-01',
      summary:
        'Said that supporters of one side are removed while the other side’s accounts dominate the platform.',
      quote: {
        text: 'Se elimina a quienes apoyan al gobierno, y a nadie más.',
        language: 'es',
      },
      source: source('Report on the removals', { publisher: 'An example paper' }),
    },
    {
      kind: 'analysis',
      by: 'Example Research Lab',
      date: '2019-02',
      summary: 'Found automation in part of the set and none in the rest.',
      source: source('Analysis of the set', { archivedUrl: null }),
      confirmed: false,
    },
  ],
});

const quarterDisclosure = Disclosure.parse({
  ...plainDisclosure,
  id: 'meta-2023-q1-example',
  disclosedBy: { name: 'Meta', shortName: 'Meta' },
  platforms: ['facebook', 'x', 'telegram'],
  date: '2023-Q1',
  title: 'Adversarial threat report: indicators of one network',
  attributedTo: null,
  statedReason: {
    kind: 'summary',
    text: 'Accounts that worked together and hid who was behind them.',
    language: 'en',
  },
  counts: {
    claimed: [
      { of: 'account', number: 21, precision: 'about' },
      { of: 'page', number: 88, precision: 'at-least' },
    ],
    published: [],
  },
  namesPublished: 'off-platform-only',
  namesNote: null,
  revisions: [
    {
      date: '2023-06',
      summary: 'Two indicators were taken out.',
      source: source('Change log'),
    },
  ],
});

const missingDisclosure = Disclosure.parse({
  ...plainDisclosure,
  id: 'twitter-2018-09-24-example',
  date: '2018-09-24',
  title: 'One account temporarily restricted',
  kind: 'account-action',
  attributedTo: null,
  statedReason: { kind: 'none-given' },
  counts: { claimed: [{ of: 'account', number: 1 }], published: [] },
  namesPublished: 'unknown',
  namesNote: null,
  sources: [],
  confirmation: { confirmed: false, unconfirmedFields: ['date', 'counts', 'breakdown'] },
});

const longDisclosure = Disclosure.parse({
  ...plainDisclosure,
  id: 'twitter-2020-06-11-example',
  date: '2020-06-11',
  title:
    'A very long title that a discloser gave to a statement about several networks at once, with all their names in it, and then some',
  statedReason: {
    kind: 'quote',
    text: `${'These accounts were engaged in a range of coordinated activities, and we set out here at length what they did and why it broke our rules. '.repeat(8)}AVeryLongWordWithoutAnySpacesInItThatWouldOtherwiseRunOutOfTheCardAtTheSideAndTakeTheLayoutWithIt.`,
    language: 'en',
  },
  disputes: Array.from({ length: 38 }, (_, index) => ({
    kind: (['denial', 'criticism', 'appeal', 'correction'] as const)[index % 4],
    by: `Person or body number ${index + 1}`,
    date: index % 5 === 0 ? null : `2020-0${1 + (index % 9)}`,
    summary: 'Said that the account was a person’s own and asked for the removal to be undone.',
    source: source('Where it was said'),
  })),
});

export const plainEntry = AccountEntry.parse({
  platform: 'x',
  handle: 'ExampleRadio',
  displayName: 'Radio Example',
  platformId: '1234567890',
  namedIn: [{ disclosure: plainDisclosure.id }],
});

const reinstatedEntry = AccountEntry.parse({
  ...plainEntry,
  handle: 'RealPerson',
  displayName: null,
  history: [
    {
      status: 'reinstated',
      date: '2017-11-06',
      summary: 'Reactivated by Twitter after a press report; the owner showed who they are.',
      source: source('Account reactivated', { publisher: 'An example magazine' }),
    },
  ],
  disputes: [
    {
      kind: 'denial',
      by: 'The account’s owner',
      date: '2017-11-04',
      summary: 'Said that the account is their own and always was.',
      source: source('Interview'),
    },
  ],
});

const movedEntry = AccountEntry.parse({
  ...plainEntry,
  history: [
    {
      status: 'disputed',
      date: '2018-11',
      summary: 'Researchers doubted the attribution.',
      source: source('Paper'),
    },
    {
      status: 'reattributed',
      date: '2019-02',
      summary: 'Twitter moved the account from one set to another.',
      source: null,
      confirmed: false,
    },
  ],
});

const withdrawnEntry = AccountEntry.parse({
  ...plainEntry,
  handle: 'taken-off',
  platform: 'reddit',
  history: [
    {
      status: 'delisted',
      date: '2018-05-09',
      summary: 'In the first release, absent from the revision of 9 May 2018.',
      source: source('Revision of the list'),
    },
  ],
});

const rightToLeftEntry = AccountEntry.parse({
  ...plainEntry,
  platform: 'facebook',
  kind: 'page',
  handle: null,
  displayName: 'راديو المثال (صفحة)',
  earlierHandles: ['قديم', 'old.name'],
  platformId: '479681268840000',
});

const rightToLeftDisclosure = Disclosure.parse({
  ...plainDisclosure,
  disclosedBy: { name: 'Facebook', shortName: 'Facebook' },
  platforms: ['facebook'],
  title: 'صفحات أزيلت في كانون الثاني',
  attributedTo: 'مؤسسة المثال',
  statedReason: {
    kind: 'quote',
    text: 'سلوك زائف منسق من جانب حسابات تخفي هويتها.',
    language: 'ar',
  },
});

const bare = AccountEntry.parse({
  platform: 'x',
  handle: 'example_press',
  namedIn: [{ disclosure: missingDisclosure.id }],
});

export const reference = (more: Partial<AccountReference> = {}): AccountReference => ({
  platform: 'x',
  handle: 'ExampleRadio',
  id: null,
  created: null,
  role: 'author',
  seenAt: null,
  ...more,
});

const record = (
  entry: AccountEntry,
  disclosures: readonly Disclosure[],
  list: ListFacts = LIST,
): CardAnswer['records'][number] => ({
  entry,
  disclosures,
  list,
  namesKnown: Object.fromEntries(disclosures.map((disclosure) => [disclosure.id, 38])),
});

const answer = (...records: CardAnswer['records'][number][]): CardAnswer => ({
  generation: 'sample',
  records,
});

/** What a hostile list would try. */
const MARKUP = '<img src=x onerror="document.title=\'ran\'"> {{1+1}} <script>1</script>';

/** Every state of the card, by name. */
export const CARDS: Readonly<Record<string, { data: CardAnswer; reference: AccountReference }>> = {
  claim: {
    data: answer(record(plainEntry, [plainDisclosure])),
    reference: reference({ id: '1234567890' }),
  },
  disputed: {
    data: answer(record(plainEntry, [disputedDisclosure])),
    reference: reference({ seenAt: Date.UTC(2016, 4, 3) }),
  },
  'name-only': {
    data: answer(record({ ...plainEntry, platformId: null }, [plainDisclosure])),
    reference: reference(),
  },
  reinstated: {
    data: answer(record(reinstatedEntry, [plainDisclosure])),
    reference: reference({ handle: 'RealPerson' }),
  },
  reattributed: { data: answer(record(movedEntry, [plainDisclosure])), reference: reference() },
  delisted: {
    data: answer(record(withdrawnEntry, [plainDisclosure])),
    reference: reference({ platform: 'reddit', handle: 'taken-off' }),
  },
  missing: {
    data: answer(record(bare, [missingDisclosure])),
    reference: reference({ handle: 'example_press' }),
  },
  'several-disclosures': {
    data: answer(record(plainEntry, [plainDisclosure, quarterDisclosure])),
    reference: reference(),
  },
  'several-lists': {
    data: answer(
      record(plainEntry, [disputedDisclosure]),
      record(movedEntry, [plainDisclosure], OTHER_LIST),
    ),
    reference: reference({ id: '1234567890' }),
  },
  'forty-disputes': {
    data: answer(record({ ...plainEntry, disputes: reinstatedEntry.disputes }, [longDisclosure])),
    reference: reference(),
  },
  markup: {
    data: answer(
      record({ ...plainEntry, displayName: MARKUP, note: MARKUP }, [
        {
          ...disputedDisclosure,
          title: MARKUP,
          attributedTo: MARKUP,
          statedReason: { kind: 'quote', text: MARKUP, language: 'en', source: null },
          sources: [
            {
              title: MARKUP,
              publisher: MARKUP,
              url: 'javascript:document.title="ran"',
              archivedUrl: 'https://user:secret@example.com/',
              date: null,
            },
          ],
        },
      ]),
    ),
    reference: reference(),
  },
  'right-to-left': {
    data: answer(record(rightToLeftEntry, [rightToLeftDisclosure])),
    reference: reference({ platform: 'facebook', handle: null, id: '479681268840000' }),
  },
};

/** The card of an invented account with a disclosure as it stands in a file of data/. */
export function cardOfDisclosure(file: unknown) {
  const disclosure = Disclosure.parse(file);
  return { data: answer(record(plainEntry, [disclosure])), reference: reference() };
}

// ── Badges ──────────────────────────────────────────────────────────────────────────────────────────────

const brief = (disclosure: Disclosure): DisclosureBrief => ({
  id: disclosure.id,
  shortName: disclosure.disclosedBy.shortName,
  date: disclosure.date,
  kind: disclosure.kind,
  disputes: disclosure.disputes.length,
});

const SAME: Evidence = { level: 'same-account', reason: 'id-equal', asOf: null };
const NAME: Evidence = { level: 'same-name', reason: 'name-equal', asOf: null };
const TIME: Evidence = {
  level: 'same-name-in-time',
  reason: 'dated-before-removal',
  asOf: Date.UTC(2016, 4, 3),
};

const weighed = (
  entry: AccountEntry,
  disclosures: readonly Disclosure[],
  evidence: Evidence,
): WeighedEntry => ({
  evidence,
  found: {
    key: '@example',
    entry,
    disclosures: disclosures.map(brief),
    list: { id: LIST.id, name: LIST.name, version: LIST.version, expires: LIST.expires },
  },
});

/** Every state of the badge, by name. */
export const BADGES: Readonly<Record<string, readonly WeighedEntry[]>> = {
  named: [weighed(plainEntry, [plainDisclosure], SAME)],
  'named twice': [weighed(plainEntry, [plainDisclosure, quarterDisclosure], SAME)],
  disputed: [weighed(plainEntry, [disputedDisclosure], SAME)],
  reinstated: [weighed(reinstatedEntry, [{ ...plainDisclosure, date: '2017-11-01' }], SAME)],
  reattributed: [weighed(movedEntry, [plainDisclosure], SAME)],
  'in its time': [weighed(plainEntry, [plainDisclosure], TIME)],
  'in its time, disputed': [weighed(plainEntry, [disputedDisclosure], TIME)],
  'name only': [weighed(plainEntry, [plainDisclosure], NAME)],
  'name only, disputed': [weighed(plainEntry, [disputedDisclosure], NAME)],
  'name only, reinstated': [
    weighed(reinstatedEntry, [{ ...plainDisclosure, date: '2017-11-01' }], NAME),
  ],
  'long name': [
    weighed(
      plainEntry,
      [
        {
          ...plainDisclosure,
          disclosedBy: {
            name: 'House Intelligence Committee',
            shortName: 'House Intelligence Comm.',
          },
        },
      ],
      NAME,
    ),
  ],
};

// ── Pages, for the popup ────────────────────────────────────────────────────────────────────────────────

const page = (more: Partial<PageSummary> = {}): PageSummary => ({
  looked: 37,
  site: 'x',
  siteName: 'X',
  enabled: true,
  unreadable: false,
  rules: [],
  hidden: [],
  matches: [],
  ...more,
});

const TWITTER_2019 = {
  id: 'twitter-2019',
  shortName: 'Twitter',
  date: '2019-01-31',
  kind: 'network-takedown',
  disputes: 0,
} as const;

const found = page({
  matches: [
    {
      account: 'x @exampleradio',
      platform: 'x',
      handle: 'ExampleRadio',
      label: 'Named · Twitter 2019 · disputed',
      evidence: 'same-account',
      status: 'listed',
      disputes: 2,
      disputed: true,
      disclosures: [TWITTER_2019],
      places: 3,
    },
    {
      account: 'x @realperson',
      platform: 'x',
      handle: 'RealPerson',
      label: 'Reinstated · named by Twitter 2017',
      evidence: 'same-name',
      status: 'reinstated',
      disputes: 1,
      disputed: true,
      disclosures: [{ ...TWITTER_2019, id: 'twitter-2017', date: '2017-11-01' }],
      places: 1,
    },
    {
      account: 'telegram @example_channel',
      platform: 'telegram',
      handle: 'example_channel',
      label: 'Named · Meta 2023 · name match only',
      evidence: 'same-name',
      status: 'listed',
      disputes: 0,
      disputed: false,
      disclosures: [{ ...TWITTER_2019, id: 'meta-2023', shortName: 'Meta', date: '2023-Q2' }],
      places: 12,
    },
  ],
});

const ON = DEFAULT_SETTINGS;

const placeNamed = (id: string): Place => {
  const place = PLACES.find((one) => one.id === id);
  if (!place) throw new Error(`no place ${id}`);
  return place;
};

/** Every state of the popup, by name. */
export const POPUPS = {
  found: { page: { kind: 'read', summary: found }, settings: ON, lists: [LIST, OTHER_LIST] },
  one: {
    page: { kind: 'read', summary: { ...found, matches: found.matches.slice(0, 1) } },
    settings: ON,
    lists: [LIST],
  },
  nothing: { page: { kind: 'read', summary: page() }, settings: ON, lists: [LIST] },
  'nothing-yet': {
    page: { kind: 'read', summary: page({ looked: 0 }) },
    settings: ON,
    lists: [LIST],
  },
  'not-read': { page: { kind: 'not-read', place: null, tabId: 1 }, settings: ON, lists: [LIST] },
  'not-allowed': {
    page: { kind: 'not-read', place: placeNamed('mastodon'), tabId: 1 },
    settings: ON,
    lists: [LIST],
  },
  'not-readable': {
    page: { kind: 'not-read', place: null, tabId: null },
    settings: ON,
    lists: [LIST],
  },
  embedded: {
    page: {
      kind: 'not-read',
      ...{ place: null, tabId: 1, looked: 12, hidden: ['x @somebody'] },
      matches: found.matches.slice(0, 1),
    },
    settings: ON,
    lists: [LIST],
  },
  unnamed: {
    page: { kind: 'not-read', place: null, tabId: 1, unnamed: true },
    settings: ON,
    lists: [LIST],
  },
  paused: {
    page: { kind: 'read', summary: page({ enabled: false }) },
    settings: { ...ON, pausedUntil: NOW + 1_800_000 },
    lists: [LIST],
  },
  'long-name': {
    page: {
      kind: 'read',
      summary: {
        ...found,
        matches: found.matches.map((match) => ({
          ...match,
          handle: `${match.handle}_with_a_name_that_goes_on_and_on_and_on`,
        })),
      },
    },
    settings: ON,
    lists: [LIST],
  },
  asking: { page: { kind: 'asking' }, settings: ON, lists: null },
  'no-answer': { page: { kind: 'no-answer' }, settings: ON, lists: [LIST] },
  'no-lists': { page: { kind: 'read', summary: page() }, settings: ON, lists: [] },
  off: {
    page: { kind: 'read', summary: page({ enabled: false }) },
    settings: { ...ON, enabled: false },
    lists: [LIST],
  },
  'site-off': {
    page: { kind: 'read', summary: page({ enabled: false }) },
    settings: { ...ON, sitesOff: ['x'] },
    lists: [LIST],
  },
} as const;

/** The keys of our commands, as a browser shows them. */
export const KEYS: ReadonlyMap<string, string> = new Map([
  ['open-panel', 'Alt+Shift+P'],
  ['next-match', 'Alt+Shift+Period'],
  ['previous-match', 'Alt+Shift+Comma'],
  ['look-up', 'Alt+Shift+K'],
  ['toggle-site', ''],
]);

// ── Answers, for the look-up page ───────────────────────────────────────────────────────────────────────

const answered = (
  text: string,
  records: readonly AnsweredRecord[],
  question: Answer['question'] = 'name',
): LookUpState => ({
  kind: 'answered',
  answer: {
    text,
    question,
    platforms: PLATFORM_IDS.map((platform) => ({
      platform,
      asked: question === 'name' && !['facebook', 'mastodon', 'linkedin'].includes(platform),
      records: records.filter(({ record }) => record.entry.platform === platform),
      known: platform === 'x' ? 1196 : platform === 'quora' ? 0 : 37,
    })),
  },
});

/** Every state of the look-up page, by name. */
export const LOOK_UPS: Readonly<Record<string, LookUpState>> = {
  'nothing-asked': { kind: 'nothing-asked' },
  looking: { kind: 'looking' },
  failed: { kind: 'failed' },
  found: answered('@ExampleRadio', [
    { record: record(plainEntry, [disputedDisclosure]), by: 'name' },
  ]),
  'found-twice': answered('4224729994', [
    { record: record(reinstatedEntry, [plainDisclosure]), by: 'id' },
    { record: record(withdrawnEntry, [plainDisclosure]), by: 'earlier-name' },
  ]),
  'not-found': answered('@nobody_in_particular_with_a_very_long_name_indeed', []),
  'other-address': answered('https://news.example/story', [], 'other-address'),
  'no-name': {
    kind: 'answered',
    answer: { text: 'what is this?', question: 'name', platforms: [] },
  },
};
