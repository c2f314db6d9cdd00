import { bareName, normalHandle } from '../../accounts/handles.ts';
import { isHashedIdentifier, normalId } from '../../accounts/ids.ts';
import { PLATFORM_IDS, type PlatformId } from '../../accounts/platforms.ts';
import { addressIn, idIn, isRoundedColumn, platformOf } from './cells.ts';
import { CheckError } from './errors.ts';

/*
 * Which columns to read, guessed from the header and the first rows (docs/RESEARCH.md says it for people):
 *
 * 1. A column that was named is taken.
 * 2. Else the first whose header is a word for a name (NAME_WORDS, best first) or for an address (ADDRESS_WORDS) and
 *    whose cells are such: at least half of those that are not empty. Without a word for the platform in sight a
 *    column of addresses comes first, because addresses say it.
 * 3. Else the column with the most addresses of accounts, else with the most names written with @, else, in a text
 *    without header, the first whose cells are all names.
 * 4. Ids come from the column that says id of the same thing (`user_screen_name` and `userid`, `user.screen_name` and
 *    `user.id_str`) and holds some; where there is no column of names, from any column of ids of users.
 */

/** Headers of names, best first, as `wordOf` writes them. */
const NAME_WORDS = [
  'user_screen_name',
  'screen_name',
  'screenname',
  'user_username',
  'author_username',
  'username',
  'user_name',
  'twitter_handle',
  'user_handle',
  'account_handle',
  'author_handle',
  'handle',
  'unique_id',
  'uniqueid',
  'author_unique_id',
  'from_user',
  'author',
  'author_name',
  'account_name',
  'account',
  'profile',
  'user',
  'channel',
  'blog',
  'blog_name',
  'tumblelog',
  'name',
];
/** Headers of addresses. */
const ADDRESS_WORDS = [
  'profile_url',
  'user_url',
  'author_url',
  'account_url',
  'channel_url',
  'profile_link',
  'user_link',
  'userlink',
  'link',
  'url',
  'address',
  'permalink',
  'indicator',
];
/** Other words that only a header has. */
const OTHER_WORDS =
  /^(?:(?:\w+_)?(?:id|id_str|date|time|url|count|text|name|type|category|language|lang)|platform|site|network|service|karma|text|body|title|content|tweet|post|comment|notes?|tactic|technique|procedure|followers|following|created_at|created_utc|description|fullname|subreddit|score|likes|retweets|userid|accountid|tweetid|number|status)$/;
const PLATFORM_WORDS = /^(?:platform|site|network|service|social_network|social_media)$/;
/** A table with one of these is of posts, and a plain `id` in it is a post's. */
const CONTENT_WORDS =
  /^(?:text|full_text|body|tweet|tweet_text|content|selftext|comment|title|message|caption)$/;

/** What a header tells about the platform of all rows. */
const PLATFORM_HINTS: readonly (readonly [RegExp, PlatformId])[] = [
  [/tweet|screen_?name|twitter|external_author_id/, 'x'],
  [/subreddit|(?:comment|link)_karma/, 'reddit'],
  [/tumblelog/, 'tumblr'],
  ...PLATFORM_IDS.filter((id) => id.length > 2).map(
    (id) => [new RegExp(`(?:^|_)${id}(?:_|$)`), id] as const,
  ),
];

/** Of what kind most cells of a column have to be. */
const ENOUGH = 0.5;

/** Columns by number, null where there is none. */
export interface ColumnChoice {
  /** Names or addresses. */
  readonly account: number | null;
  /** Permanent ids. */
  readonly id: number | null;
  /** Whether `id` was rounded on its way, so that its large numbers are not to be trusted. */
  readonly isRounded: boolean;
  /** Words for platforms. */
  readonly platform: number | null;
  /** The platform that the headers tell. */
  readonly hinted: PlatformId | null;
}

export interface ColumnWishes {
  /** A header, or a number from 1. */
  readonly column?: string | undefined;
  readonly idColumn?: string | undefined;
  readonly platform?: PlatformId | undefined;
}

/**
 * Chooses columns. Throws CheckError when a column that was named is not there, or none holds names, addresses
 * or ids.
 *
 * @param headers One a column, or null where the text has none. @param rows Some rows, as cells.
 */
export function chooseColumns(
  headers: readonly string[] | null,
  rows: readonly (readonly string[])[],
  wishes: ColumnWishes = {},
): ColumnChoice {
  const table = new Sample(headers, rows);
  const named = wishes.column === undefined ? null : table.numberOf(wishes.column);
  const namedId = wishes.idColumn === undefined ? null : table.numberOf(wishes.idColumn);
  const platform = wishes.platform === undefined ? table.platformColumn(named) : null;
  const hinted = wishes.platform ?? table.hintedPlatform();
  const isKnown = platform !== null || hinted !== null;
  const account = named ?? table.accountColumn(isKnown);
  // A column of ids that was named as the one to read is read as what it is.
  if (named !== null && namedId === null && table.isIdColumn(named, hinted)) {
    return table.choice({ account: null, id: named, platform, hinted });
  }
  const id = namedId ?? table.idColumn(account, hinted);
  if (account === null && id === null) {
    throw new CheckError(
      'no-names',
      headers === null
        ? 'No column holds names, addresses or ids of accounts.'
        : `No column holds names, addresses or ids of accounts; name one of: ${headers.join(', ')}.`,
    );
  }
  return table.choice({ account, id, platform, hinted });
}

/** The number of a column that was named. Throws CheckError when it is not there. */
export function columnNamed(
  headers: readonly string[] | null,
  rows: readonly (readonly string[])[],
  name: string,
): number {
  return new Sample(headers, rows).numberOf(name);
}

/** Whether the first row of a table names its columns. */
export function hasHeader(rows: readonly (readonly string[])[]): boolean {
  const [first = [], ...others] = rows;
  const cells = first.filter((cell) => cell.trim() !== '');
  if (cells.length === 0) return false;
  const isValue = (cell: string) =>
    /^\s*(?:[@＠]|[\d.,+-]+\s*$|t[1-5]_)/.test(cell) ||
    addressIn(cell)?.kind === 'account' ||
    isHashedIdentifier(cell);
  if (cells.some(isValue)) return false;
  if (cells.some((cell) => isHeaderWord(wordOf(cell)))) return true;
  // Words over numbers, addresses or names with @.
  return first.some(
    (_, column) => others.length > 1 && others.every((row) => isValue(row[column] ?? '')),
  );
}

/** So many rows of a title there may be. */
const LONGEST_TITLE = 20;

/**
 * Where the header may be: in the first row, or in the first that has more than one cell, below blank rows, a title and
 * Excel's `sep=;`. In a list, which has one cell in all rows, only blank rows may stand above.
 */
export function rowsBelowTitle(rows: readonly (readonly string[])[]): readonly number[] {
  const first = rows.slice(0, LONGEST_TITLE + 1);
  const fewest = rows.some((row) => filledIn(row) > 1) ? 2 : 1;
  const at = first.findIndex((row) => filledIn(row) >= fewest);
  return at > 0 ? [0, at] : [0];
}

const filledIn = (row: readonly string[]): number =>
  row.filter((cell) => cell.trim() !== '').length;

function isHeaderWord(word: string): boolean {
  return NAME_WORDS.includes(word) || ADDRESS_WORDS.includes(word) || OTHER_WORDS.test(word);
}

/** A header as it is compared: `User Screen-Name` is `user_screen_name`, `userLink` `user_link`. */
function wordOf(header: string): string {
  return header
    .trim()
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}

/** The last part of a path, and what stands before it: `author.name` is a name of `author`. */
function split(word: string): { parent: string; own: string } {
  const dot = word.lastIndexOf('.');
  return { parent: word.slice(0, dot + 1), own: word.slice(dot + 1) };
}

/** What a header is of, without the words for name, address, id and account: `retweet_userid` is of `retweet`. */
function subjectOf(word: string): string {
  const { parent, own } = split(word);
  const words = own
    .replace(/userid/, 'user_id')
    .replace(/accountid/, 'account_id')
    .split('_');
  const rest = words.filter(
    (part) =>
      !/^(?:id|str|did|fullname|name|username|screen|screenname|handle|unique|uniqueid|url|link|user|author|account|profile|from|channel|external|alt)$/.test(
        part,
      ),
  );
  return parent + rest.join('_');
}

const saysId = (word: string): boolean =>
  /(?:^|_|user|account)(?:id|id_str|did)$|(?:^|_)fullname$/.test(split(word).own);

class Sample {
  readonly #headers: readonly string[] | null;
  readonly #words: readonly string[];
  readonly #columns: readonly (readonly string[])[];
  readonly #first: readonly string[];

  constructor(headers: readonly string[] | null, rows: readonly (readonly string[])[]) {
    const width = Math.max(headers?.length ?? 0, ...rows.map((row) => row.length));
    this.#headers = headers;
    this.#first = rows[0] ?? [];
    this.#words = Array.from({ length: width }, (_, at) => wordOf(headers?.[at] ?? ''));
    this.#columns = Array.from({ length: width }, (_, at) =>
      rows.map((row) => row[at] ?? '').filter((cell) => cell.trim() !== ''),
    );
  }

  numberOf(name: string): number {
    const headers = this.#headers ?? [];
    const exact = headers.indexOf(name);
    if (exact >= 0) return exact;
    const alike = this.#words.indexOf(wordOf(name));
    if (alike >= 0 && wordOf(name) !== '') return alike;
    const number = /^[1-9]\d{0,4}$/.test(name) ? Number(name) - 1 : -1;
    if (number >= 0 && number < this.#columns.length) return number;
    throw new CheckError(
      'no-such-column',
      headers.length > 0
        ? `There is no column "${name}"; there are: ${headers.join(', ')}.`
        : `There is no column "${name}"; the columns are numbered 1 to ${this.#columns.length}, and the first row is: ${this.#first.join(', ')}.`,
    );
  }

  choice(chosen: Omit<ColumnChoice, 'isRounded'>): ColumnChoice {
    const { id } = chosen;
    return { ...chosen, isRounded: id !== null && isRoundedColumn(this.#columns[id] ?? []) };
  }

  platformColumn(except: number | null): number | null {
    const isOne = (at: number) =>
      at !== except &&
      PLATFORM_WORDS.test(split(this.#words[at] ?? '').own) &&
      this.#share(at, (cell) => platformOf(cell) !== null) >= ENOUGH;
    return this.#find(isOne);
  }

  /** The platform that all headers that tell one agree on. */
  hintedPlatform(): PlatformId | null {
    const hinted = new Set(
      this.#words.flatMap((word) =>
        PLATFORM_HINTS.filter(([pattern]) => pattern.test(word)).map(([, platform]) => platform),
      ),
    );
    const [only = null] = hinted;
    return hinted.size === 1 ? only : null;
  }

  accountColumn(isPlatformKnown: boolean): number | null {
    const addresses = this.#worded(ADDRESS_WORDS, isAccountAddress);
    const names = this.#worded(NAME_WORDS, isNameOrAddress);
    const [first, second] = isPlatformKnown ? [names, addresses] : [addresses, names];
    return (
      first ??
      second ??
      this.#most(isAccountAddress) ??
      this.#most((cell) => /^\s*[@＠]\S+\s*$/.test(cell)) ??
      (this.#headers === null ? this.#find((at) => this.#share(at, isPlainName) > 0.9) : null)
    );
  }

  idColumn(account: number | null, platform: PlatformId | null): number | null {
    const isPosts = this.#words.some((word) => CONTENT_WORDS.test(split(word).own));
    const subject = account === null ? null : subjectOf(this.#words[account] ?? '');
    const candidates = this.#columns.flatMap((_, at) => {
      const word = this.#words[at] ?? '';
      if (at === account || !saysId(word)) return [];
      if (isPosts && /^(?:id|id_str)$/.test(word)) return [];
      const about = subjectOf(word);
      // Without a column of names only a user's own id will do: `userid`, `author.id`.
      if (subject === null ? split(about).own !== '' : about !== subject) return [];
      const exact = this.#share(at, (cell) => isId(cell, platform));
      return this.isIdColumn(at, platform) ? [{ at, exact }] : [];
    });
    // Of a rounded column and an exact one of the same thing, the exact one.
    const worth = ({ at, exact }: { at: number; exact: number }) =>
      isRoundedColumn(this.#columns[at] ?? []) ? exact / 2 : exact;
    candidates.sort((a, b) => worth(b) - worth(a));
    const found = candidates[0]?.at ?? null;
    if (found !== null || account !== null) return found;
    // A list of numbers and nothing else.
    return this.#headers === null && this.#columns.length === 1 && this.isIdColumn(0, platform)
      ? 0
      : null;
  }

  /** Whether a column holds ids of the platform: exact, rounded or hashed ones, and no names. */
  isIdColumn(at: number, platform: PlatformId | null): boolean {
    const isOne = (cell: string) =>
      isId(cell, platform) || idIn(cell, false).isRounded || isHashedIdentifier(cell);
    return (
      this.#share(at, isOne) >= ENOUGH && this.#share(at, (cell) => /^\s*[@＠]/.test(cell)) === 0
    );
  }

  /** The first of these words that heads a column with such cells. */
  #worded(words: readonly string[], isSuch: (cell: string) => boolean): number | null {
    for (const word of words) {
      const at = this.#find(
        (column) =>
          (this.#words[column] === word || split(this.#words[column] ?? '').own === word) &&
          !/^(?:in_)?(?:reply|retweet|quote|mention)/.test(this.#words[column] ?? '') &&
          this.#share(column, isSuch) >= ENOUGH,
      );
      if (at !== null) return at;
    }
    return null;
  }

  #most(isSuch: (cell: string) => boolean): number | null {
    const counts = this.#columns.map((cells) => cells.filter(isSuch).length);
    const most = Math.max(0, ...counts);
    return most === 0 ? null : counts.indexOf(most);
  }

  #find(isOne: (at: number) => boolean): number | null {
    const at = this.#columns.findIndex((_, column) => isOne(column));
    return at < 0 ? null : at;
  }

  #share(at: number, isSuch: (cell: string) => boolean): number {
    const cells = this.#columns[at] ?? [];
    return cells.length === 0 ? 0 : cells.filter(isSuch).length / cells.length;
  }
}

const isAccountAddress = (cell: string): boolean => addressIn(cell)?.kind === 'account';

/** Whether a cell is a name by some platform's grammar; a hash stands in the place of one. */
function isPlainName(cell: string): boolean {
  const name = bareName(cell);
  return (
    !/\s/.test(name) &&
    !/^[\d.,+-]*$/.test(name) &&
    (isHashedIdentifier(name) ||
      PLATFORM_IDS.some((platform) => normalHandle(platform, name) !== null))
  );
}

const isNameOrAddress = (cell: string): boolean => isPlainName(cell) || isAccountAddress(cell);

/** Whether a cell is an exact id: of the platform or, where that is unknown, one whose form names its own. */
function isId(cell: string, platform: PlatformId | null): boolean {
  const { id } = idIn(cell, false);
  if (id === null) return false;
  if (platform !== null) return normalId(platform, id) !== null;
  return platformOfId(id) !== null || /^[1-9]\d{4,18}$/.test(id);
}

/** The platform that an id's own form tells: `t2_…`, `UC…`, `did:…`. */
export function platformOfId(id: string): PlatformId | null {
  if (!/^(?:t2_|UC|did:|t:)/i.test(id)) return null;
  for (const platform of ['reddit', 'youtube', 'bluesky', 'tumblr'] as const) {
    if (normalId(platform, id) !== null) return platform;
  }
  return null;
}
